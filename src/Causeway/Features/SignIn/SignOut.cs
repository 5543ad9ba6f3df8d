using Causeway.Platform.Access;
using Causeway.Platform.Access.Sessions;
using Causeway.Platform.Audit;
using Npgsql;

namespace Causeway.Features.SignIn;

/// <summary>Ends this sign-in, or all of the user's; every token and cookie of it is refused from the next request on.</summary>
internal sealed class SignOut(NpgsqlDataSource database, SessionTable sessions, AuditLog audit, TimeProvider clock)
{
    public async Task RunAsync(Caller caller, bool everywhere, CancellationToken cancellationToken)
    {
        await audit.AppendAsync(SignInAudit.By(AuditAction.SignOut, caller) with { Detail = new Dictionary<string, object?> { ["everywhere"] = everywhere } });
        if (!everywhere)
        {
            await sessions.EndAsync(caller.Session!.SessionId, EndReason.SignedOut, cancellationToken);
            return;
        }

        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await SessionTable.EndAllAsync(connection, caller.UserId, EndReason.SignedOutEverywhere, except: null, clock.GetUtcNow(), cancellationToken);
    }
}
