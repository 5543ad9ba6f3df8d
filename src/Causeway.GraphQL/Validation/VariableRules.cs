using Causeway.GraphQL.Language;
using Causeway.GraphQL.Types;

namespace Causeway.GraphQL.Validation;

/// <summary>Section 5.8.</summary>
internal static class VariableRules
{
    /// <summary>5.8.1.</summary>
    public static IEnumerable<GraphQLError> HaveNamesOfTheirOwn(DocumentFacts facts) =>
        from operation in facts.Document.Operations
        from same in operation.Variables.GroupBy(variable => variable.Name)
        where same.Count() > 1
        select facts.Error($"There are several variables called ${same.Key}.", same);

    /// <summary>5.8.2.</summary>
    public static IEnumerable<GraphQLError> AreOfInputTypes(DocumentFacts facts) =>
        from variable in facts.Document.Operations.SelectMany(operation => operation.Variables)
        let type = facts.Schema.Resolve(variable.Type)
        where type is not { IsInput: true }
        select facts.Error(type is null ? $"${variable.Name} is of {variable.Type}, and there is no such type." : $"${variable.Name} cannot be {variable.Type}, which is no input type.", variable);

    /// <summary>5.8.3: in each operation that reaches the use.</summary>
    public static IEnumerable<GraphQLError> AreDefined(DocumentFacts facts) =>
        from operation in facts.Operations
        from use in facts.Reached(operation).SelectMany(reached => reached.Variables)
        where operation.Operation!.Variables.All(variable => variable.Name != use.Node.Name)
        select facts.Error($"${use.Node.Name} is not defined by {NameOf(operation.Operation!)}.", use.Node);

    /// <summary>5.8.4.</summary>
    public static IEnumerable<GraphQLError> AreUsed(DocumentFacts facts) =>
        from operation in facts.Operations
        let used = facts.Reached(operation).SelectMany(reached => reached.Variables).Select(use => use.Node.Name).ToHashSet(StringComparer.Ordinal)
        from variable in operation.Operation!.Variables
        where !used.Contains(variable.Name)
        select facts.Error($"${variable.Name} is never used in {NameOf(operation.Operation!)}.", variable);

    /// <summary>5.8.5: IsVariableUsageAllowed.</summary>
    public static IEnumerable<GraphQLError> StandWhereTheyMay(DocumentFacts facts)
    {
        foreach (var operation in facts.Operations)
        {
            var variables = operation.Operation!.Variables.DistinctBy(variable => variable.Name).ToDictionary(variable => variable.Name, StringComparer.Ordinal);
            foreach (var use in facts.Reached(operation).SelectMany(reached => reached.Variables))
            {
                if (use.Type is { } wanted && variables.TryGetValue(use.Node.Name, out var variable) && facts.Schema.Resolve(variable.Type) is { } type && Refusal(variable, type, use, wanted) is { } refusal)
                    yield return facts.Error(refusal, variable, use.Node);
            }
        }
    }

    private static string? Refusal(VariableDefinition variable, GraphQLType type, VariableUse use, GraphQLType wanted)
    {
        if (use.IsOneOf && type is not NonNullType)
            return $"${variable.Name} is {type}, and must be {wanted}! to choose a field of a @oneOf input object.";
        var hasDefault = variable.DefaultValue is not (null or NullValue);
        var allowed = wanted is NonNullType nonNull && type is not NonNullType
            ? (hasDefault || use.HasDefault) && Fits(type, nonNull.Of)
            : Fits(type, wanted);
        return allowed ? null : $"${variable.Name} is {type}, where {wanted} is needed.";
    }

    /// <summary>AreTypesCompatible.</summary>
    private static bool Fits(GraphQLType variable, GraphQLType wanted) => (variable, wanted) switch
    {
        (NonNullType left, NonNullType right) => Fits(left.Of, right.Of),
        (_, NonNullType) => false,
        (NonNullType left, _) => Fits(left.Of, wanted),
        (ListType left, ListType right) => Fits(left.Of, right.Of),
        (ListType, _) or (_, ListType) => false,
        _ => variable == wanted,
    };

    private static string NameOf(OperationDefinition operation) => operation.Name ?? "the operation";
}
