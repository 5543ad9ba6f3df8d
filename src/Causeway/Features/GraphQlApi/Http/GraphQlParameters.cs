using System.Text.Json;

namespace Causeway.Features.GraphQlApi.Http;

/// <summary>What a request asks for, as GraphQL over HTTP names its parameters.</summary>
internal sealed record GraphQlParameters
{
    /// <summary>The document; null where only its hash is given.</summary>
    public string? Query { get; init; }

    public string? OperationName { get; init; }

    public IReadOnlyDictionary<string, JsonElement>? Variables { get; init; }

    /// <summary>The hash by which the document is known, or shall be: SHA-256 in lower-case hexadecimal.</summary>
    public string? Hash { get; init; }
}

/// <summary>A request that is none of GraphQL: 400, with the reason as a GraphQL error.</summary>
internal sealed class MalformedRequestException(string message) : Exception(message);
