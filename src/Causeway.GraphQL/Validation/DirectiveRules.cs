namespace Causeway.GraphQL.Validation;

/// <summary>Section 5.7.</summary>
internal static class DirectiveRules
{
    /// <summary>5.7.1.</summary>
    public static IEnumerable<GraphQLError> Exist(DocumentFacts facts) =>
        from place in facts.All.SelectMany(definition => definition.Directives)
        from directive in place.Nodes
        where facts.Schema.Directive(directive.Name) is null
        select facts.Error($"There is no directive @{directive.Name}.", directive);

    /// <summary>5.7.2.</summary>
    public static IEnumerable<GraphQLError> StandWhereTheyMay(DocumentFacts facts) =>
        from place in facts.All.SelectMany(definition => definition.Directives)
        from directive in place.Nodes
        where facts.Schema.Directive(directive.Name)?.Locations.Contains(place.Location) == false
        select facts.Error($"@{directive.Name} cannot stand on {place.Location}.", directive);

    /// <summary>5.7.3.</summary>
    public static IEnumerable<GraphQLError> StandOnce(DocumentFacts facts) =>
        from place in facts.All.SelectMany(definition => definition.Directives)
        from same in place.Nodes.GroupBy(directive => directive.Name)
        where same.Count() > 1 && facts.Schema.Directive(same.Key) is { IsRepeatable: false }
        select facts.Error($"@{same.Key} stands more than once in one place.", same);
}
