using Causeway.Mirror.Catalog;
using Causeway.Mirror.Connections;
using Causeway.Mirror.Records;
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
        await ReadOneModelAsync(connection, model, ids, cancellationToken);
        var companions = await CompanionsAsync(connection, model, ids, cancellationToken);
        foreach (var (companion, after) in companions)
        {
            var before = companionsBefore?.GetValueOrDefault(companion) ?? [];
            var all = before.Union(after).ToArray();
            if (all.Length > 0)
                await ReadOneModelAsync(connection, companion, all, cancellationToken);
        }
    }

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

    private async Task ReadOneModelAsync(OdooConnection connection, MirrorModel model, IReadOnlyList<long> ids, CancellationToken cancellationToken)
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
        var gone = upsert.Staged < ids.Count ? await FindGoneAsync(db, connection, plan, ids, cancellationToken) : [];
        await upsert.MergeAsync(window, cancellationToken);
        foreach (var (id, state) in gone)
            await RecordRemoval.MarkAsync(db, connection.Id, model, [id], state, window, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>
    /// A search leaves out what is deleted and what may not be seen alike; only a read by id tells them apart (wire-facts 6).
    /// </summary>
    private async Task<List<(long Id, string State)>> FindGoneAsync(NpgsqlConnection db, OdooConnection connection, ModelPlan plan, IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        var missing = await db.QueryAsync<long>(new CommandDefinition(
            $"select id from unnest(@ids) id where not exists (select from {UpsertSql.Staging} s where s.id = id.id)",
            new { ids = ids.ToArray() },
            cancellationToken: cancellationToken));
        var gone = new List<(long, string)>();
        foreach (var id in missing)
        {
            if (await AbsenceAsync(connection, plan, id, cancellationToken) is { } state)
                gone.Add((id, state));
        }

        return gone;
    }

    /// <summary>Null where the record is there after all: it came back between the two calls.</summary>
    private async Task<string?> AbsenceAsync(OdooConnection connection, ModelPlan plan, long id, CancellationToken cancellationToken)
    {
        // Asked for its id alone, Odoo looks nothing up and answers for a record that does not exist.
        var column = new OdooFieldSet(plan.Fields.Where(field => field.Stored).Take(1));
        try
        {
            var found = await clients.For(connection).ReadAsync(plan.Model.Name, [id], column, MirrorContext.For(connection), cancellationToken);
            return found.Count == 0 ? "deleted" : null;
        }
        catch (OdooException exception) when (exception.Kind == OdooErrorKind.NoAccess)
        {
            return "hidden";
        }
        catch (OdooException exception) when (exception.Kind == OdooErrorKind.MissingRecord)
        {
            return "deleted";
        }
    }
}
