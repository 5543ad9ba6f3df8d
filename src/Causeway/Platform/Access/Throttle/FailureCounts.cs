namespace Causeway.Platform.Access.Throttle;

/// <summary>The failures within the window that an attempt is judged by.</summary>
internal sealed record FailureCounts
{
    public int PairCount { get; init; }

    public DateTimeOffset? PairOldest { get; init; }

    public int AddressCount { get; init; }

    public DateTimeOffset? AddressOldest { get; init; }

    public int AccountCount { get; init; }

    public DateTimeOffset? AccountNewest { get; init; }

    /// <summary>The account has signed in from this address before, so it is probably its owner who is asking.</summary>
    public bool AddressIsKnown { get; init; }
}
