using System.Globalization;
using Causeway.Mirror.Catalog;
using Causeway.Mirror.Connections;
using Causeway.Odoo;
using Causeway.Platform.Audit;
using Causeway.Platform.Http;
using Dapper;
using Npgsql;

namespace Causeway.Mirror.Writes;

/// <summary>
/// The one way out: writes in Odoo, as the person where they have credentials of their own there, logs who asked for it,
/// and reads the records back by the connection's account before it answers, so that what was written is readable at once.
/// Never repeated by itself: a write whose answer was lost may have been carried out.
/// </summary>
internal sealed class OdooWriter(NpgsqlDataSource database, WritingAccounts accounts, ReadBack readBack, AuditLog audit)
{
    public async Task<long> CreateAsync(WriteOrder order, IReadOnlyDictionary<string, object?> values, CancellationToken cancellationToken)
    {
        var id = 0L;
        await LoggedAsync(order with { Method = "create", Fields = [.. values.Keys] }, async odoo =>
        {
            id = await odoo.CreateAsync(order.Model.Name, values, Context(order), cancellationToken);
            return [id];
        }, cancellationToken);
        await readBack.ReadAsync(order.Connection, order.Model, [id], cancellationToken);
        return id;
    }

    public async Task UpdateAsync(WriteOrder order, IReadOnlyList<long> ids, IReadOnlyDictionary<string, object?> values, CancellationToken cancellationToken)
    {
        // What the record referred to before is read again too: moving a lead off a partner changes both.
        var companions = await readBack.CompanionsAsync(order.Connection, order.Model, ids, cancellationToken);
        await LoggedAsync(order with { Method = "write", Fields = [.. values.Keys] }, async odoo =>
        {
            await odoo.WriteAsync(order.Model.Name, ids, values, Context(order), cancellationToken);
            return ids;
        }, cancellationToken);
        await readBack.ReadAsync(order.Connection, order.Model, ids, cancellationToken, companions);
    }

    /// <summary>Calls one of Odoo's own methods on records, such as those that mark a lead won or lost.</summary>
    public async Task CallAsync(WriteOrder order, string method, IReadOnlyDictionary<string, object?> arguments, CancellationToken cancellationToken)
    {
        await LoggedAsync(order with { Method = method, Fields = [.. arguments.Keys] }, async odoo =>
        {
            var call = new OdooCall(order.Model.Name, method) { Ids = order.Ids, Arguments = arguments, Context = Context(order) };
            await odoo.CallAsync(call, cancellationToken);
            return order.Ids;
        }, cancellationToken);
        await readBack.ReadAsync(order.Connection, order.Model, order.Ids, cancellationToken);
    }

    public async Task DeleteAsync(WriteOrder order, IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        await LoggedAsync(order with { Method = "unlink" }, async odoo =>
        {
            await odoo.UnlinkAsync(order.Model.Name, ids, Context(order), cancellationToken);
            return ids;
        }, cancellationToken);
        await readBack.ReadAsync(order.Connection, order.Model, ids, cancellationToken);
    }

    /// <summary>
    /// Changes what is not mirrored, such as automation rules: by the connection's account, whose rules they are, logged,
    /// and nothing is read back.
    /// </summary>
    public async Task<T> ChangeUnmirroredAsync<T>(
        OdooConnection connection, string actor, string model, string method, IReadOnlyList<long> ids, Func<OdooClient, Task<T>> change)
    {
        var order = new WriteOrder(connection, new MirrorModel(model, []) { Entity = model }, actor, UserId: null) { Ids = ids, Method = method };
        var result = default(T);
        await LoggedAsync(order, async odoo =>
        {
            result = await change(odoo);
            return result as IReadOnlyList<long> ?? ids;
        }, CancellationToken.None);
        return result!;
    }

    /// <summary>Odoo's refusals come in the language of the connection, as its pages would show them.</summary>
    private static OdooContext Context(WriteOrder order) => new() { Lang = order.Connection.Lang };

    private async Task LoggedAsync(WriteOrder order, Func<OdooClient, Task<IReadOnlyList<long>>> write, CancellationToken cancellationToken)
    {
        var account = await accounts.ChooseAsync(order, cancellationToken);
        order = order with { OwnUid = account.OwnUid };
        try
        {
            var odoo = await account.OpenAsync(cancellationToken);
            await LogAsync(order, await write(odoo), "written", null);
        }
        catch (ProblemException refusal)
        {
            await LogAsync(order, order.Ids, "refused", refusal.Problem.Detail);
            throw;
        }
        catch (OdooException exception)
        {
            await LogAsync(order, order.Ids, exception.Kind is OdooErrorKind.Refused or OdooErrorKind.NoAccess ? "refused" : "failed", exception.OdooMessage);
            throw;
        }
        catch (OperationCanceledException)
        {
            await LogAsync(order, order.Ids, "failed", "The caller left before Odoo answered: it may have been carried out.");
            throw;
        }
    }

    /// <summary>Not cancelled with the request: what was done is on record even when nobody waits for the answer.</summary>
    private async Task LogAsync(WriteOrder order, IReadOnlyList<long> ids, string outcome, string? message)
    {
        await using var connection = await database.OpenConnectionAsync(CancellationToken.None);
        await connection.ExecuteAsync(
            """
            insert into causeway.write_log (connection_id, actor, odoo_uid, model, ids, method, fields, outcome, message)
            values (@Connection, @Actor, @OwnUid, @Model, @Ids, @Method, @Fields, @Outcome, @Message)
            """,
            new
            {
                Connection = order.Connection.Id,
                order.Actor,
                order.OwnUid,
                Model = order.Model.Name,
                Ids = ids.ToArray(),
                order.Method,
                order.Fields,
                Outcome = outcome,
                Message = message,
            });
        await audit.AppendAsync(connection, order.Audited(ids, outcome), CancellationToken.None);
    }
}

/// <summary>Who asks for a write, and where.</summary>
/// <param name="Connection">Whose Odoo is written to.</param>
/// <param name="Model">What is written.</param>
/// <param name="Actor">Who asks, for the record.</param>
/// <param name="UserId">Whose own credentials are used where they have some; null for what is the connection's own business.</param>
internal sealed record WriteOrder(OdooConnection Connection, MirrorModel Model, string Actor, Guid? UserId)
{
    public IReadOnlyList<long> Ids { get; init; } = [];

    public string Method { get; init; } = "";

    public string[] Fields { get; init; } = [];

    /// <summary>The Odoo user as whom it is made by their own credentials; null for the connection's account.</summary>
    public long? OwnUid { get; init; }

    /// <summary>What the audit log keeps of it: which fields, never their values, and none of Odoo's words, which may quote them.</summary>
    public AuditEntry Audited(IReadOnlyList<long> ids, string outcome) => new(AuditAction.OdooWrite)
    {
        Outcome = outcome switch
        {
            "written" => AuditOutcome.Done,
            "refused" => AuditOutcome.Refused,
            _ => AuditOutcome.Failed,
        },
        ConnectionId = Connection.Id,
        TargetType = Model.Name,
        TargetIds = [.. ids.Select(id => id.ToString(CultureInfo.InvariantCulture))],
        Detail = new Dictionary<string, object?>
        {
            ["method"] = Method,
            ["fields"] = Fields,
            ["account"] = OwnUid is null ? "connection" : "own",
            ["odoo_user_id"] = OwnUid ?? Connection.OdooUid,
        },
    };
}
