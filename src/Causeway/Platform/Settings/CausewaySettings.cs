using System.Net;

namespace Causeway.Platform.Settings;

internal enum Registration { Open, Approval, Disabled }

/// <summary>Who may read a lead by its number: those who see it, or every user of the connection.</summary>
internal enum LeadRead { Visible, Connection }

/// <summary>Who sees a record without a salesperson: the team it belongs to (everybody when it has none), or admins only.</summary>
internal enum Unassigned { Team, Hidden }

/// <summary>Who may read a task: those it concerns, or every active user.</summary>
internal enum TaskReaders { Concerned, Shared }

/// <summary>Everything an operator can set, with the defaults. <see cref="SettingCatalog"/> has the keys, ranges and meanings.</summary>
internal sealed record CausewaySettings
{
    public string? DatabaseUrl { get; init; }
    public string DataDir { get; init; } = DataDirectory.Default;
    public IPAddress Listen { get; init; } = IPAddress.Loopback;
    public int Port { get; init; } = 8080;
    public Uri? PublicUrl { get; init; }
    public IReadOnlyList<string> CorsOrigins { get; init; } = [];
    public IReadOnlyList<IPNetwork> TrustedProxies { get; init; } = [];
    public int RequestsPerMinute { get; init; } = 6_000;
    public int AnonymousRequestsPerMinute { get; init; } = 600;
    public int SignInsPerMinute { get; init; } = 60;

    public Uri? OdooUrl { get; init; }
    public string? OdooDb { get; init; }
    public string? OdooUser { get; init; }
    public string? OdooApiKey { get; init; }
    public string? OdooWebhookSecret { get; init; }
    public string? OdooWebhookSecretPrevious { get; init; }
    public IReadOnlyList<string> AllowedOdooHosts { get; init; } = [];
    public int SyncIntervalMinutes { get; init; } = 5;
    public int OdooCallsInFlight { get; init; } = 2;
    public int OdooCallsPerMinute { get; init; } = 600;

    public string? JwtSecret { get; init; }
    public string? JwtSecretPrevious { get; init; }
    public int TokenExpireHours { get; init; } = 24;
    public int SessionMaxDays { get; init; } = 30;
    public string? MasterKey { get; init; }
    public string? MasterKeyFile { get; init; }
    public string? MasterKeyPrevious { get; init; }
    public string? MasterKeyPreviousFile { get; init; }
    public string? AdminApiKey { get; init; }
    public string? AdminPassword { get; init; }
    public string? MicrosoftClientId { get; init; }
    public string? MicrosoftClientSecret { get; init; }
    public string? MicrosoftTenantId { get; init; }
    public Uri MicrosoftAuthority { get; init; } = new("https://login.microsoftonline.com/");

    public Registration Registration { get; init; } = Registration.Approval;
    public LeadRead LeadRead { get; init; } = LeadRead.Visible;
    public Unassigned Unassigned { get; init; } = Unassigned.Team;
    public TaskReaders Tasks { get; init; } = TaskReaders.Concerned;
    public int FeedRetentionDays { get; init; } = 30;
    public int DeletedRetentionDays { get; init; } = 90;
    public int AuditRetentionDays { get; init; } = 365;

    /// <summary>Where it all came from; the defaults where nothing was read.</summary>
    public SettingsOrigin Origin
    {
        get => origin ?? new SettingsOrigin(new CausewaySettings(), new Dictionary<string, SettingSource>());
        init => origin = value;
    }

    private readonly SettingsOrigin? origin;

    /// <summary>The keys and values in force, secrets masked: a record's own text would print them.</summary>
    public override string ToString() =>
        string.Join(Environment.NewLine, SettingCatalog.All.Select(setting => $"{setting.Key}={setting.Shown(this)}"));
}
