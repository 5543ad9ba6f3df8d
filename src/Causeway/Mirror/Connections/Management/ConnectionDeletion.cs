using Causeway.Mirror.Sync;
using Causeway.Mirror.Sync.Background;

namespace Causeway.Mirror.Connections.Management;

/// <summary>A connection goes for good: nobody sees it from now on, it has no more turns, and its rows go in the background.</summary>
internal sealed class ConnectionDeletion(ConnectionRemoval removal, SyncSchedule schedule, RunQueue queue)
{
    public async Task RunAsync(int connectionId, string by, CancellationToken cancellationToken)
    {
        await removal.BeginAsync(connectionId, by, cancellationToken);
        await schedule.RemoveAsync(connectionId, cancellationToken);
        queue.Begin(connectionId);
    }
}
