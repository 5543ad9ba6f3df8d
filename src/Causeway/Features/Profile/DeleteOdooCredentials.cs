using Causeway.Mirror.Connections.Accounts;
using Causeway.Mirror.Connections.Management;
using Causeway.Platform.Access;
using Causeway.Platform.Audit;

namespace Causeway.Features.Profile;

/// <summary>Forgets a user's own credentials, with the private connection that they opened.</summary>
internal sealed class DeleteOdooCredentials(SavedCredentials credentials, OwnCredentialTable own, ConnectionDeletion deletion, AuditLog audit)
{
    /// <summary>False where there were none.</summary>
    public async Task<bool> RunAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (await credentials.FindAsync(caller.UserId, cancellationToken) is not { } saved)
            return false;
        if (saved.PrivateConnectionId is { } connection)
            await deletion.RunAsync(connection, caller.AuditName, cancellationToken);
        await own.DeleteAsync(caller.UserId, cancellationToken);
        await audit.AppendAsync(CredentialsAudit.Of("delete", saved.Connection.Id, saved.Own.Account?.OdooUid, caller));
        return true;
    }
}
