namespace Causeway.Platform.Access.ApiTokens;

/// <summary>A personal API token as its owner sees it: never the token itself.</summary>
internal sealed record ApiToken
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    /// <summary>The first letters of the token.</summary>
    public required string Hint { get; init; }

    public required string[] Scopes { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>To the minute.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    public string? LastUsedAddress { get; init; }
}
