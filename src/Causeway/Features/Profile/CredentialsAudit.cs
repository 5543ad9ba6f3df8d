using Causeway.Platform.Access;
using Causeway.Platform.Audit;

namespace Causeway.Features.Profile;

/// <summary>What the audit log says of a user's own credentials.</summary>
internal static class CredentialsAudit
{
    /// <param name="how"><c>save</c> or <c>delete</c>.</param>
    /// <param name="connection">The shared connection that they are for, or the private one.</param>
    /// <param name="odooUid">Who the secret proved that they are on the shared one; null for a private connection.</param>
    /// <param name="caller">Whose they are.</param>
    public static AuditEntry Of(string how, int connection, long? odooUid, Caller caller) => new(AuditAction.OdooCredentials)
    {
        ConnectionId = connection,
        TargetType = "user",
        TargetIds = [caller.UserId.ToString()],
        Detail = new Dictionary<string, object?> { ["how"] = how, ["odoo_user_id"] = odooUid },
    };
}
