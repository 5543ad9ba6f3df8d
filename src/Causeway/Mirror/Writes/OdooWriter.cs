using Causeway.Mirror.Catalog;
using Causeway.Mirror.Connections;
using Causeway.Odoo;
using Causeway.Platform.Audit;
using Causeway.Platform.Http;
using Causeway.Platform.Http.Idempotency;
using Dapper;
using Npgsql;

namespace Causeway.Mirror.Writes;

/// <summary>
/// The one way out: writes in Odoo, as the person where they have credentials of their own there, logs who asked for it,
/// and reads the records back by the connection's account before it answers, so that what was written is readable at once.
/// Never repeated by itself: a write whose answer was lost may have been carried out.
/// </summary>
internal sealed class OdooWriter(
    NpgsqlDataSource database, WritingAccounts accounts, ReadBack readBack, RecordOwners owners, CreateOnce once, AuditLog audit, IHttpContextAccessor http)
{
    /// <summary>The request that asks for it, where it came with an Idempotency-Key, by whichever door.</summary>
    private IdempotentRequest? Request => http.HttpContext?.Features.Get<IdempotentRequest>();

    public async Task<long> CreateAsync(WriteOrder order, IReadOnlyDictionary<string, object?> values, CancellationToken cancellationToken)
    {
        var id = 0L;
        await LoggedAsync(order with { Method = "create", Fields = [.. values.Keys] }, async odoo =>
        {
            id = Request is { } request
                ? await once.RunAsync(odoo, order, values, Context(order), request, cancellationToken)
                : await odoo.CreateAsync(order.Model.Name, values, Context(order), cancellationToken);
            return [id];
        }, cancellationToken);
        await readBack.ReadAsync(order.Connection, order.Model, [id], cancellationToken);
        return id;
    }

    /// <summary>Changes the records of the order by one call: all, or none and an exception that says why.</summary>
    public async Task ChangeAsync(WriteOrder order, OdooChange change, CancellationToken cancellationToken)
    {
        // What a record referred to before is read again too: moving a lead off a partner changes both.
        var companions = await readBack.CompanionsAsync(order.Connection, order.Model, order.Ids, cancellationToken);
        await CallAsync(order, change, cancellationToken);
        await readBack.ReadAsync(order.Connection, order.Model, order.Ids, cancellationToken, companions);
    }

    /// <summary>Changes the records of the order, each that Odoo takes, and reads them back together; answers what became of each.</summary>
    public async Task<IReadOnlyDictionary<long, WrittenRecord>> ChangeManyAsync(WriteOrder order, OdooChange change, CancellationToken cancellationToken)
    {
        var companions = await readBack.CompanionsAsync(order.Connection, order.Model, order.Ids, cancellationToken);
        var halving = new Halving(ids => CallAsync(order with { Ids = ids, HalvesRefusals = ids.Count > 1 }, change, cancellationToken));
        var outcomes = await halving.RunAsync(order.Ids);
        foreach (var left in outcomes.Values.Where(result => result.Outcome == WriteOutcome.NotTried).GroupBy(result => result.Error))
            await LogAsync(order with { Method = change.Method, Fields = change.Fields }, [.. left.Select(result => result.Id)], "refused", left.Key);
        return await ConfirmedAsync(order, outcomes, companions, cancellationToken);
    }

    private Task CallAsync(WriteOrder order, OdooChange change, CancellationToken cancellationToken) =>
        LoggedAsync(order with { Method = change.Method, Fields = change.Fields }, async odoo =>
        {
            await change.RunAsync(odoo, order.Ids, Context(order), cancellationToken);
            return order.Ids;
        }, cancellationToken);

    /// <summary>Odoo says the same of a record that is gone and of one that a value points to; the read tells which is gone.</summary>
    private async Task<IReadOnlyDictionary<long, WrittenRecord>> ConfirmedAsync(
        WriteOrder order, IReadOnlyDictionary<long, WrittenRecord> outcomes, IReadOnlyDictionary<MirrorModel, long[]> companions, CancellationToken cancellationToken)
    {
        var touched = outcomes.Values.Where(result => result.Outcome != WriteOutcome.NotTried).Select(result => result.Id).ToArray();
        try
        {
            await readBack.ReadAsync(order.Connection, order.Model, touched, cancellationToken, companions);
        }
        catch (OdooException exception)
        {
            return outcomes.ToDictionary(result => result.Key, result => result.Value is { Outcome: WriteOutcome.Updated } updated
                ? updated with { Outcome = WriteOutcome.Unconfirmed, Error = $"Written, but not read back: {exception.OdooMessage}" }
                : result.Value);
        }

        var existing = await owners.ExistingAsync(order.Connection, order.Model, touched, cancellationToken);
        return outcomes.ToDictionary(result => result.Key, result => result.Value.Outcome == WriteOutcome.NotTried || existing.Contains(result.Key)
            ? result.Value
            : new WrittenRecord(result.Key, WriteOutcome.NotFound, "There is no such record."));
    }

    /// <summary>
    /// Makes a call that somebody chose by name. What it names, what it made and what changes with these is read back where
    /// it is mirrored.
    /// </summary>
    public async Task<object?> PassAsync(WriteOrder order, OdooCall call, Func<object?, IReadOnlyList<long>> made, CancellationToken cancellationToken)
    {
        var mirrored = await readBack.FindAsync(order.Connection, order.Model.Name, cancellationToken);
        var companions = mirrored is null ? null : await readBack.CompanionsAsync(order.Connection, mirrored, order.Ids, cancellationToken);
        var (result, ids) = (default(object), order.Ids);
        await LoggedAsync(order with { Method = call.Method }, async odoo =>
        {
            result = await odoo.CallAsync(call, cancellationToken);
            return ids = [.. order.Ids, .. made(result)];
        }, cancellationToken);
        if (mirrored is not null && ids.Count > 0)
            await readBack.ReadAsync(order.Connection, mirrored, ids, cancellationToken, companions);
        return result;
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
            Request?.Begin();
            var written = await write(odoo);
            Request?.Finish();
            await LogAsync(order, written, "written", null);
        }
        catch (ProblemException refusal)
        {
            Request?.Undo();
            await LogAsync(order, order.Ids, "refused", refusal.Problem.Detail);
            throw;
        }
        catch (OdooException exception) when (!(order.HalvesRefusals && Halving.IsRefusal(exception)))
        {
            if (!MayBeDone(exception))
                Request?.Undo();
            await LogAsync(order, order.Ids, exception.Kind is OdooErrorKind.Refused or OdooErrorKind.NoAccess ? "refused" : "failed", exception.OdooMessage);
            throw;
        }
        catch (OperationCanceledException)
        {
            await LogAsync(order, order.Ids, "failed", "The caller left before Odoo answered: it may have been carried out.");
            throw;
        }
    }

    /// <summary>Whether Odoo may have carried out what ended like this.</summary>
    private static bool MayBeDone(OdooException exception) =>
        !exception.NothingSent && exception.Kind is OdooErrorKind.TimedOut or OdooErrorKind.Unreachable or OdooErrorKind.Malformed or OdooErrorKind.NotOdoo;

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
