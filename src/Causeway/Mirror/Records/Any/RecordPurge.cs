using System.Globalization;
using Causeway.Mirror.Catalog;
using Causeway.Mirror.Records.Storing;
using Causeway.Platform.Audit;
using Causeway.Platform.Database;
using Causeway.Platform.Http;
using Dapper;
using Npgsql;

namespace Causeway.Mirror.Records.Any;

/// <summary>Removes a row for good that Odoo has deleted, with what was kept of its past.</summary>
internal sealed class RecordPurge(NpgsqlDataSource database, AuditLog audit)
{
    /// <summary>Null where it is done.</summary>
    public async Task<Problem?> RunAsync(Viewer viewer, MirrorModel model, long id, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await db.BeginTransactionAsync(cancellationToken);
        var state = await LockAsync(db, viewer, model, id, cancellationToken);
        if (state is null)
            return Problems.NotFound($"There is no record {id} of {model.Name}.");
        if (state != "deleted")
            return Problems.Conflict($"{model.Name} {id} is still there in Odoo. Delete it there first; what Odoo has deleted can be purged here.");
        var key = new { connection = viewer.Connection.Id, id, model = model.Name, actor = viewer.Caller.AuditName };
        await RecordErasure.RunAsync(db, model, "t.connection_id = @connection and t.id = @id", key, cancellationToken);
        await db.ExecuteAsync(new CommandDefinition(
            """
            insert into causeway.write_log (connection_id, actor, model, ids, method, outcome)
            values (@connection, @actor, @model, array[@id], 'purge', 'written')
            """,
            key,
            cancellationToken: cancellationToken));
        await audit.AppendAsync(db, Audited(viewer, model, id), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return null;
    }

    /// <summary>The state of the row, which stays as it is meanwhile; null where the viewer sees none.</summary>
    private static async Task<string?> LockAsync(NpgsqlConnection db, Viewer viewer, MirrorModel model, long id, CancellationToken cancellationToken)
    {
        var sql = new SqlText()
            .Append($"select r.state from {(SqlRaw)model.Table} r where r.connection_id = {viewer.Connection.Id} and r.id = {id}")
            .Where(model, viewer, deleted: true)
            .Append($" for update");
        await using var command = sql.ToCommand(db);
        return (string?)await command.ExecuteScalarAsync(cancellationToken);
    }

    private static AuditEntry Audited(Viewer viewer, MirrorModel model, long id) => new(AuditAction.RecordPurge)
    {
        ConnectionId = viewer.Connection.Id,
        TargetType = model.Name,
        TargetIds = [id.ToString(CultureInfo.InvariantCulture)],
    };
}
