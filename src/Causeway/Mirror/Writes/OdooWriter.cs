using Causeway.Mirror.Catalog;
using Causeway.Mirror.Connections;
using Causeway.Odoo;
using Dapper;
using Npgsql;

namespace Causeway.Mirror.Writes;

/// <summary>
/// The one way out: writes in Odoo, logs who asked for it, and reads the records back before it answers, so that what was
/// written is readable at once. Never repeated by itself: a write whose answer was lost may have been carried out.
/// </summary>
internal sealed class OdooWriter(NpgsqlDataSource database, OdooClients clients, ReadBack readBack)
{
    public async Task<long> CreateAsync(WriteOrder order, IReadOnlyDictionary<string, object?> values, CancellationToken cancellationToken)
    {
        var id = 0L;
        await LoggedAsync(order with { Method = "create", Fields = [.. values.Keys] }, async () =>
        {
            id = await Client(order).CreateAsync(order.Model.Name, values, Context(order), cancellationToken);
            return [id];
        });
        await readBack.ReadAsync(order.Connection, order.Model, [id], cancellationToken);
        return id;
    }

    public async Task UpdateAsync(WriteOrder order, IReadOnlyList<long> ids, IReadOnlyDictionary<string, object?> values, CancellationToken cancellationToken)
    {
        // What the record referred to before is read again too: moving a lead off a partner changes both.
        var companions = await readBack.CompanionsAsync(order.Connection, order.Model, ids, cancellationToken);
        await LoggedAsync(order with { Method = "write", Fields = [.. values.Keys] }, async () =>
        {
            await Client(order).WriteAsync(order.Model.Name, ids, values, Context(order), cancellationToken);
            return ids;
        });
        await readBack.ReadAsync(order.Connection, order.Model, ids, cancellationToken, companions);
    }

    /// <summary>Calls one of Odoo's own methods on records, such as those that mark a lead won or lost.</summary>
    public async Task CallAsync(WriteOrder order, string method, IReadOnlyDictionary<string, object?> arguments, CancellationToken cancellationToken)
    {
        await LoggedAsync(order with { Method = method, Fields = [.. arguments.Keys] }, async () =>
        {
            var call = new OdooCall(order.Model.Name, method) { Ids = order.Ids, Arguments = arguments, Context = Context(order) };
            await Client(order).CallAsync(call, cancellationToken);
            return order.Ids;
        });
        await readBack.ReadAsync(order.Connection, order.Model, order.Ids, cancellationToken);
    }

    public async Task DeleteAsync(WriteOrder order, IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        await LoggedAsync(order with { Method = "unlink" }, async () =>
        {
            await Client(order).UnlinkAsync(order.Model.Name, ids, Context(order), cancellationToken);
            return ids;
        });
        await readBack.ReadAsync(order.Connection, order.Model, ids, cancellationToken);
    }

    /// <summary>Changes what is not mirrored, such as automation rules: logged, and nothing is read back.</summary>
    public async Task<T> ChangeUnmirroredAsync<T>(
        OdooConnection connection, string actor, string model, string method, IReadOnlyList<long> ids, Func<OdooClient, Task<T>> change)
    {
        var order = new WriteOrder(connection, new MirrorModel(model, []) { Entity = model }, actor) { Ids = ids, Method = method };
        var result = default(T);
        await LoggedAsync(order, async () =>
        {
            result = await change(clients.For(connection));
            return result as IReadOnlyList<long> ?? ids;
        });
        return result!;
    }

    private OdooClient Client(WriteOrder order) => clients.For(order.Connection);

    /// <summary>Odoo's refusals come in the language of the connection, as its pages would show them.</summary>
    private static OdooContext Context(WriteOrder order) => new() { Lang = order.Connection.Lang };

    private async Task LoggedAsync(WriteOrder order, Func<Task<IReadOnlyList<long>>> write)
    {
        try
        {
            await LogAsync(order, await write(), "written", null);
        }
        catch (OdooException exception)
        {
            await LogAsync(order, order.Ids, exception.Kind == OdooErrorKind.Refused ? "refused" : "failed", exception.OdooMessage);
            throw;
        }
    }

    /// <summary>Not cancelled with the request: what was done is on record even when nobody waits for the answer.</summary>
    private async Task LogAsync(WriteOrder order, IReadOnlyList<long> ids, string outcome, string? message)
    {
        await using var connection = await database.OpenConnectionAsync(CancellationToken.None);
        await connection.ExecuteAsync(
            """
            insert into causeway.write_log (connection_id, actor, model, ids, method, fields, outcome, message)
            values (@Connection, @Actor, @Model, @Ids, @Method, @Fields, @Outcome, @Message)
            """,
            new
            {
                Connection = order.Connection.Id,
                order.Actor,
                Model = order.Model.Name,
                Ids = ids.ToArray(),
                order.Method,
                order.Fields,
                Outcome = outcome,
                Message = message,
            });
    }
}

/// <summary>Who asks for a write, and where.</summary>
internal sealed record WriteOrder(OdooConnection Connection, MirrorModel Model, string Actor)
{
    public IReadOnlyList<long> Ids { get; init; } = [];

    public string Method { get; init; } = "";

    public string[] Fields { get; init; } = [];
}
