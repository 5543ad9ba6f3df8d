using System.Collections.Concurrent;

namespace Causeway.Tests.Odoo;

/// <summary>
/// The system's clock, but every pause of up to a minute is over at once, and remembered. Longer ones (the deadlines
/// of calls) take their time.
/// </summary>
internal sealed class HurriedClock : TimeProvider
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    public ConcurrentQueue<TimeSpan> Pauses { get; } = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime < TimeSpan.Zero || dueTime > Longest)
            return base.CreateTimer(callback, state, dueTime, period);
        Pauses.Enqueue(dueTime);
        return base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
