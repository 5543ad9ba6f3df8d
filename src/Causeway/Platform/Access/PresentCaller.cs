using Causeway.Platform.Access.ApiTokens;
using Causeway.Platform.Access.Sessions;

namespace Causeway.Platform.Access;

/// <summary>Looks a caller up again, for an answer that goes on after its first byte.</summary>
internal sealed class PresentCaller(SessionTable sessions, ApiTokenTable apiTokens)
{
    /// <summary>The caller as their row says now; null where their credential has ended or they may not go on.</summary>
    public async Task<Caller?> FindAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (caller.IsAdminKey)
            return caller;
        var now = caller.ApiTokenId is { } token ? await ByTokenAsync(token, cancellationToken) : await BySessionAsync(caller, cancellationToken);
        return now is { Standing: Standing.Good } ? now : null;
    }

    private async Task<Caller?> ByTokenAsync(Guid id, CancellationToken cancellationToken) =>
        await apiTokens.FindAsync(id, cancellationToken) is { } found ? Caller.Of(found) : null;

    private async Task<Caller?> BySessionAsync(Caller caller, CancellationToken cancellationToken) =>
        caller.Session is { } session && await sessions.FindAsync(session.SessionId, cancellationToken) is { } found ? Caller.Of(found, caller.ByCookie) : null;
}
