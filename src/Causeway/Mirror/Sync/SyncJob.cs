using Quartz;

namespace Causeway.Mirror.Sync;

/// <summary>A connection's turn, by the clock or because somebody asked.</summary>
[DisallowConcurrentExecution]
internal sealed class SyncJob(ConnectionSync sync, IHostApplicationLifetime lifetime) : IJob
{
    public const string ConnectionKey = "connection";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        // Quartz waits for its jobs when we stop; a run ends at its next page, and goes on from there at the next start.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        try
        {
            await sync.RunAsync(context.MergedJobDataMap.GetInt(ConnectionKey), stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Said in the run's own row.
        }
    }
}
