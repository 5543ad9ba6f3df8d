namespace Causeway.Mirror.Connections.Accounts;

/// <summary>What a user keeps of their own: an account on a shared connection's Odoo, or a private connection.</summary>
internal sealed record OwnCredential
{
    public required Guid UserId { get; init; }

    public required int ConnectionId { get; init; }

    /// <summary>Null where the connection is private and has the account in its own row.</summary>
    public OwnAccount? Account { get; init; }

    /// <summary>False for somebody who was disabled.</summary>
    public required bool IsUsable { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>A person's account on the Odoo of a shared connection. The secret in it is sealed.</summary>
internal sealed record OwnAccount
{
    public required string Url { get; init; }

    public required string Database { get; init; }

    public required string Username { get; init; }

    public required string SecretProtected { get; init; }

    /// <summary>Who the secret proved that they are.</summary>
    public required long OdooUid { get; init; }

    public DateTimeOffset? RefusedAt { get; init; }

    /// <summary>Why it is sent no more; null while Odoo takes it.</summary>
    public string? Refusal { get; init; }

    /// <summary>Rises when the refused secret may be tried again.</summary>
    public int Version { get; init; }

    /// <summary>A connection that has been moved to another Odoo takes nobody's secret along.</summary>
    public bool IsFor(OdooConnection connection) => Url == connection.Url && Database == connection.Database;

    public override string ToString() => $"own account {Username}";
}
