namespace Causeway.Mirror.Webhooks;

/// <summary>
/// Whether a look at a record was enough. Odoo 17 and 18 send the webhook before their transaction ends: a read that
/// follows at once sees the record as it was, and one whose transaction is rolled back never sees it otherwise.
/// </summary>
internal static class SecondLook
{
    /// <summary>After this the ordinary sync is the sooner: it reads once more what changed in the last ten minutes.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(300);

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>Odoo shows whole seconds: two writes within one look the same until it is over.</summary>
    private static readonly TimeSpan SecondIsOver = TimeSpan.FromSeconds(2);

    /// <summary>Looks that a webhook gets which does not say what there is to see: the last about five seconds after the first.</summary>
    private const int BlindLooks = 4;

    /// <summary>How long to wait before the next look; null where this one was enough.</summary>
    public static TimeSpan? After(WebhookEntry entry, MirroredRow? row, DateTimeOffset now)
    {
        if (!entry.Early || now - entry.ReceivedAt >= Limit)
            return null;
        var present = row?.IsPresent == true;
        if (entry.Gone)
            return present ? Pause(entry.Looks) : null;
        if (entry.WriteDate is not { } said)
            return entry.Looks + 1 < BlindLooks ? Pause(entry.Looks) : null;
        var second = said.AddTicks(-(said.Ticks % TimeSpan.TicksPerSecond));
        if (!present || row!.WriteDate is not { } seen || seen < second)
            return Pause(entry.Looks);
        return seen == second && entry.Looks == 0 ? SecondIsOver : null;
    }

    private static TimeSpan Pause(int looks) =>
        TimeSpan.FromTicks(Math.Min(Longest.Ticks, First.Ticks << Math.Min(looks, 16)));
}
