using Npgsql;

namespace Causeway.Mirror.Sync;

/// <summary>
/// Takes on what other processes left behind: runs whose process died, requests that nobody came to, connections that are
/// still being deleted. Every process watches; the lock decides who goes on.
/// </summary>
internal sealed partial class RunWatch(RunLocks locks, RunQueue queue, SyncRuns runs, ILogger<RunWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    /// <summary>In looks: about an hour.</summary>
    private const int BetweenCleanings = 720;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every);
        for (var look = 1; await timer.WaitForNextTickAsync(stoppingToken); look++)
            await LookAsync(look % BetweenCleanings == 0, stoppingToken);
    }

    private async Task LookAsync(bool cleans, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var connection in await locks.FindAbandonedAsync(cancellationToken))
            {
                Log.TakenOver(logger, connection);
                queue.BeginTurn(connection);
            }

            if (cleans)
                await runs.ForgetOldAsync(cancellationToken);
        }
        catch (NpgsqlException exception)
        {
            Log.Blind(logger, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 3030, Level = LogLevel.Information, Message = "Going on with what was left of connection {Connection}")]
        public static partial void TakenOver(ILogger logger, int connection);

        [LoggerMessage(EventId = 3031, Level = LogLevel.Warning, Message = "The database does not answer; looking for abandoned runs again soon")]
        public static partial void Blind(ILogger logger, Exception exception);
    }
}
