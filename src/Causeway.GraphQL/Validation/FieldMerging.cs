using Causeway.GraphQL.Language;
using Causeway.GraphQL.Types;

namespace Causeway.GraphQL.Validation;

/// <summary>
/// 5.3.2: fields of one response name can be merged. The specification compares all pairs, which a document of ten
/// thousand aliases turns into a day's work; here fields are grouped instead, each compared with the first of its group,
/// since both relations are equivalences (the method of Simon Adameit, as Sangria and GraphQL.NET use it). Selection sets
/// that were merged once are not merged again, so that fragments within fragments do not multiply.
/// </summary>
internal sealed class FieldMerging
{
    private readonly DocumentFacts facts;
    private readonly List<GraphQLError> errors = [];
    private readonly HashSet<string> done = new(StringComparer.Ordinal);
    private readonly Dictionary<SelectionSet, int> numbers = new(ByReference.Instance);

    private FieldMerging(DocumentFacts facts) => this.facts = facts;

    public static IEnumerable<GraphQLError> IsPossible(DocumentFacts facts)
    {
        var merging = new FieldMerging(facts);
        foreach (var definition in facts.All)
        {
            var (set, type) = definition.Operation is { } operation
                ? (operation.SelectionSet, facts.Schema.Root(operation.Operation))
                : (definition.Fragment!.SelectionSet, facts.Schema.Type(definition.Fragment.TypeCondition));
            merging.SameShape([new(set, type)]);
            merging.SameFields([new(set, type)]);
        }

        return merging.errors;
    }

    /// <summary>SameResponseShape: whatever the objects turn out to be, one response name has one kind of value.</summary>
    private void SameShape(IReadOnlyList<TypedSet> sets)
    {
        if (!done.Add(KeyOf("shape", sets)))
            return;
        foreach (var group in Collect(sets).Where(group => group.Count > 1 || group[0].Node.SelectionSet is not null))
        {
            var first = group[0];
            if (group.Skip(1).FirstOrDefault(other => !IsSameShape(first.Type, other.Type)) is { } different)
                Conflict(first, different, $"they are {first.Type} and {different.Type}");
            else
                SameShape(Below(group));
        }
    }

    /// <summary>FieldsInSetCanMerge: fields of one object have the same name and arguments.</summary>
    private void SameFields(IReadOnlyList<TypedSet> sets)
    {
        if (!done.Add(KeyOf("fields", sets)))
            return;
        foreach (var group in Collect(sets).SelectMany(ByCommonParent).Where(group => group.Count > 1 || group[0].Node.SelectionSet is not null))
        {
            var first = group[0];
            if (group.Skip(1).FirstOrDefault(other => other.Node.Name != first.Node.Name) is { } otherField)
                Conflict(first, otherField, $"they are the fields {first.Node.Name} and {otherField.Node.Name}");
            else if (group.Skip(1).FirstOrDefault(other => !HaveSameArguments(first.Node, other.Node)) is { } otherArguments)
                Conflict(first, otherArguments, "they have different arguments");
            else
                SameFields(Below(group));
        }
    }

    private void Conflict(CollectedUse first, CollectedUse second, string why) =>
        errors.Add(facts.Error($"The fields called {first.Node.ResponseName} cannot be merged: {why}. Give one of them an alias.", first.Node, second.Node));

    /// <summary>
    /// Two object types are never the same object, so each has a group of its own; a field of an interface or union may
    /// belong to any of them.
    /// </summary>
    private static IEnumerable<List<CollectedUse>> ByCommonParent(List<CollectedUse> group)
    {
        var concrete = group.Where(use => use.Parent is ObjectType).GroupBy(use => use.Parent).ToList();
        var shared = group.Where(use => use.Parent is not ObjectType).ToList();
        return concrete.Count == 0 ? [shared] : concrete.Select(own => own.Concat(shared).ToList());
    }

    private static List<TypedSet> Below(List<CollectedUse> group) =>
        [.. group.Where(use => use.Node.SelectionSet is not null).Select(use => new TypedSet(use.Node.SelectionSet!, use.Type?.Named))];

    /// <summary>The fields of some selection sets, by response name, fragments opened.</summary>
    private IEnumerable<List<CollectedUse>> Collect(IReadOnlyList<TypedSet> sets)
    {
        var grouped = new OrderedDictionary<string, List<CollectedUse>>(StringComparer.Ordinal);
        var visited = new HashSet<string>(StringComparer.Ordinal);
        foreach (var set in sets.Distinct())
            Collect(set.Set, set.Type, grouped, visited);
        return grouped.Values;
    }

    private void Collect(SelectionSet set, NamedType? parent, OrderedDictionary<string, List<CollectedUse>> grouped, HashSet<string> visited)
    {
        foreach (var selection in set.Selections)
        {
            switch (selection)
            {
                case Field field:
                    if (!grouped.TryGetValue(field.ResponseName, out var uses))
                        grouped.Add(field.ResponseName, uses = []);
                    uses.Add(new CollectedUse(field, parent, parent is null ? null : facts.Schema.Field(parent, field.Name)?.Type));
                    break;
                case InlineFragment inline:
                    Collect(inline.SelectionSet, inline.TypeCondition is { } condition ? facts.Schema.Type(condition) : parent, grouped, visited);
                    break;
                case FragmentSpread spread when visited.Add(spread.Name) && facts.Fragment(spread.Name)?.Fragment is { } fragment:
                    Collect(fragment.SelectionSet, facts.Schema.Type(fragment.TypeCondition), grouped, visited);
                    break;
            }
        }
    }

    private static bool IsSameShape(GraphQLType? left, GraphQLType? right) => (left, right) switch
    {
        // What does not exist is another rule's to say.
        (null, _) or (_, null) => true,
        (NonNullType a, NonNullType b) => IsSameShape(a.Of, b.Of),
        (ListType a, ListType b) => IsSameShape(a.Of, b.Of),
        (NamedType a, NamedType b) => (a.IsComposite && b.IsComposite) || a == b,
        _ => false,
    };

    private static bool HaveSameArguments(Field left, Field right) =>
        left.Arguments.Length == right.Arguments.Length
        && left.Arguments.All(argument => right.Arguments.Any(other => other.Name == argument.Name && SameValue(argument.Value, other.Value)));

    private static bool SameValue(Value left, Value right) => (left, right) switch
    {
        (ListValue a, ListValue b) => a.Items.Length == b.Items.Length && a.Items.Zip(b.Items).All(pair => SameValue(pair.First, pair.Second)),
        (ObjectValue a, ObjectValue b) => a.Fields.Length == b.Fields.Length && a.Fields.All(field => b.Fields.Any(other => other.Name == field.Name && SameValue(field.Value, other.Value))),
        _ => left.GetType() == right.GetType() && Printer.Print(left) == Printer.Print(right),
    };

    private string KeyOf(string question, IReadOnlyList<TypedSet> sets) =>
        $"{question} {string.Join(' ', sets.Select(set => $"{NumberOf(set.Set)}:{set.Type?.Name}").Distinct().Order(StringComparer.Ordinal))}";

    private int NumberOf(SelectionSet set)
    {
        if (!numbers.TryGetValue(set, out var number))
            numbers.Add(set, number = numbers.Count);
        return number;
    }

    /// <summary>A selection set on a type; two are the same when they are the same part of the document.</summary>
    private readonly record struct TypedSet(SelectionSet Set, NamedType? Type)
    {
        public bool Equals(TypedSet other) => ReferenceEquals(Set, other.Set) && Type == other.Type;

        public override int GetHashCode() => HashCode.Combine(Set.Position, Type);
    }

    /// <summary>Records compare by content, and a document may hold the same text twice.</summary>
    private sealed class ByReference : IEqualityComparer<SelectionSet>
    {
        public static readonly ByReference Instance = new();

        public bool Equals(SelectionSet? left, SelectionSet? right) => ReferenceEquals(left, right);

        public int GetHashCode(SelectionSet set) => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(set);
    }

    private sealed record CollectedUse(Field Node, NamedType? Parent, GraphQLType? Type);
}
