using Causeway.GraphQL.Language;
using Causeway.GraphQL.Types;

namespace Causeway.GraphQL.Execution;

/// <summary>CollectFields and CollectSubfields (section 6.3.2): what remains of a selection set for an object type.</summary>
internal sealed class SelectionCollector(Schema schema, Document document, IReadOnlyDictionary<string, object?> variables)
{
    private readonly Dictionary<string, FragmentDefinition> fragments = document.Fragments.ToDictionary(fragment => fragment.Name, StringComparer.Ordinal);

    public IReadOnlyList<CollectedField> Collect(ObjectType type, params IEnumerable<SelectionSet> sets)
    {
        var grouped = new OrderedDictionary<string, List<Field>>(StringComparer.Ordinal);
        var visited = new HashSet<string>(StringComparer.Ordinal);
        foreach (var set in sets)
            Collect(type, set, visited, grouped);
        return [.. grouped.Select(group => new CollectedField(group.Key, group.Value))];
    }

    public IReadOnlyList<SelectedField> Select(CollectedField above, ObjectType type) => Select(type, SubselectionsOf(above));

    public IReadOnlyList<SelectedField> Select(ObjectType type, params IEnumerable<SelectionSet> sets) =>
        [.. from field in Collect(type, sets)
            let definition = schema.Field(type, field.First.Name)
            select new SelectedField(field.ResponseName, definition, InputValues.Arguments(definition.Arguments, field.First.Arguments, variables))
            {
                Below = below => Select(field, below),
            }];

    public static IEnumerable<SelectionSet> SubselectionsOf(CollectedField field) => field.Fields.Select(part => part.SelectionSet).OfType<SelectionSet>();

    private void Collect(ObjectType type, SelectionSet set, HashSet<string> visited, OrderedDictionary<string, List<Field>> grouped)
    {
        foreach (var selection in set.Selections.Where(IsIncluded))
        {
            switch (selection)
            {
                case Field field:
                    if (!grouped.TryGetValue(field.ResponseName, out var fields))
                        grouped.Add(field.ResponseName, fields = []);
                    fields.Add(field);
                    break;
                case InlineFragment inline when inline.TypeCondition is null || Applies(inline.TypeCondition, type):
                    Collect(type, inline.SelectionSet, visited, grouped);
                    break;
                case FragmentSpread spread when visited.Add(spread.Name) && fragments.TryGetValue(spread.Name, out var fragment) && Applies(fragment.TypeCondition, type):
                    Collect(type, fragment.SelectionSet, visited, grouped);
                    break;
            }
        }
    }

    private bool Applies(string condition, ObjectType type) => schema.Type(condition) is { } named && schema.IsPossible(named, type);

    private bool IsIncluded(Selection selection) => !Is(selection, DirectiveType.Skip, otherwise: false) && Is(selection, DirectiveType.Include, otherwise: true);

    private bool Is(Selection selection, DirectiveType directive, bool otherwise)
    {
        foreach (var used in selection.Directives)
        {
            if (used.Name == directive.Name)
                return InputValues.Arguments(directive.Arguments, used.Arguments, variables)["if"] is true;
        }

        return otherwise;
    }
}
