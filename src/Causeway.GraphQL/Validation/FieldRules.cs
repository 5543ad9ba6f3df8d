using Causeway.GraphQL.Types;

namespace Causeway.GraphQL.Validation;

/// <summary>Sections 5.3.1 and 5.3.3.</summary>
internal static class FieldRules
{
    /// <summary>5.3.1.</summary>
    public static IEnumerable<GraphQLError> Exist(DocumentFacts facts) =>
        from field in facts.All.SelectMany(definition => definition.Fields)
        where field is { Parent: not null, Definition: null }
        select facts.Error($"{field.Parent} has no field {field.Node.Name}.{Suggestion.For(field.Node.Name, Known(field.Parent!))}", field.Node);

    private static IEnumerable<string> Known(NamedType parent) => (parent as FieldsType)?.Fields.Select(field => field.Name) ?? [];

    /// <summary>5.3.3: leaves have no selection, and everything else has one.</summary>
    public static IEnumerable<GraphQLError> SelectLeaves(DocumentFacts facts)
    {
        foreach (var field in facts.All.SelectMany(definition => definition.Fields))
        {
            if (field.Definition?.Type is not { } type)
                continue;
            if (type.Named.IsComposite && field.Node.SelectionSet is null)
                yield return facts.Error($"{field.Node.Name} is {type}: select some of its fields, as in {field.Node.Name} {{ ... }}.", field.Node);
            else if (!type.Named.IsComposite && field.Node.SelectionSet is { } below)
                yield return facts.Error($"{field.Node.Name} is {type}, which has no fields to select.", below);
        }
    }
}
