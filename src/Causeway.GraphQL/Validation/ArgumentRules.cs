using Causeway.GraphQL.Language;

namespace Causeway.GraphQL.Validation;

/// <summary>Section 5.4.</summary>
internal static class ArgumentRules
{
    /// <summary>5.4.1.</summary>
    public static IEnumerable<GraphQLError> Exist(DocumentFacts facts) =>
        from owner in Known(facts)
        from argument in owner.Given
        where owner.Defined.All(defined => defined.Name != argument.Name)
        select facts.Error($"{owner.OwnerName} has no argument {argument.Name}.{Suggestion.For(argument.Name, owner.Defined.Select(defined => defined.Name))}", argument);

    /// <summary>5.4.2.</summary>
    public static IEnumerable<GraphQLError> AreGivenOnce(DocumentFacts facts) =>
        from owner in facts.All.SelectMany(definition => definition.Arguments)
        from same in owner.Given.GroupBy(argument => argument.Name)
        where same.Count() > 1
        select facts.Error($"The argument {same.Key} is given more than once.", same);

    /// <summary>5.4.2.1 (required arguments).</summary>
    public static IEnumerable<GraphQLError> AreGivenWhereRequired(DocumentFacts facts) =>
        from owner in Known(facts)
        from required in owner.Defined
        where required.IsRequired && owner.Given.All(argument => argument.Name != required.Name)
        select facts.Error($"{owner.OwnerName} needs the argument {required.Name}: {required.Type}.", owner.Owner);

    /// <summary>Those whose field or directive exists; that it does is another rule's to say.</summary>
    private static IEnumerable<ArgumentsUse> Known(DocumentFacts facts)
    {
        var fields = facts.All.SelectMany(definition => definition.Fields).Where(field => field.Definition is null).Select(field => (Node)field.Node).ToHashSet(ReferenceEqualityComparer.Instance);
        return facts.All.SelectMany(definition => definition.Arguments)
            .Where(use => use.Owner is Directive directive ? facts.Schema.Directive(directive.Name) is not null : !fields.Contains(use.Owner));
    }
}
