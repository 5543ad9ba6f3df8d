using Causeway.Features.OdooLinks;
using Causeway.Features.SignIn;
using Causeway.Mirror.Connections;
using Causeway.Mirror.Connections.Accounts;
using Causeway.Mirror.Connections.Management;
using Causeway.Mirror.Writes;
using Causeway.Odoo;
using Causeway.Platform.Access;
using Causeway.Platform.Access.Secrets;
using Causeway.Platform.Audit;
using Causeway.Platform.Http;
using Npgsql;

namespace Causeway.Features.Profile;

/// <summary>
/// Saves a user's own credentials once Odoo has taken them: for the shared instance as an account that their writes are
/// made by, for another one as a private connection.
/// </summary>
internal sealed class SaveOdooCredentials(
    NpgsqlDataSource database,
    SavedCredentials credentials,
    CredentialAttempts attempts,
    SharedInstance instance,
    SharedOdoo odoo,
    OwnCredentialTable own,
    LinkUser link,
    PrivateInstance privateInstance,
    ConnectionDeletion deletion,
    SecretVault vault,
    AuditLog audit)
{
    public async Task<IResult> RunAsync(OdooCredentialsRequest request, Caller caller, Client client, CancellationToken cancellationToken)
    {
        var before = await credentials.FindAsync(caller.UserId, cancellationToken);
        var options = await credentials.ReadAsync(request, before, cancellationToken);
        return await attempts.RunAsync(
            options,
            client,
            async () => await instance.FindAsync(options, cancellationToken) is { } shared
                ? await SaveSharedAsync(shared, options, before, caller, cancellationToken)
                : await SavePrivateAsync(options, before, caller, cancellationToken),
            cancellationToken);
    }

    /// <summary>Asked at the address of the shared connection itself: what another says of itself proves nothing.</summary>
    private async Task<IResult> SaveSharedAsync(OdooConnection shared, OdooOptions options, Saved? before, Caller caller, CancellationToken cancellationToken)
    {
        if ((await odoo.AskAsync(shared, options.Username, options.Secret, cancellationToken)).Person is not { } person)
            return Problems.Forbidden("Only internal users of Odoo write as themselves: this one is a portal or public user.");
        OwnIdentity.RefuseAnother(person.Login, options.Username);
        var account = new OwnAccount
        {
            Url = shared.Url,
            Database = shared.Database,
            Username = person.Login,
            SecretProtected = vault.Protect(WritingAccounts.SecretPurpose, options.Secret),
            OdooUid = person.Uid,
        };
        if (await StoreAsync(caller, shared.Id, account, person, cancellationToken) is { } refusal)
            return refusal;
        await ForgetAsync(before, shared.Id, caller, cancellationToken);
        return TypedResults.Ok(new CredentialsSavedAnswer(person.Uid, shared.Url, shared.Database));
    }

    private async Task<IResult> SavePrivateAsync(OdooOptions options, Saved? before, Caller caller, CancellationToken cancellationToken)
    {
        var connection = await privateInstance.ConnectAsync(options, caller, cancellationToken);
        await StoreAsync(caller, connection.Id, account: null, person: null, cancellationToken);
        await ForgetAsync(before, connection.Id, caller, cancellationToken);
        return TypedResults.Ok(new CredentialsSavedAnswer(connection.OdooUid, connection.Url, connection.Database));
    }

    /// <summary>Null where they are stored.</summary>
    private async Task<Problem?> StoreAsync(Caller caller, int connectionId, OwnAccount? account, OdooPerson? person, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await db.BeginTransactionAsync(cancellationToken);
        if (person is not null && await link.LinkAsync(db, caller.UserId, new OdooUserKey(person.ConnectionId, person.Uid), "own credentials", proved: true, cancellationToken) is { } refusal)
            return refusal;
        await own.SaveAsync(db, caller.UserId, connectionId, account, cancellationToken);
        await audit.AppendAsync(db, CredentialsAudit.Of("save", connectionId, account?.OdooUid, caller), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return null;
    }

    /// <summary>One set of credentials a user: the private connection of those before goes with its mirror.</summary>
    private Task ForgetAsync(Saved? before, int present, Caller caller, CancellationToken cancellationToken) =>
        before?.PrivateConnectionId is { } former && former != present
            ? deletion.RunAsync(former, caller.AuditName, cancellationToken)
            : Task.CompletedTask;
}
