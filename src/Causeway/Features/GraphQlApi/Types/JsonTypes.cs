using System.Text.Json;
using Causeway.GraphQL.Types;
using Causeway.Platform.Http;

namespace Causeway.Features.GraphQlApi.Types;

/// <summary>Types whose values are records of ours: each field is the member of that name in the record's JSON.</summary>
internal static class JsonTypes
{
    /// <summary>A record as the parent of such fields.</summary>
    public static JsonElement Of<T>(T record) => JsonSerializer.SerializeToElement(record, ApiJson.Options);

    public static ObjectType Add(this ObjectType type, string name, GraphQLType of, string? description = null)
    {
        type.Add(new FieldOfType(name, of)
        {
            Description = description,
            Resolve = (context, _) => ValueTask.FromResult<object?>(context.Parent is JsonElement json && json.TryGetProperty(name, out var value) ? value : null),
        });
        return type;
    }
}
