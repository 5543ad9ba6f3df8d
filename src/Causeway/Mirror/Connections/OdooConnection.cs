namespace Causeway.Mirror.Connections;

/// <summary>One Odoo that is mirrored, as its row says. The secret in it is sealed.</summary>
internal sealed record OdooConnection
{
    public required int Id { get; init; }

    public required string Name { get; init; }

    /// <summary>The one user whose private connection this is; null where it is shared.</summary>
    public Guid? OwnerId { get; init; }

    public required string Url { get; init; }

    public required string Database { get; init; }

    public required string Username { get; init; }

    public required string SecretProtected { get; init; }

    /// <summary>The transport in use, as found.</summary>
    public string? Transport { get; init; }

    /// <summary>The transport that an administrator insists on; null takes the best that the server offers.</summary>
    public string? ForcedTransport { get; init; }

    public string? ServerVersion { get; init; }

    /// <summary>The uid of the connection's own account.</summary>
    public long? OdooUid { get; init; }

    /// <summary>What users without an Odoo user of their own see records of.</summary>
    public long? MainCompanyId { get; init; }

    /// <summary>The language in which everything is read.</summary>
    public string? Lang { get; init; }

    public int IntervalMinutes { get; init; }

    public bool Paused { get; init; }

    public bool IsDefault { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The link to a record in Odoo's own pages.</summary>
    public string RecordUrl(string model, long id) => $"{Url.TrimEnd('/')}/web#id={id}&model={model}&view_type=form";
}
