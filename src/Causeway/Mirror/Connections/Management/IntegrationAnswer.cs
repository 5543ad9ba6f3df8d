using System.Text.Json.Serialization;
using Causeway.Mirror.Catalog;
using Causeway.Platform.Access.Ms365;

namespace Causeway.Mirror.Connections.Management;

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
            EnabledEntities = connection.EnabledEntities ?? OdooCredentials.Entities,
            Models = connection.ChosenModels,
        },
        LastSync = last?.CompletedAt,
        SyncStatus = last?.Status.ToString().ToLowerInvariant(),
        ErrorMessage = last?.ErrorMessage,
        CreatedAt = connection.CreatedAt,
        UpdatedAt = connection.UpdatedAt,
    };

    /// <summary>Sign-in with Microsoft; off where nobody has set it up.</summary>
    public static IntegrationAnswer OfMicrosoft(MicrosoftApplication? application) => new()
    {
        Id = "ms365",
        IntegrationType = "ms365",
        Enabled = application?.Enabled == true,
        Config = application is null ? new IntegrationConfig() : new IntegrationConfig
        {
            ClientId = application.ClientId,
            TenantId = application.TenantId,
            ClientSecret = application.ClientSecret is null && !application.HasSecret ? null : Masked,
            Authority = application.Authority.AbsoluteUri,
            Source = application.FromSettings ? "settings" : "saved",
        },
        CreatedAt = application?.CreatedAt,
        UpdatedAt = application?.UpdatedAt,
    };
}

/// <summary>The configuration of an integration: of an Odoo, or of Microsoft's sign-in; the other's members are left out.</summary>
internal sealed record IntegrationConfig
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Url { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Database { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Username { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ApiKey { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Transport { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ServerVersion { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? IntervalMinutes { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? EnabledEntities { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ModelChoice>? Models { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ClientId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TenantId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ClientSecret { get; init; }

    /// <summary>Where Microsoft signs people in, without the tenant.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Authority { get; init; }

    /// <summary>settings (MS_CLIENT_ID and its companions, which win) or saved.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Source { get; init; }
}

internal sealed record IntegrationsAnswer(IReadOnlyList<IntegrationAnswer> Integrations);
