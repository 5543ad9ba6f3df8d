using Causeway.Mirror.Catalog;
using Causeway.Mirror.Changes;
using Causeway.Mirror.Connections;
using Causeway.Mirror.Sync;
using Dapper;
using Npgsql;

namespace Causeway.Mirror.Proof;

/// <summary>
/// Begins a connection's mirror anew, when an administrator has decided which database is the right one, and takes out the
/// models that they no longer mirror.
/// </summary>
internal sealed class MirrorReset(NpgsqlDataSource database)
{
    /// <summary>Reads every record again into the mirror as it is: what Odoo lacks is found by the proofs.</summary>
    public Task ReadAgainAsync(OdooConnection connection, CancellationToken cancellationToken) =>
        SyncStream.ForgetAsync(database, connection.Id, Kept(connection).Select(model => model.Name), cancellationToken);

    /// <summary>Empties the mirror first. Who follows the feed is told that every record has gone.</summary>
    public Task EmptyAsync(OdooConnection connection, CancellationToken cancellationToken) =>
        EmptyAsync(
            connection.Id,
            Kept(connection).Select(model => model.Name),
            """
            delete from causeway.hold where connection_id = @connectionId;
            delete from causeway.sync_stream where connection_id = @connectionId;
            delete from odoo.name where connection_id = @connectionId;
            """,
            cancellationToken);

    /// <summary>
    /// Removes the records of models that an administrator added once and mirrors no more. Only under the connection's run
    /// lock: a run that began before would fill them again.
    /// </summary>
    public async Task TakeOutAsync(OdooConnection connection, CancellationToken cancellationToken)
    {
        foreach (var model in await NoLongerChosenAsync(connection, cancellationToken))
        {
            await EmptyAsync(
                connection.Id,
                [model],
                """
                delete from causeway.hold where connection_id = @connectionId and model = any(@models);
                delete from causeway.quarantine where connection_id = @connectionId and model = any(@models);
                delete from causeway.custom_fields where connection_id = @connectionId and model = any(@models);
                delete from causeway.sync_stream where connection_id = @connectionId and model = any(@models);
                """,
                cancellationToken);
        }
    }

    private async Task<string[]> NoLongerChosenAsync(OdooConnection connection, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        return [.. await db.QueryAsync<string>(new CommandDefinition(
            "select model from causeway.sync_stream where connection_id = @Id and model <> all(@kept)",
            new { connection.Id, kept = Kept(connection).Select(model => model.Name).ToArray() },
            cancellationToken: cancellationToken))];
    }

    /// <summary>What is mirrored, and what was before its entity was switched off.</summary>
    private static IEnumerable<MirrorModel> Kept(OdooConnection connection) =>
        DefaultModels.All.UnionBy(ConnectionModels.Of(connection), model => model.Name);

    private async Task EmptyAsync(int connectionId, IEnumerable<string> models, string besides, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await db.BeginTransactionAsync(cancellationToken);
        var parameters = new { connectionId, models = models.ToArray() };
        await ExecuteAsync($"select pg_advisory_xact_lock({ChangeFeed.LockClass}, @connectionId)");
        foreach (var model in parameters.models)
            await ExecuteAsync(Emptying(model));
        await ExecuteAsync(besides);
        await ExecuteAsync($"select pg_notify('{ChangeFeed.Channel}', @connectionId::text)");
        await transaction.CommitAsync(cancellationToken);

        Task ExecuteAsync(string sql) => db.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken));
    }

    private static string Emptying(string model) => $"""
        with gone as (delete from odoo.{TableName.Of(model)} where connection_id = @connectionId returning id, state)
        insert into causeway.change (connection_id, model, id, kind)
        select @connectionId, '{model}', id, 'delete'
        from gone
        where state = 'present'
        """;
}
