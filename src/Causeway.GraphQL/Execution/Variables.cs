using System.Collections.Immutable;
using System.Text.Json;
using Causeway.GraphQL.Language;
using Causeway.GraphQL.Types;

namespace Causeway.GraphQL.Execution;

/// <summary>CoerceVariableValues (section 6.1.2).</summary>
internal static class Variables
{
    /// <exception cref="GraphQLException">One is not of its type.</exception>
    public static IReadOnlyDictionary<string, object?> Coerce(Schema schema, Document document, OperationDefinition operation, IReadOnlyDictionary<string, JsonElement>? given)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var variable in operation.Variables)
        {
            var type = schema.Resolve(variable.Type)!;
            try
            {
                if (given is not null && given.TryGetValue(variable.Name, out var json))
                    values[variable.Name] = InputValues.OfJson(json, type, $"${variable.Name}");
                else if (variable.DefaultValue is { } otherwise)
                    values[variable.Name] = InputValues.OfLiteral(otherwise, type, ImmutableDictionary<string, object?>.Empty);
                else if (type is NonNullType)
                    throw new GraphQLException($"${variable.Name} is missing; it must be {type}.");
            }
            catch (GraphQLException exception)
            {
                throw new GraphQLException(exception.Error with { Locations = [SourceLocation.Of(document.Source, variable.Position)] }, exception);
            }
        }

        return values;
    }
}
