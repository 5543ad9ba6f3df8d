namespace Causeway.Platform.Access.Ms365;

/// <summary>Whom an id_token is about. The two ids are who it is; the rest is what they are called, which others can be called too.</summary>
internal sealed record MicrosoftPerson
{
    public required Guid TenantId { get; init; }

    public required Guid ObjectId { get; init; }

    public string? Username { get; init; }

    public string? Name { get; init; }

    public string? Email { get; init; }
}

/// <summary>What became of an id_token.</summary>
internal abstract record IdTokenVerdict
{
    internal sealed record Trusted(MicrosoftPerson Person) : IdTokenVerdict;

    /// <param name="Reason">In words, for whoever sent it and for the audit log.</param>
    internal sealed record Refused(string Reason) : IdTokenVerdict;
}
