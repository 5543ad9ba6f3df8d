using Causeway.GraphQL.Language;

namespace Causeway.GraphQL.Validation;

/// <summary>Section 5.5.</summary>
internal static class FragmentRules
{
    /// <summary>5.5.1.1.</summary>
    public static IEnumerable<GraphQLError> HaveNamesOfTheirOwn(DocumentFacts facts) =>
        from same in facts.Document.Fragments.GroupBy(fragment => fragment.Name)
        where same.Count() > 1
        select facts.Error($"There are several fragments called {same.Key}.", same);

    /// <summary>5.5.1.2.</summary>
    public static IEnumerable<GraphQLError> AreOfTypesThatExist(DocumentFacts facts) =>
        from condition in Conditions(facts)
        where facts.Schema.Type(condition.Type) is null
        select facts.Error($"There is no type {condition.Type}.{Suggestion.For(condition.Type, facts.Schema.Types.Where(type => type.IsComposite).Select(type => type.Name))}", condition.Node);

    /// <summary>5.5.1.3.</summary>
    public static IEnumerable<GraphQLError> AreOfCompositeTypes(DocumentFacts facts) =>
        from condition in Conditions(facts)
        where facts.Schema.Type(condition.Type) is { IsComposite: false }
        select facts.Error($"A fragment cannot be of {condition.Type}, which has no fields.", condition.Node);

    private static IEnumerable<(string Type, Node Node)> Conditions(DocumentFacts facts) =>
        facts.Document.Fragments.Select(fragment => (fragment.TypeCondition, (Node)fragment))
            .Concat(facts.All.SelectMany(definition => definition.Inlines).Where(inline => inline.Node.TypeCondition is not null).Select(inline => (inline.Node.TypeCondition!, (Node)inline.Node)));

    /// <summary>5.5.1.4.</summary>
    public static IEnumerable<GraphQLError> AreUsed(DocumentFacts facts)
    {
        var used = facts.Operations.SelectMany(facts.Reached).ToHashSet();
        return from fragment in facts.Fragments
               where !used.Contains(fragment) && facts.Fragment(fragment.Fragment!.Name) == fragment
               select facts.Error($"The fragment {fragment.Fragment!.Name} is never used.", fragment.Definition);
    }

    /// <summary>5.5.2.1.</summary>
    public static IEnumerable<GraphQLError> SpreadsExist(DocumentFacts facts) =>
        from spread in facts.All.SelectMany(definition => definition.Spreads)
        where facts.Fragment(spread.Node.Name) is null
        select facts.Error($"There is no fragment {spread.Node.Name}.", spread.Node);

    /// <summary>5.5.2.2: each cycle is told once, where it closes.</summary>
    public static IEnumerable<GraphQLError> FormNoCycles(DocumentFacts facts)
    {
        var done = new HashSet<DefinitionFacts>();
        var errors = new List<GraphQLError>();
        foreach (var fragment in facts.Fragments)
            Follow(fragment, []);
        return errors;

        void Follow(DefinitionFacts fragment, List<DefinitionFacts> path)
        {
            if (!done.Add(fragment))
                return;
            path.Add(fragment);
            foreach (var spread in fragment.Spreads)
            {
                if (facts.Fragment(spread.Node.Name) is not { } next)
                    continue;
                if (path.Contains(next))
                    errors.Add(facts.Error($"The fragment {spread.Node.Name} spreads itself{Via(path, next)}.", spread.Node));
                else
                    Follow(next, path);
            }

            path.RemoveAt(path.Count - 1);
        }
    }

    private static string Via(List<DefinitionFacts> path, DefinitionFacts start)
    {
        var between = path[(path.IndexOf(start) + 1)..];
        return between.Count == 0 ? "" : $" through {string.Join(", ", between.Select(fragment => fragment.Fragment!.Name))}";
    }

    /// <summary>5.5.2.3: a fragment of a type that can never be there selects nothing.</summary>
    public static IEnumerable<GraphQLError> SpreadsArePossible(DocumentFacts facts)
    {
        var spreads = facts.All.SelectMany(definition => definition.Spreads).Select(spread => (facts.Fragment(spread.Node.Name)?.Fragment?.TypeCondition, spread.Parent, (Node)spread.Node));
        var inlines = facts.All.SelectMany(definition => definition.Inlines).Select(inline => (inline.Node.TypeCondition, inline.Parent, (Node)inline.Node));
        foreach (var (condition, parent, node) in spreads.Concat(inlines))
        {
            if (condition is not null && parent is not null && facts.Schema.Type(condition) is { IsComposite: true } type && !facts.Schema.Overlap(type, parent))
                yield return facts.Error($"A fragment of {type} can never apply to {parent}.", node);
        }
    }
}
