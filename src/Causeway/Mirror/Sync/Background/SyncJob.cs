using Quartz;

namespace Causeway.Mirror.Sync.Background;

/// <summary>A connection's turn by the clock. It only says so: a thread of the clock must not wait for an Odoo.</summary>
internal sealed class SyncJob(RunQueue queue) : IJob
{
    public const string ConnectionKey = "connection";

    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        queue.BeginTurn(context.MergedJobDataMap.GetInt(ConnectionKey));
        return ValueTask.CompletedTask;
    }
}
