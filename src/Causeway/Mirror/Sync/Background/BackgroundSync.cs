using Causeway.Mirror.Connections;

namespace Causeway.Mirror.Sync.Background;

/// <summary>A connection's schedule, as an administrator sees and pauses it.</summary>
internal sealed class BackgroundSync(ConnectionStore connections, SyncRuns runs, SyncSchedule schedule, SyncHealthCheck health)
{
    private static readonly SyncStatus[] Successes = [SyncStatus.Completed, SyncStatus.Partial];

    public async Task<BackgroundSyncStatus> StatusAsync(OdooConnection connection, CancellationToken cancellationToken)
    {
        var success = await runs.LastAsync(connection.Id, Successes, cancellationToken);
        var failure = await runs.LastAsync(connection.Id, [SyncStatus.Failed], cancellationToken);
        return new BackgroundSyncStatus
        {
            IsRunning = (await runs.LatestAsync(connection.Id, SyncStatus.Running, 1, 0, cancellationToken)).Count > 0,
            Paused = connection.Paused,
            IntervalMinutes = connection.IntervalMinutes,
            NextRun = await schedule.NextAsync(connection, cancellationToken),
            LastSync = success is null ? null : new LastSync(success.CompletedAt, success.Stats),
            LastFailure = failure is null ? null : new LastFailure(failure.CompletedAt, failure.ErrorMessage),
            Health = (await health.LookAsync(connection, cancellationToken)).Health,
        };
    }

    public async Task<BackgroundSyncStatus> SetPausedAsync(OdooConnection connection, bool paused, CancellationToken cancellationToken)
    {
        var changed = await connections.UpdateAsync(connection with { Paused = paused }, cancellationToken);
        if (changed.Paused != connection.Paused)
            await schedule.SetAsync(changed, SyncSchedule.Interval(changed), cancellationToken);
        return await StatusAsync(changed, cancellationToken);
    }
}
