namespace Causeway.Platform.Database;

/// <summary>
/// Many who ask the same at once get one answer. It is read after each of them has asked: who comes while it is being read
/// waits for the next, so that nobody is told less than what was true when they asked, their own writes above all.
/// </summary>
internal sealed class SharedReads<T>
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Lane> lanes = new(StringComparer.Ordinal);

    /// <param name="key">What is asked, whole: the same key must mean the same answer.</param>
    /// <param name="read">Reads it; for all who wait, so that it does not end when one of them leaves.</param>
    /// <param name="cancellationToken">Ends the waiting of this one.</param>
    public Task<T> ReadAsync(string key, Func<Task<T>> read, CancellationToken cancellationToken) => Join(key, read).WaitAsync(cancellationToken);

    private Task<T> Join(string key, Func<Task<T>> read)
    {
        lock (gate)
        {
            if (lanes.TryGetValue(key, out var lane))
                return lane.Next ??= AfterAsync(lane.Now, key, lane, read);
            lane = lanes[key] = new Lane();
            return lane.Now = Task.Run(() => RunAsync(key, lane, read));
        }
    }

    private async Task<T> AfterAsync(Task before, string key, Lane lane, Func<Task<T>> read)
    {
        // Whatever became of it.
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Begin(lane);
        return await RunAsync(key, lane, read);
    }

    /// <summary>Who comes from now on is too late for this one.</summary>
    private void Begin(Lane lane)
    {
        lock (gate)
            (lane.Now, lane.Next) = (lane.Next!, null);
    }

    private async Task<T> RunAsync(string key, Lane lane, Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        finally
        {
            End(key, lane);
        }
    }

    private void End(string key, Lane lane)
    {
        lock (gate)
        {
            if (lane.Next is null)
                lanes.Remove(key);
        }
    }

    private sealed class Lane
    {
        public Task<T> Now { get; set; } = null!;

        public Task<T>? Next { get; set; }
    }
}
