namespace Causeway.Mirror.Connections.Hosts;

/// <summary>
/// The way to one Odoo host: so many calls in flight, and so many a minute, the most urgent first. Both shrink when Odoo
/// is slow to answer and grow back when it is not, since its own users come first (design 5.7).
/// </summary>
internal sealed class HostGate : IDisposable
{
    /// <summary>Pages are sized to take a second or two: who needs longer has too much to do.</summary>
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan Fast = TimeSpan.FromSeconds(1.5);

    private const double LeastPace = 1.0 / 8;

    private const double Recovery = 1.0 / 16;

    private readonly int ceiling;
    private readonly int perMinute;
    private readonly TimeProvider time;
    private readonly ITimer refill;
    private readonly Lock gate = new();
    private readonly PriorityQueue<TaskCompletionSource<long>, (CallPriority, long)> waiting = new();
    private double pace = 1;
    private double tokens;
    private long filledAt;
    private long shrunkAt;
    private long arrivals;

    public HostGate(int ceiling, int perMinute, TimeProvider time)
    {
        (this.ceiling, this.perMinute, this.time, tokens) = (ceiling, perMinute, time, perMinute);
        filledAt = shrunkAt = UsedAt = time.GetTimestamp();
        refill = time.CreateTimer(_ => Admit(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Calls in flight now.</summary>
    public int InFlight { get; private set; }

    /// <summary>Nobody is in it, or waits for it.</summary>
    public bool IsIdle
    {
        get
        {
            lock (gate)
                return InFlight == 0 && waiting.Count == 0;
        }
    }

    /// <summary>When somebody came last; as a timestamp of the clock.</summary>
    public long UsedAt { get; private set; }

    /// <summary>How many may be, for now.</summary>
    public int Limit => Math.Max(1, (int)(ceiling * pace));

    /// <summary>Waits for a turn; answers when it began, which <see cref="Leave"/> wants back.</summary>
    public async Task<long> EnterAsync(CallPriority priority, CancellationToken cancellationToken)
    {
        var turn = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            UsedAt = time.GetTimestamp();
            waiting.Enqueue(turn, (priority, arrivals++));
        }

        Admit();
        await using var given = cancellationToken.Register(() => turn.TrySetCanceled(cancellationToken));
        return await turn.Task;
    }

    /// <summary>The call is over.</summary>
    /// <param name="began">As <see cref="EnterAsync"/> answered.</param>
    /// <param name="overloaded">The server said that it had too much to do, or did not answer.</param>
    public void Leave(long began, bool overloaded)
    {
        lock (gate)
        {
            InFlight--;
            Adapt(began, time.GetElapsedTime(began), overloaded);
        }

        Admit();
    }

    public void Dispose() => refill.Dispose();

    /// <summary>Halved at most once for what was in flight together: one slow moment is one reason.</summary>
    private void Adapt(long began, TimeSpan took, bool overloaded)
    {
        if (overloaded || took >= Slow)
        {
            if (began < shrunkAt)
                return;
            pace = Math.Max(LeastPace, pace / 2);
            shrunkAt = time.GetTimestamp();
        }
        else if (took < Fast)
            pace = Math.Min(1, pace + Recovery);
    }

    private void Admit()
    {
        lock (gate)
        {
            Refill();
            while (InFlight < Limit && waiting.TryPeek(out var turn, out var place))
            {
                if (tokens < 1 && place.Item1 != CallPriority.People)
                {
                    refill.Change(TimeSpan.FromMinutes((1 - tokens) / (perMinute * pace)) + TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
                    return;
                }

                waiting.Dequeue();
                // Who gave up meanwhile takes nothing.
                if (!turn.TrySetResult(time.GetTimestamp()))
                    continue;
                InFlight++;
                // A person's call never waits for the minute, but counts in it.
                tokens = Math.Max(0, tokens - 1);
            }
        }
    }

    private void Refill()
    {
        var now = time.GetTimestamp();
        tokens = Math.Min(perMinute, tokens + (time.GetElapsedTime(filledAt, now).TotalMinutes * perMinute * pace));
        filledAt = now;
    }
}
