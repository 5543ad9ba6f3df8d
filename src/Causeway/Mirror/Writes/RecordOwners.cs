using Causeway.Mirror.Catalog;
using Causeway.Mirror.Connections;
using Causeway.Mirror.Records;
using Causeway.Platform.Database;
using Dapper;
using Npgsql;

namespace Causeway.Mirror.Writes;

/// <summary>What the mirror says of records before and after they are written.</summary>
internal sealed class RecordOwners(NpgsqlDataSource database)
{
    /// <summary>Whose the records are, of those that the viewer sees.</summary>
    public async Task<IReadOnlyDictionary<long, Ownership>> OfAsync(RecordQuery query, IReadOnlyCollection<long> ids, CancellationToken cancellationToken)
    {
        var model = query.Shape.Model;
        var sql = new SqlText();
        sql.Append($"select r.id, {Column(model.SalespersonField)}, {Column(model.TeamField)}, {Column(model.Field("create_uid")?.Name)}\n");
        sql.From(model, query.Viewer);
        query.Where(sql);
        sql.Append($" and r.id = any({ids.ToArray()})");
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        await using var command = sql.ToCommand(db);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var owners = new Dictionary<long, Ownership>();
        while (await rows.ReadAsync(cancellationToken))
            owners[rows.GetInt64(0)] = new Ownership { Salesperson = Id(rows, 1), Team = Id(rows, 2), Creator = Id(rows, 3) };
        return owners;
    }

    /// <summary>Those that Odoo has not deleted, whoever may see them.</summary>
    public async Task<IReadOnlySet<long>> ExistingAsync(OdooConnection connection, MirrorModel model, IReadOnlyCollection<long> ids, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        return (await db.QueryAsync<long>(new CommandDefinition(
            $"select id from {model.Table} where connection_id = @connection and id = any(@ids) and state <> 'deleted'",
            new { connection = connection.Id, ids = ids.ToArray() },
            cancellationToken: cancellationToken))).ToHashSet();
    }

    private static SqlRaw Column(string? field) => field is null ? "null::bigint" : $"r.{Sql.Name(field)}";

    private static long? Id(NpgsqlDataReader rows, int column) => rows.IsDBNull(column) ? null : rows.GetInt64(column);
}
