namespace Causeway.Platform.Access.Throttle;

/// <summary>
/// One try at a secret. Say how it went, then dispose of it; one that never came to an answer counts for nothing.
/// </summary>
internal sealed class SignInAttempt(SignInThrottle throttle, AttemptKey key) : IDisposable
{
    private readonly List<IDisposable> _passes = [];

    /// <summary>How long to wait before the next try; null when this one may go ahead.</summary>
    public TimeSpan? RetryAfter { get; set; }

    internal void Hold(IDisposable pass) => _passes.Add(pass);

    /// <summary>Counts even when the sender has hung up meanwhile.</summary>
    public Task FailAsync() => throttle.RecordAsync(key);

    /// <summary>What this person got wrong before, from here, is forgotten.</summary>
    public Task SucceedAsync(CancellationToken cancellationToken) => throttle.ForgiveAsync(key, cancellationToken);

    public void Dispose()
    {
        foreach (var pass in _passes)
            pass.Dispose();
    }
}

/// <summary>What an attempt is counted under.</summary>
internal sealed record AttemptKey(byte[] AccountHash, string Address)
{
    public override string ToString() => $"{Convert.ToHexString(AccountHash)} {Address}";
}
