namespace Causeway.Mirror.Sync;

/// <summary>The right to run over one connection, until it is disposed of or lost.</summary>
internal sealed class RunLock(RunLocks locks, int connectionId, CancellationToken lost) : IAsyncDisposable
{
    public const int LockClass = 0x5EED;

    /// <summary>Cancelled when PostgreSQL may have given the lock to another.</summary>
    public CancellationToken Lost => lost;

    public ValueTask DisposeAsync() => locks.GiveBackAsync(connectionId, lost);
}
