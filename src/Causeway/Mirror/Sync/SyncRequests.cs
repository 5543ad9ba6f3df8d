using Causeway.Mirror.Connections;

namespace Causeway.Mirror.Sync;

/// <summary>Somebody asks for a run: it is queued, and its turn begins now.</summary>
internal sealed class SyncRequests(SyncRuns runs, RunQueue queue)
{
    public async Task<Guid> RequestAsync(OdooConnection connection, string by, bool full, string[]? entities, CancellationToken cancellationToken)
    {
        var run = await runs.QueueAsync(connection.Id, SyncTrigger.Manual, by, full, entities, cancellationToken);
        queue.Begin(connection.Id);
        return run;
    }
}
