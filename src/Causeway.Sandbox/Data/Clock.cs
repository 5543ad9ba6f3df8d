namespace Causeway.Sandbox.Data;

/// <summary>The server's clock: the given one, set forward or back on demand.</summary>
internal sealed class Clock(TimeProvider time)
{
    private long offset;

    /// <summary>UTC, in PostgreSQL's microseconds.</summary>
    public DateTime Now
    {
        get
        {
            var now = time.GetUtcNow().UtcDateTime + new TimeSpan(Interlocked.Read(ref offset));
            return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        }
    }

    public void Step(TimeSpan by) => Interlocked.Add(ref offset, by.Ticks);
}
