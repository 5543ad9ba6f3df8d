using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;

namespace Causeway.Mirror.Sync;

/// <summary>A run as it goes on, whichever process it is in: its row, looked at as often as it is written.</summary>
internal sealed class SyncEvents(SyncRuns runs, IHostApplicationLifetime lifetime)
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);

    /// <summary>The run now, at every change of it, and at last as it has ended.</summary>
    public async IAsyncEnumerable<SseItem<SyncRun>> FollowAsync(int connectionId, Guid id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        using var timer = new PeriodicTimer(Every);
        var told = default((SyncStatus, long?)?);
        do
        {
            // Deleted with its connection: there is nothing more to tell.
            if (await runs.FindAsync(connectionId, id, ending.Token) is not { } run)
                yield break;
            if (told != (run.Status, run.Progress?.Done))
                yield return new SseItem<SyncRun>(run, "run");
            told = (run.Status, run.Progress?.Done);
            if (run.CompletedAt is not null)
                yield break;
        }
        while (await NextAsync(timer, ending.Token));
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken cancellationToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The client left, or we are stopping.
            return false;
        }
    }
}
