namespace Causeway.Odoo.Wire;

/// <summary>
/// The time that one call may spend waiting for the network. The clock runs only while we wait: a caller that
/// takes its time between two records does not make Odoo late.
/// </summary>
internal sealed class Deadline : IDisposable
{
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _late;
    private readonly CancellationTokenSource _either;
    private readonly CancellationToken _caller;
    private TimeSpan _left;
    private long _since;

    public Deadline(TimeSpan budget, TimeProvider time, CancellationToken caller)
    {
        (_left, _time, _caller) = (budget, time, caller);
        _late = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(caller, _late.Token);
    }

    /// <summary>Cancelled when the caller gives up or the time is over.</summary>
    public CancellationToken Token => _either.Token;

    /// <summary>True when it was the time and not the caller.</summary>
    public bool IsOver => _late.IsCancellationRequested && !_caller.IsCancellationRequested;

    public void Start()
    {
        _since = _time.GetTimestamp();
        _late.CancelAfter(_left > TimeSpan.Zero ? _left : TimeSpan.Zero);
    }

    public void Pause()
    {
        _left -= _time.GetElapsedTime(_since);
        _late.CancelAfter(Timeout.InfiniteTimeSpan);
    }

    /// <summary>Stops the call because its reader stopped.</summary>
    public void Abandon() => _either.Cancel();

    public void Dispose()
    {
        _either.Dispose();
        _late.Dispose();
    }
}
