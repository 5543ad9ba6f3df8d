namespace Causeway.Platform.Access.Throttle;

/// <summary>How many failures the last quarter of an hour may hold before the next attempt has to wait.</summary>
internal static class SignInLimits
{
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    public const int PerAccountAndAddress = 5;
    public const int PerAddress = 50;

    /// <summary>
    /// From everywhere together. Past it an attempt is not shut out, since that would let anybody shut out anybody:
    /// it waits, longer each time.
    /// </summary>
    public const int PerAccount = 100;

    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(1);

    /// <summary>How long the next attempt has to wait; zero or less when it may go ahead.</summary>
    public static TimeSpan Wait(FailureCounts counts, DateTimeOffset now)
    {
        var until = DateTimeOffset.MinValue;
        if (counts.PairCount >= PerAccountAndAddress)
            until = Later(until, counts.PairOldest + Window);
        if (counts.AddressCount >= PerAddress)
            until = Later(until, counts.AddressOldest + Window);
        if (counts.AccountCount >= PerAccount && !counts.AddressIsKnown)
            until = Later(until, counts.AccountNewest + Delay(counts.AccountCount));
        return until - now;
    }

    private static TimeSpan Delay(int failures)
    {
        var doublings = Math.Min(failures - PerAccount, 10);
        var delay = TimeSpan.FromSeconds(1 << doublings);
        return delay < LongestDelay ? delay : LongestDelay;
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset? b) => b > a ? b.Value : a;
}
