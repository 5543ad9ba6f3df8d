namespace Causeway.Platform.Audit;

/// <summary>
/// What is to be put on record. Who and from where is taken from the request; nothing that a stranger typed into a name
/// field is, since people type passwords there.
/// </summary>
/// <param name="Action">One of <see cref="AuditAction"/>.</param>
internal sealed record AuditEntry(string Action)
{
    public AuditOutcome Outcome { get; init; } = AuditOutcome.Done;

    /// <summary>Who did it, where the request's own credential does not say: somebody who has just signed in.</summary>
    public AuditActor? Actor { get; init; }

    public int? ConnectionId { get; init; }

    /// <summary>What it was done to: <c>user</c>, <c>api_token</c>, a model's name.</summary>
    public string? TargetType { get; init; }

    public IReadOnlyList<string> TargetIds { get; init; } = [];

    /// <summary>What else belongs to it, without any secret.</summary>
    public IReadOnlyDictionary<string, object?> Detail { get; init; } = new Dictionary<string, object?>();
}

/// <param name="Id">The user; null for what has no row, such as the admin key.</param>
/// <param name="Name">The username at that time.</param>
internal sealed record AuditActor(Guid? Id, string Name);
