using Causeway.Mirror.Connections;
using Causeway.Mirror.Connections.Accounts;
using Causeway.Platform.Access;
using Causeway.Platform.Http;

namespace Causeway.Features.OdooLinks;

/// <summary>An administrator says which Odoo user an account is, without having been asked.</summary>
internal sealed class SetOdooLink(OdooAccounts accounts, LinkUser link, UserTable users, OdooPlaces places)
{
    public async Task<IResult> RunAsync(Guid userId, LinkRequest request, OdooConnection connection, CancellationToken cancellationToken)
    {
        if (connection.OwnerId is not null)
            return Problems.Conflict("This is somebody's private connection: name a shared one in X-Connection.");
        if (request.OdooUserId is not { } odooUser || !await accounts.IsInternalAsync(connection.Id, odooUser, cancellationToken))
            return Problems.Invalid("odoo_user_id", "must be the id of an active internal user of this Odoo.");
        return await link.LinkAsync(userId, new OdooUserKey(connection.Id, odooUser), "administrator", proved: false, cancellationToken)
            ?? (IResult)TypedResults.Ok(new LinkedUserAnswer(await places.FillAsync((await users.FindAsync(userId, cancellationToken))!, cancellationToken)));
    }
}
