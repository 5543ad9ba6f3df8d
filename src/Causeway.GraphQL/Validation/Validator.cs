using Causeway.GraphQL.Language;
using Causeway.GraphQL.Types;

namespace Causeway.GraphQL.Validation;

/// <summary>Holds a document against a schema: every rule of section 5.</summary>
public static class Validator
{
    /// <summary>What a client learns from after that is little, and a hostile document has thousands.</summary>
    private const int MostErrors = 100;

    private static readonly Func<DocumentFacts, IEnumerable<GraphQLError>>[] Rules =
    [
        DocumentRules.OnlyExecutable,
        OperationRules.HaveARoot,
        OperationRules.HaveNamesOfTheirOwn,
        OperationRules.AnonymousStandsAlone,
        OperationRules.SubscriptionsHaveOneField,
        FieldRules.Exist,
        FieldRules.SelectLeaves,
        FragmentRules.HaveNamesOfTheirOwn,
        FragmentRules.AreOfTypesThatExist,
        FragmentRules.AreOfCompositeTypes,
        FragmentRules.AreUsed,
        FragmentRules.SpreadsExist,
        FragmentRules.FormNoCycles,
        FragmentRules.SpreadsArePossible,
        ArgumentRules.Exist,
        ArgumentRules.AreGivenOnce,
        ArgumentRules.AreGivenWhereRequired,
        ValueRules.AreOfTheirType,
        ValueRules.FieldsAreGivenOnce,
        DirectiveRules.Exist,
        DirectiveRules.StandWhereTheyMay,
        DirectiveRules.StandOnce,
        VariableRules.HaveNamesOfTheirOwn,
        VariableRules.AreOfInputTypes,
        VariableRules.AreDefined,
        VariableRules.AreUsed,
        VariableRules.StandWhereTheyMay,
        FieldMerging.IsPossible,
    ];

    /// <summary>What is wrong with a document; nothing where it can be executed.</summary>
    public static IReadOnlyList<GraphQLError> Validate(Schema schema, Document document)
    {
        var facts = new DocumentFacts(schema, document);
        return [.. Rules.SelectMany(rule => rule(facts)).Take(MostErrors)];
    }
}
