using Causeway.Mirror.Catalog;
using Causeway.Platform.Http;
using Dapper;
using Npgsql;

namespace Causeway.Mirror.Records.Any;

/// <summary>Removes a row for good that Odoo has deleted, with what was kept of its past.</summary>
internal sealed class RecordPurge(NpgsqlDataSource database)
{
    /// <summary>Null where it is done.</summary>
    public async Task<Problem?> RunAsync(Viewer viewer, MirrorModel model, long id, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await db.BeginTransactionAsync(cancellationToken);
        var key = new { connection = viewer.Connection.Id, id, model = model.Name, actor = viewer.Caller.AuditName };
        var state = await db.ExecuteScalarAsync<string?>(new CommandDefinition(
            $"select state from {model.Table} where connection_id = @connection and id = @id for update", key, cancellationToken: cancellationToken));
        if (state is null)
            return Problems.NotFound($"There is no record {id} of {model.Name}.");
        if (state != "deleted")
            return Problems.Conflict($"{model.Name} {id} is not deleted in Odoo; only what is gone there can be purged here.");
        await db.ExecuteAsync(new CommandDefinition(
            $"""
            delete from {model.Table} where connection_id = @connection and id = @id;
            delete from causeway.lead_history where connection_id = @connection and lead_id = @id and @model = 'crm.lead';
            insert into causeway.write_log (connection_id, actor, model, ids, method, outcome)
            values (@connection, @actor, @model, array[@id], 'purge', 'written')
            """,
            key,
            cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
        return null;
    }
}
