using Causeway.Mirror.Catalog;
using Causeway.Mirror.Changes;
using Causeway.Mirror.Sync;
using Dapper;
using Npgsql;

namespace Causeway.Mirror.Proof;

/// <summary>Begins a connection's mirror anew, when an administrator has decided which database is the right one.</summary>
internal sealed class MirrorReset(NpgsqlDataSource database)
{
    /// <summary>Reads every record again into the mirror as it is: what Odoo lacks is found by the proofs.</summary>
    public Task ReadAgainAsync(int connectionId, CancellationToken cancellationToken) =>
        SyncStream.ForgetAsync(database, connectionId, DefaultModels.All.Select(model => model.Name), cancellationToken);

    /// <summary>Empties the mirror first. Who follows the feed is told that every record has gone.</summary>
    public async Task EmptyAsync(int connectionId, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await db.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync($"select pg_advisory_xact_lock({ChangeFeed.LockClass}, @connectionId)");
        foreach (var model in DefaultModels.All)
        {
            await ExecuteAsync($"""
                with gone as (delete from {model.Table} where connection_id = @connectionId returning id, state)
                insert into causeway.change (connection_id, model, id, kind)
                select @connectionId, '{model.Name}', id, 'delete'
                from gone
                where state = 'present'
                """);
        }

        await ExecuteAsync("""
            delete from causeway.hold where connection_id = @connectionId;
            delete from causeway.sync_stream where connection_id = @connectionId;
            """);
        await ExecuteAsync($"select pg_notify('{ChangeFeed.Channel}', @connectionId::text)");
        await transaction.CommitAsync(cancellationToken);

        Task ExecuteAsync(string sql) => db.ExecuteAsync(new CommandDefinition(sql, new { connectionId }, cancellationToken: cancellationToken));
    }
}
