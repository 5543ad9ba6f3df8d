namespace Causeway.Mirror.Sync;

internal enum SyncStatus
{
    Queued,
    Running,
    Completed,

    /// <summary>Some models or records could not be read; the rest was.</summary>
    Partial,
    Failed,
    Cancelled,
}

internal enum SyncTrigger
{
    Scheduled,
    Manual,
    Webhook,
}

/// <summary>One run over a connection's models, as clients see it (contract 3.5).</summary>
internal sealed record SyncRun
{
    public required Guid Id { get; init; }

    public required SyncStatus Status { get; init; }

    public required SyncTrigger Trigger { get; init; }

    public string? TriggeredBy { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    public double? DurationSeconds { get; init; }

    public SyncProgress? Progress { get; init; }

    /// <summary>What became of the records, by entity.</summary>
    public IReadOnlyDictionary<string, EntityStats> Stats { get; init; } = new Dictionary<string, EntityStats>();

    public string? ErrorKind { get; init; }

    public string? ErrorMessage { get; init; }
}

/// <summary>How far a run has come; <see cref="EtaSeconds"/> is null until there is a rate to tell it from.</summary>
internal sealed record SyncProgress(string? Entity, long Done, long Total, double Rate, double? EtaSeconds);

internal sealed record EntityStats(long Inserted, long Updated, long Unchanged, long SoftDeleted, long Quarantined, IReadOnlyList<string> Errors);
