using Causeway.Mirror.Catalog;
using Causeway.Mirror.Connections;
using Causeway.Mirror.Proof;
using Causeway.Mirror.Records;
using Causeway.Mirror.Records.Storing;
using Causeway.Mirror.Sync;
using Causeway.Odoo;
using Causeway.Platform.Database;
using Dapper;
using Npgsql;

namespace Causeway.Mirror.Writes;

/// <summary>
/// Reads records afresh by the connection's own account, with those that change with them (a lead and its partner share
/// email and phone), and stores them by the same upsert as a sync.
/// </summary>
internal sealed class ReadBack(NpgsqlDataSource database, OdooClients clients, ModelPlans plans, TimeProvider time)
{
    public async Task ReadAsync(OdooConnection connection, MirrorModel model, IReadOnlyList<long> ids, CancellationToken cancellationToken, IReadOnlyDictionary<MirrorModel, long[]>? companionsBefore = null)
    {
        await ReadAloneAsync(connection, model, ids, cancellationToken);
        var companions = await CompanionsAsync(connection, model, ids, cancellationToken);
        foreach (var (companion, after) in companions)
        {
            var before = companionsBefore?.GetValueOrDefault(companion) ?? [];
            var all = before.Union(after).ToArray();
            if (all.Length > 0)
                await ReadAloneAsync(connection, companion, all, cancellationToken);
        }
    }

    /// <summary>A model that the connection mirrors and the instance has; else null.</summary>
    public async Task<MirrorModel?> FindAsync(OdooConnection connection, string model, CancellationToken cancellationToken) =>
        ConnectionModels.Find(connection, model) is { } found && await plans.FindAsync(connection, found, cancellationToken) is not null ? found : null;

    /// <summary>The records that these refer to and that change with them.</summary>
    public async Task<IReadOnlyDictionary<MirrorModel, long[]>> CompanionsAsync(OdooConnection connection, MirrorModel model, IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        var companions = new Dictionary<MirrorModel, long[]>();
        foreach (var field in model.Companions.Select(name => model.Field(name)!))
        {
            await using var db = await database.OpenConnectionAsync(cancellationToken);
            var column = Sql.Name(field.Name);
            companions[DefaultModels.Find(field.Relation!)!] = [.. await db.QueryAsync<long>(new CommandDefinition(
                $"select distinct {column} from {model.Table} where connection_id = @connection and id = any(@ids) and {column} is not null",
                new { connection = connection.Id, ids = ids.ToArray() },
                cancellationToken: cancellationToken))];
        }

        return companions;
    }

    /// <summary>Reads records afresh without those that change with them; what is gone or hidden is marked so.</summary>
    public async Task ReadAloneAsync(OdooConnection connection, MirrorModel model, IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        var plan = await plans.FindAsync(connection, model, cancellationToken)
            ?? throw new InvalidOperationException($"{model.Name} is not a model of connection {connection.Id}.");
        var query = new OdooQuery { Order = "id", Context = MirrorContext.For(connection) };
        await using var read = await PageRead.BeginAsync(
            database, clients.For(connection), plan, OdooDomain.Where("id", "in", ids), plan.Fields, query, time, cancellationToken);
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await db.BeginTransactionAsync(cancellationToken);
        var upsert = new RecordUpsert(db, connection.Id, plan);
        await upsert.StageAsync(read.Records, cancellationToken);
        var window = await read.EndAsync(db, cancellationToken);
        // Odoo is asked before the merge, which holds up every other one of the connection until the commit.
        var absences = new Absences(new ProvedModel(database, clients.For(connection), connection, plan, time));
        if (upsert.Staged < ids.Count)
            await absences.ConfirmAsync(await MissingAsync(db, connection, model, ids, cancellationToken), cancellationToken);
        await upsert.MergeAsync(window, cancellationToken);
        await RecordRemoval.MarkAsync(db, connection.Id, model, absences.Deleted, "deleted", absences.Window, cancellationToken);
        await RecordRemoval.MarkAsync(db, connection.Id, model, absences.Hidden, "hidden", absences.Window, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>
    /// What the read did not bring and the mirror shows. A search leaves out what is deleted and what may not be seen alike,
    /// and to tell them apart costs calls: of what the mirror does not show either, there is nothing to tell.
    /// </summary>
    private static async Task<IReadOnlyList<long>> MissingAsync(NpgsqlConnection db, OdooConnection connection, MirrorModel model, IReadOnlyList<long> ids, CancellationToken cancellationToken) =>
        [.. await db.QueryAsync<long>(new CommandDefinition(
            $"""
            select r.id
            from {model.Table} r
            where r.connection_id = @connection
              and r.id = any(@ids)
              and r.state = 'present'
              and not exists (select from {UpsertSql.Staging} s where s.id = r.id)
            """,
            new { connection = connection.Id, ids = ids.ToArray() },
            cancellationToken: cancellationToken))];
}
