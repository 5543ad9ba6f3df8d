using Causeway.Mirror.Catalog;
using Causeway.Mirror.Sync;
using Causeway.Mirror.Sync.Background;
using Causeway.Odoo;

namespace Causeway.Mirror.Connections.Management;

/// <summary>A connection as clients see it: its settings with the secret masked, and how it stands with its Odoo.</summary>
internal sealed record ConnectionAnswer
{
    public required int Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Its owner's alone, or shared by all users.</summary>
    public required bool Private { get; init; }

    public required bool IsDefault { get; init; }

    public required string Url { get; init; }

    public required string Database { get; init; }

    public required string Username { get; init; }

    public required string ApiKey { get; init; }

    public OdooTransport? Transport { get; init; }

    public string? ServerVersion { get; init; }

    public required int IntervalMinutes { get; init; }

    public required IReadOnlyList<string> EnabledEntities { get; init; }

    public required IReadOnlyList<ModelChoice> Models { get; init; }

    public required bool Paused { get; init; }

    public required CredentialsAnswer Credentials { get; init; }

    public DateTimeOffset? LastSync { get; init; }

    public SyncStatus? SyncStatus { get; init; }

    public string? ErrorMessage { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public static ConnectionAnswer Of(OdooConnection connection, SyncRun? last) => new()
    {
        Id = connection.Id,
        Name = connection.Name,
        Private = connection.OwnerId is not null,
        IsDefault = connection.IsDefault,
        Url = connection.Url,
        Database = connection.Database,
        Username = connection.Username,
        ApiKey = IntegrationAnswer.Masked,
        Transport = TransportNames.Parse(connection.Transport),
        ServerVersion = connection.ServerVersion,
        IntervalMinutes = connection.IntervalMinutes,
        EnabledEntities = connection.EnabledEntities ?? OdooCredentials.Entities,
        Models = connection.ChosenModels,
        Paused = connection.Paused,
        Credentials = CredentialsAnswer.Of(connection),
        LastSync = last?.CompletedAt,
        SyncStatus = last?.Status,
        ErrorMessage = last?.ErrorMessage,
        CreatedAt = connection.CreatedAt,
        UpdatedAt = connection.UpdatedAt,
    };
}

/// <summary>Whether Odoo answers and accepts our credentials.</summary>
internal sealed record CredentialsAnswer
{
    public required ConnectionState State { get; init; }

    public required DateTimeOffset Since { get; init; }

    /// <summary>What is wrong and what to do, where something is.</summary>
    public string? Message { get; init; }

    /// <summary>Until then no call is made, unless an administrator asks for one.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>When the API key ends, where Odoo tells (18 and later) and it ends at all.</summary>
    public DateTimeOffset? KeyExpiresAt { get; init; }

    /// <summary>False where the account has several keys: the one that ends first may not be ours.</summary>
    public required bool KeyIsCertain { get; init; }

    public static CredentialsAnswer Of(OdooConnection connection) => new()
    {
        State = connection.Standing.State,
        Since = connection.StateSince,
        Message = connection.StateMessage,
        RetryAt = connection.RetryAt,
        KeyExpiresAt = connection.KeyExpiresAt,
        KeyIsCertain = connection.KeyIsCertain,
    };
}
