using Causeway.GraphQL.Language;

namespace Causeway.GraphQL.Validation;

/// <summary>Section 5.1.</summary>
internal static class DocumentRules
{
    /// <summary>5.1.1: a document that is executed defines no types.</summary>
    public static IEnumerable<GraphQLError> OnlyExecutable(DocumentFacts facts) =>
        from definition in facts.Document.Definitions
        where definition is not (OperationDefinition or FragmentDefinition)
        select facts.Error($"{(definition is TypeDefinition type ? $"The definition of {type.Name}" : "A definition of the type system")} cannot be executed.", definition);
}
