using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Causeway.Platform.Http;

namespace Causeway.Features.GraphQlApi.Http;

/// <summary>Reads the parameters of a request: from the body of a POST, from the query of a GET.</summary>
internal static class ParameterReader
{
    private const string DocumentPrefix = "sha256:";

    private static readonly string[] Known = ["query", "operationName", "variables", "extensions", "documentId"];

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    /// <exception cref="MalformedRequestException">The body is no GraphQL request.</exception>
    public static async Task<GraphQlParameters> OfBodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, cancellationToken);
        return OfMap(Parse(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), "The body"));
    }

    /// <exception cref="MalformedRequestException">A parameter is not what it must be.</exception>
    public static GraphQlParameters OfQuery(IQueryCollection query)
    {
        foreach (var (name, values) in query)
        {
            if (!Known.Contains(name) && QuerySpec.Everywhere.All(parameter => parameter.Name != name))
                throw new MalformedRequestException($"{name} is not a parameter of a GraphQL request. Known: {string.Join(", ", Known)}.");
            if (values.Count > 1)
                throw new MalformedRequestException($"{name} is given more than once.");
        }

        return new GraphQlParameters
        {
            Query = Text("query"),
            OperationName = Text("operationName"),
            Variables = Map("variables") is { } variables ? Members(variables) : null,
            Hash = HashOf(Text("documentId"), Map("extensions")),
        };

        string? Text(string name) => query[name].FirstOrDefault() is { Length: > 0 } text ? text : null;
        JsonElement? Map(string name) => Text(name) is { } text ? AsMap(Parse(Encoding.UTF8.GetBytes(text), name), name) : null;
    }

    private static JsonElement Parse(ReadOnlyMemory<byte> json, string what)
    {
        if (!Utf8.IsValid(json.Span))
            throw new MalformedRequestException($"{what} is not UTF-8.");
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            Check(document.RootElement);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw new MalformedRequestException($"{what} is not JSON.");
        }
        catch (InvalidOperationException)
        {
            throw new MalformedRequestException($"{what} holds half of a surrogate pair: text must be Unicode.");
        }
    }

    /// <summary>Reads every text once: an escape such as \ud800 that stands alone shows only then.</summary>
    private static void Check(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.String:
                json.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var item in json.EnumerateArray())
                    Check(item);
                break;
            case JsonValueKind.Object:
                foreach (var member in json.EnumerateObject())
                {
                    _ = member.Name;
                    Check(member.Value);
                }

                break;
        }
    }

    private static GraphQlParameters OfMap(JsonElement body)
    {
        if (body.ValueKind == JsonValueKind.Array)
            throw new MalformedRequestException("Batches are not taken: send one request each, or several fields in one.");
        if (body.ValueKind != JsonValueKind.Object)
            throw new MalformedRequestException("The body must be a JSON object with query.");
        if (body.EnumerateObject().Select(member => member.Name).FirstOrDefault(name => !Known.Contains(name)) is { } unknown)
            throw new MalformedRequestException($"{unknown} is not a parameter of a GraphQL request. Known: {string.Join(", ", Known)}.");
        return new GraphQlParameters
        {
            Query = TextOf(body, "query"),
            OperationName = TextOf(body, "operationName"),
            Variables = MapOf(body, "variables") is { } variables ? Members(variables) : null,
            Hash = HashOf(TextOf(body, "documentId"), MapOf(body, "extensions")),
        };
    }

    private static string? TextOf(JsonElement body, string name) => !body.TryGetProperty(name, out var value) ? null : value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        _ => throw new MalformedRequestException($"{name} must be text."),
    };

    private static JsonElement? MapOf(JsonElement body, string name) => body.TryGetProperty(name, out var value) ? AsMap(value, name) : null;

    private static JsonElement? AsMap(JsonElement value, string name) => value.ValueKind switch
    {
        JsonValueKind.Null => default(JsonElement?),
        JsonValueKind.Object => value,
        _ => throw new MalformedRequestException($"{name} must be a JSON object."),
    };

    private static Dictionary<string, JsonElement> Members(JsonElement map) => map.EnumerateObject().ToDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal);

    /// <summary>By <c>documentId</c>, or as the automatic persisted queries of common clients name it.</summary>
    private static string? HashOf(string? documentId, JsonElement? extensions)
    {
        var hash = documentId;
        if (documentId?.StartsWith(DocumentPrefix, StringComparison.Ordinal) == true)
            hash = documentId[DocumentPrefix.Length..];
        else if (documentId is null && extensions is { } map && map.TryGetProperty("persistedQuery", out var persisted) && persisted.ValueKind == JsonValueKind.Object)
            hash = TextOf(persisted, "sha256Hash");
        return hash is null || (hash.Length == 64 && hash.All(char.IsAsciiHexDigitLower))
            ? hash
            : throw new MalformedRequestException("A document is known by its SHA-256, in 64 lower-case hexadecimal digits.");
    }
}
