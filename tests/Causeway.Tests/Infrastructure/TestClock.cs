using System.Collections.Concurrent;

namespace Causeway.Tests.Infrastructure;

/// <summary>
/// A clock that moves when it is told to. Timers fire, in the order of their times, as it passes them. It begins at the
/// present second, because PostgreSQL's now() and the cookies of a client go by the real one.
/// </summary>
public sealed class TestClock : TimeProvider
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private readonly Dictionary<TimeSpan, TaskCompletionSource> _awaited = [];
    private DateTimeOffset _now = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds());

    /// <summary>Pauses of up to this are over as soon as they begin; the time stays.</summary>
    public TimeSpan Skips { get; set; }

    /// <summary>Every pause that was skipped.</summary>
    public ConcurrentQueue<TimeSpan> Skipped { get; } = [];

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return _now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime > TimeSpan.Zero && dueTime <= Skips)
        {
            Skipped.Enqueue(dueTime);
            return System.CreateTimer(callback, state, TimeSpan.Zero, period);
        }

        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Completes when somebody begins to wait for just this long. Ask before the act that leads there.</summary>
    public Task NextWaitAsync(TimeSpan dueTime)
    {
        lock (_gate)
        {
            if (!_awaited.TryGetValue(dueTime, out var begun))
                _awaited[dueTime] = begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return begun.Task.WaitAsync(Patience);
        }
    }

    public void Advance(TimeSpan by)
    {
        var end = GetUtcNow() + by;
        while (NextBefore(end) is { } timer)
            timer.Fire();
        lock (_gate)
            _now = end;
    }

    private void Announce(TimeSpan dueTime)
    {
        lock (_gate)
        {
            if (_awaited.Remove(dueTime, out var begun))
                begun.SetResult();
        }
    }

    private ManualTimer? NextBefore(DateTimeOffset end)
    {
        lock (_gate)
        {
            var next = _timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due);
            if (next is null)
                return null;
            _now = next.Due!.Value;
            next.Rearm();
            return next;
        }
    }

    private sealed class ManualTimer(TestClock clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public DateTimeOffset? Due { get; private set; }

        public void Fire() => callback(state);

        public void Rearm() => Due = _period > TimeSpan.Zero ? Due + _period : null;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                _period = period;
                Due = dueTime == Timeout.InfiniteTimeSpan ? null : clock._now + dueTime;
                if (!clock._timers.Contains(this))
                    clock._timers.Add(this);
            }

            clock.Announce(dueTime);
            return true;
        }

        public void Dispose()
        {
            lock (clock._gate)
                clock._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
