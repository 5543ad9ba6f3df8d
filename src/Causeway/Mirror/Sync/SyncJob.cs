using Quartz;

namespace Causeway.Mirror.Sync;

/// <summary>A connection's turn, by the clock or because somebody asked.</summary>
[DisallowConcurrentExecution]
internal sealed class SyncJob(ConnectionSync sync) : IJob
{
    public const string ConnectionKey = "connection";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await sync.RunAsync(context.MergedJobDataMap.GetInt(ConnectionKey), cancellationToken);
}
