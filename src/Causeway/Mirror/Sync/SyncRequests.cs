using Causeway.Mirror.Connections;

namespace Causeway.Mirror.Sync;

/// <summary>Somebody asks for a run: it is queued, and its turn begins now.</summary>
internal sealed class SyncRequests(SyncRuns runs, RunQueue queue, ConnectionStates states)
{
    /// <summary>A person's wish: an Odoo that refused us or did not answer is tried once more.</summary>
    public async Task<Guid> RequestAsync(OdooConnection connection, string by, bool full, string[]? entities, CancellationToken cancellationToken)
    {
        await states.ForgiveAsync(connection.Id, cancellationToken);
        var run = await runs.QueueAsync(connection.Id, SyncTrigger.Manual, by, full, entities, cancellationToken);
        queue.Begin(connection.Id);
        return run;
    }
}
