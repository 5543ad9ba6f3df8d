using Causeway.Mirror.Changes;
using Quartz;

namespace Causeway.Mirror.Retention;

/// <summary>Once an hour, by one of all processes: what is older than it is kept goes.</summary>
[DisallowConcurrentExecution]
internal sealed class RetentionJob(FeedRetention feed, DeletedRetention deleted, LogRetention logs) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        await feed.RunAsync(cancellationToken);
        await deleted.RunAsync(cancellationToken);
        await logs.RunAsync(cancellationToken);
    }
}
