namespace Causeway.Mirror.Connections;

/// <summary>An integration as clients see it: its configuration with every secret masked, and how its last sync went.</summary>
internal sealed record IntegrationAnswer
{
    public const string Masked = "********";

    public required string Id { get; init; }

    public required string IntegrationType { get; init; }

    public required bool Enabled { get; init; }

    public required IntegrationConfig Config { get; init; }

    public DateTimeOffset? LastSync { get; init; }

    public string? SyncStatus { get; init; }

    public string? ErrorMessage { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    public static IntegrationAnswer Of(OdooConnection connection, Sync.SyncRun? last) => new()
    {
        Id = connection.Id.ToString(),
        IntegrationType = "odoo",
        Enabled = !connection.Paused,
        Config = new IntegrationConfig
        {
            Url = connection.Url,
            Database = connection.Database,
            Username = connection.Username,
            ApiKey = Masked,
            Transport = connection.Transport,
            ServerVersion = connection.ServerVersion,
            IntervalMinutes = connection.IntervalMinutes,
        },
        LastSync = last?.CompletedAt,
        SyncStatus = last?.Status.ToString().ToLowerInvariant(),
        ErrorMessage = last?.ErrorMessage,
        CreatedAt = connection.CreatedAt,
        UpdatedAt = connection.UpdatedAt,
    };
}

/// <summary>The configuration of an integration.</summary>
internal sealed record IntegrationConfig
{
    public required string Url { get; init; }

    public required string Database { get; init; }

    public required string Username { get; init; }

    public required string ApiKey { get; init; }

    public string? Transport { get; init; }

    public string? ServerVersion { get; init; }

    public required int IntervalMinutes { get; init; }
}

internal sealed record IntegrationsAnswer(IReadOnlyList<IntegrationAnswer> Integrations);
