using Causeway.Mirror.Catalog;
using Causeway.Mirror.Connections;
using Causeway.Mirror.Connections.Accounts;
using Causeway.Mirror.Writes;
using Causeway.Odoo;
using Causeway.Platform.Audit;
using Causeway.Platform.Http;

namespace Causeway.Features.PassThrough;

/// <summary>What every call goes through: the names, the account, the rules, the audit log.</summary>
internal sealed class PassThroughGate(WritingAccounts accounts, OwnCredentialTable credentials, OdooClients clients, OpenedMethods opened, AuditLog audit)
{
    private static ProblemException NoAccount => CallRules.Forbidden(
        "You have no Odoo credentials of your own for this connection, and only an administrator may use the service account. Save some: POST /api/profile/odoo-credentials.");

    private static ProblemException NoService => CallRules.Forbidden("Only an administrator may use the connection's own account.");

    /// <summary>Reads by an account that may, and puts on record what was read, or that it was refused.</summary>
    /// <param name="call">What is asked.</param>
    /// <param name="read">Answers, and says how many records the answer holds.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<T> ReadAsync<T>(PassThroughCall call, Func<OdooAccess, Task<(T Answer, long Count)>> read, CancellationToken cancellationToken) =>
        RecordedAsync(call, async () =>
        {
            CallRules.CheckNames(call.Model, call.Method);
            var access = await EnterAsync(call, cancellationToken);
            var (answer, count) = await read(access);
            await AppendAsync(call, AuditOutcome.Done, access, count);
            return answer;
        });

    /// <summary>Lets a writing method through that was opened; the writer puts on record what it does.</summary>
    public async Task<T> WriteAsync<T>(PassThroughCall call, Func<OdooAccess, Task<T>> write, CancellationToken cancellationToken)
    {
        var access = await RecordedAsync(call, async () =>
        {
            CallRules.CheckNames(call.Model, call.Method);
            if (!await opened.HasAsync(call.Connection.Id, call.Model, call.Method, cancellationToken))
                throw CallRules.Forbidden($"{call.Method} is not open for {call.Model} here: {string.Join(", ", CallRules.Reading)} are, and what an administrator opens by name (PUT /api/utils/odoo/methods).");
            return await EnterAsync(call, cancellationToken);
        });
        return await write(access);
    }

    private async Task<OdooAccess> EnterAsync(PassThroughCall call, CancellationToken cancellationToken)
    {
        var access = await ChooseAsync(call, cancellationToken);
        if (access.IsService && CallRules.IsClosedToService(call.Model))
            throw CallRules.Forbidden($"{call.Model} is closed to the service account: it tells of rights and secrets, or runs code. With credentials of your own, Odoo's rules for you decide.");
        return access;
    }

    /// <summary>The person's own account, else the connection's for who administers it.</summary>
    private async Task<OdooAccess> ChooseAsync(PassThroughCall call, CancellationToken cancellationToken)
    {
        var (caller, connection) = (call.Caller, call.Connection);
        // A private connection's account is its owner's own.
        if (connection.OwnerId == caller.UserId)
            return new OdooAccess(connection, clients.For(connection), UserId: null, IsService: false);
        var isOwn = call.As != PassThroughCall.OfConnection && await HasOwnAsync(call, cancellationToken);
        if (isOwn)
            return new OdooAccess(connection, await OpenAsync(call, caller.UserId, cancellationToken), caller.UserId, IsService: false);
        if (call.As == PassThroughCall.Own || (call.As is null && !caller.MayAdminister))
            throw NoAccount;
        return caller.MayAdminister ? new OdooAccess(connection, clients.For(connection), UserId: null, IsService: true) : throw NoService;
    }

    private async Task<bool> HasOwnAsync(PassThroughCall call, CancellationToken cancellationToken) =>
        !call.Caller.IsAdminKey && await credentials.FindAsync(call.Caller.UserId, cancellationToken) is { Account: not null } own && own.ConnectionId == call.Connection.Id;

    private async Task<OdooClient> OpenAsync(PassThroughCall call, Guid user, CancellationToken cancellationToken)
    {
        var order = new WriteOrder(call.Connection, new MirrorModel(call.Model, []) { Entity = call.Model }, call.Caller.AuditName, user);
        return await (await accounts.ChooseAsync(order, cancellationToken)).OpenAsync(cancellationToken);
    }

    private async Task<T> RecordedAsync<T>(PassThroughCall call, Func<Task<T>> run)
    {
        try
        {
            return await run();
        }
        catch (ProblemException refusal) when (refusal.Problem.Status == StatusCodes.Status403Forbidden)
        {
            await AppendAsync(call, AuditOutcome.Refused);
            throw;
        }
        catch (OdooException exception)
        {
            await AppendAsync(call, exception.Kind is OdooErrorKind.Refused or OdooErrorKind.NoAccess ? AuditOutcome.Refused : AuditOutcome.Failed);
            throw;
        }
    }

    /// <summary>The model, the method and how many: never a value, which may be a secret, nor a domain, which holds values.</summary>
    private Task AppendAsync(PassThroughCall call, AuditOutcome outcome, OdooAccess? access = null, long? count = null) => audit.AppendAsync(new AuditEntry(AuditAction.OdooCall)
    {
        Outcome = outcome,
        ConnectionId = call.Connection.Id,
        TargetType = call.Model,
        Detail = new Dictionary<string, object?> { ["method"] = call.Method, ["account"] = access is null ? null : access.IsService ? "connection" : "own", ["count"] = count },
    });
}
