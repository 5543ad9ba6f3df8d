using System.Text.Json.Nodes;
using Causeway.Tests.Infrastructure;

namespace Causeway.Tests.Platform.Http.Document;

/// <summary>The OpenAPI document, by its operations.</summary>
internal sealed class ApiDocument(JsonObject root)
{
    public JsonObject Root => root;

    public IReadOnlyList<ApiOperation> Operations { get; } =
    [
        .. from path in root["paths"]!.AsObject()
           from method in path.Value!.AsObject()
           select new ApiOperation(method.Key.ToUpperInvariant(), path.Key, method.Value!.AsObject()),
    ];

    /// <summary>The copy in the repository, which <see cref="OpenApiTests"/> holds to the server's own.</summary>
    public static string Copy => Repository.File("web/openapi.json");

    public static ApiDocument OfRepository() => new(JsonNode.Parse(File.ReadAllText(Copy))!.AsObject());

    /// <summary>What a reference leads to, or the node itself.</summary>
    public JsonObject Resolve(JsonNode node) => node["$ref"] is { } reference
        ? Resolve(((string)reference!).Split('/').Skip(1).Aggregate((JsonNode)root, (at, name) => at[name] ?? throw new InvalidOperationException($"{reference} leads nowhere.")))
        : node.AsObject();

    /// <summary>The operation that a request is for: of those whose path fits, the one with the fewest parameters.</summary>
    public ApiOperation? Find(string method, string path) => Operations
        .Where(operation => operation.Method == method && operation.Fits(path))
        .MinBy(operation => operation.Path.Count(character => character == '{'));
}

/// <summary>One operation of the document.</summary>
internal sealed record ApiOperation(string Method, string Path, JsonObject Json)
{
    public string Id => (string?)Json["operationId"] ?? $"{Method} {Path}";

    public IEnumerable<JsonObject> Parameters => Json["parameters"]?.AsArray().Select(parameter => parameter!.AsObject()) ?? [];

    public JsonObject Responses => Json["responses"]!.AsObject();

    public bool NeedsSignIn => Json["security"]?.AsArray().Count > 0;

    public bool Takes(string parameter) => Parameters.Any(candidate => (string)candidate["name"]! == parameter);

    public bool Fits(string path)
    {
        var (own, asked) = (Path.Split('/'), path.Split('/'));
        return own.Length == asked.Length && own.Zip(asked).All(pair => pair.First.StartsWith('{') || pair.First == pair.Second);
    }

    public override string ToString() => $"{Method} {Path}";
}
