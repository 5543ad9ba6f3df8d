using Causeway.Mirror.Connections.Management;


namespace Causeway.Mirror.Sync.Background;

internal enum HealthWord
{
    Healthy,

    /// <summary>It works, and somebody should look.</summary>
    Degraded,

    /// <summary>It does not work, or hardly.</summary>
    Critical,

    /// <summary>It has not worked for long enough that the data is old.</summary>
    Stale,
}

/// <summary>How well a connection's mirror is kept (contract 3.5).</summary>
internal sealed record SyncHealth
{
    public required HealthWord Health { get; init; }

    public required string HealthMessage { get; init; }

    public required SyncMetrics Metrics { get; init; }

    public required CredentialsAnswer Credentials { get; init; }

    /// <summary>By model: when it was last proved to be Odoo's, and how far it lags.</summary>
    public required IReadOnlyList<ModelFreshness> Models { get; init; }

    /// <summary>What will go wrong if nobody does anything about it.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    public DateTimeOffset? LastSuccess { get; init; }

    public DateTimeOffset? LastFailure { get; init; }
}

/// <summary>The figures behind it.</summary>
internal sealed record SyncMetrics
{
    [System.Text.Json.Serialization.JsonPropertyName("success_24h")]
    public required long Success { get; init; }

    [System.Text.Json.Serialization.JsonPropertyName("failures_24h")]
    public required long Failures { get; init; }

    public double? AvgDurationSeconds { get; init; }

    /// <summary>By entity: how long ago the mirror knew all that Odoo had.</summary>
    public required IReadOnlyDictionary<string, double> LagSeconds { get; init; }
}

internal sealed record ModelFreshness(string Model, DateTimeOffset? LastProof, double? LagSeconds);
