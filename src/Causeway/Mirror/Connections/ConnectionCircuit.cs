using Causeway.Odoo;

namespace Causeway.Mirror.Connections;

/// <summary>
/// Stands around all calls with a connection's credentials, whoever makes them. Credentials that Odoo refused are not sent
/// again until they change or an administrator asks: repeated refusals look like an attack and can lock the account.
/// After repeated failures on the way, calls fail at once for a while; then one goes ahead of the others.
/// </summary>
internal sealed class ConnectionCircuit(OdooConnection connection, OdooOptions options, ConnectionStates states, TimeProvider time) : OdooCircuit, IDisposable
{
    private const int Enough = 3;

    /// <summary>One model that takes Odoo too long is tried three times, and says nothing about the others.</summary>
    private const int EnoughOutOfTime = 2 * Enough;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    /// <summary>The longest that a Retry-After is obeyed: it may be a mistake.</summary>
    private static readonly TimeSpan LongestAskedFor = TimeSpan.FromHours(1);

    private readonly SemaphoreSlim ahead = new(1, 1);
    private volatile OdooStanding standing = connection.Standing;
    private volatile OdooErrorKind closedBy = OdooErrorKind.Unreachable;

    /// <summary>Takes over what the connection's row says, if another process or an administrator has changed it.</summary>
    public void Learn(OdooConnection row)
    {
        if (row.StateVersion > standing.Version)
            standing = row.Standing;
    }

    public override async Task<T> RunAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        ThrowIfClosed();
        if (standing.RetryAt is null)
            return await WatchedAsync(call);
        await ahead.WaitAsync(cancellationToken);
        try
        {
            // The one before may have failed.
            ThrowIfClosed();
            return await WatchedAsync(call);
        }
        finally
        {
            ahead.Release();
        }
    }

    /// <summary>A whole run went well.</summary>
    public Task ConnectedAsync(CancellationToken cancellationToken) =>
        standing.State == ConnectionState.Connected ? Task.CompletedTask : ChangeAsync(ConnectionState.Connected, 0, null, null, cancellationToken);

    /// <summary>Whether these words are the circuit's own.</summary>
    public bool Says(OdooException fault) => standing.Message is { } said && fault.OdooMessage.StartsWith(said, StringComparison.Ordinal);

    public void Dispose() => ahead.Dispose();

    private async Task<T> WatchedAsync<T>(Func<Task<T>> call)
    {
        var before = standing;
        try
        {
            var answer = await call();
            await NoteAnswerAsync(before);
            return answer;
        }
        catch (OdooException fault)
        {
            await NoteAsync(fault, before);
            throw;
        }
    }

    /// <summary>Odoo is back; but a call that was under way when another failed does not show that.</summary>
    private Task NoteAnswerAsync(OdooStanding before) =>
        before.Failures > 0 && ReferenceEquals(before, standing) ? ChangeAsync(ConnectionState.Unknown, 0, null, null, default) : Task.CompletedTask;

    private void ThrowIfClosed()
    {
        var known = standing;
        if (known.State == ConnectionState.Refused)
            throw new OdooException(OdooErrorKind.BadCredentials, known.Message ?? "Odoo refused these credentials.");
        if (known.RetryAt is { } until && until - time.GetUtcNow() is { Ticks: > 0 } left)
            throw new OdooException(closedBy, $"{known.Message} It is asked again after {until.UtcDateTime:HH:mm:ss} UTC.") { RetryAfter = left, NothingSent = true };
    }

    /// <summary>What Odoo itself said shows that it can be reached; the rest counts.</summary>
    private Task NoteAsync(OdooException fault, OdooStanding before) => fault.Kind switch
    {
        OdooErrorKind.BadCredentials => ChangeAsync(ConnectionState.Refused, 0, null, ConnectionAdvice.For(fault, options), default),
        OdooErrorKind.Unreachable or OdooErrorKind.TimedOut or OdooErrorKind.RateLimited or OdooErrorKind.NotOdoo => FailAsync(fault),
        _ => NoteAnswerAsync(before),
    };

    private Task FailAsync(OdooException fault)
    {
        closedBy = fault.Kind;
        var failures = standing.Failures + 1;
        var isEnough = failures >= (fault.Kind == OdooErrorKind.TimedOut ? EnoughOutOfTime : Enough);
        var pause = isEnough || standing.RetryAt is not null ? Pause(failures) : TimeSpan.Zero;
        if (fault.RetryAfter is { } asked)
            pause = asked < LongestAskedFor ? (asked > pause ? asked : pause) : LongestAskedFor;
        DateTimeOffset? until = pause > TimeSpan.Zero ? time.GetUtcNow() + pause : null;
        return ChangeAsync(ConnectionState.Unreachable, failures, until, ConnectionAdvice.For(fault, options), default);
    }

    /// <summary>Doubles with every failure, and is a quarter longer or shorter, so that not all come back at once.</summary>
    private static TimeSpan Pause(int failures)
    {
        var doubled = FirstPause * Math.Pow(2, Math.Clamp(failures - Enough, 0, 10));
        return (doubled < LongestPause ? doubled : LongestPause) * (0.75 + (Random.Shared.NextDouble() / 2));
    }

    private async Task ChangeAsync(ConnectionState state, int failures, DateTimeOffset? retryAt, string? message, CancellationToken cancellationToken)
    {
        var next = new OdooStanding(state, failures, retryAt, message, standing.Version);
        standing = next;
        // Only for the credentials that this was learned with: they may have been changed since.
        if (await states.SaveAsync(connection, next, cancellationToken) is { } version)
            standing = next with { Version = version };
    }
}
