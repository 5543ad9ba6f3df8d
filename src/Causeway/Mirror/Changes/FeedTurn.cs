using System.Collections.Concurrent;

namespace Causeway.Mirror.Changes;

/// <summary>
/// The time between two changes of a connection. Its followers wait for its end together, and those who read from the
/// same position during it read once: two hundred open pages cost the database as much as one.
/// </summary>
internal sealed class FeedTurn
{
    /// <summary>Followers who are up to date read from one position. Who is far behind, each from elsewhere, reads for themselves.</summary>
    private const int MostPages = 32;

    private readonly TaskCompletionSource<bool> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<long, Lazy<Task<FeedPage>>> pages = new();

    /// <summary>Completes at the next change, with true; with false when it is only time to look around.</summary>
    public Task<bool> Ended => ended.Task;

    public void End(bool changed) => ended.TrySetResult(changed);

    /// <summary>The page after a position, read at most once a turn.</summary>
    public Task<FeedPage> PageAsync(long since, Func<Task<FeedPage>> read)
    {
        if (pages.TryGetValue(since, out var known) && known is { IsValueCreated: true, Value: { IsCompleted: true, IsCompletedSuccessfully: false } })
            pages.TryRemove(new(since, known));
        if (pages.Count >= MostPages && !pages.ContainsKey(since))
            return read();
        return pages.GetOrAdd(since, _ => new Lazy<Task<FeedPage>>(read)).Value;
    }
}
