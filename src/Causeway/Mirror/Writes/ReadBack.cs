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
        var gone = upsert.Staged < ids.Count ? await FindGoneAsync(db, connection, plan, ids, cancellationToken) : [];
        await upsert.MergeAsync(window, cancellationToken);
        foreach (var group in gone.GroupBy(one => one.State, one => one.Id))
            await RecordRemoval.MarkAsync(db, connection.Id, model, [.. group], group.Key, window, cancellationToken);
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
        await AddGoneAsync(connection, plan, [.. missing], gone, cancellationToken);
        return gone;
    }

    /// <summary>
    /// Reads the ids together: what does not come back is deleted. One that may not be seen fails them all, so they are
    /// halved until it stands alone. What comes back after all came back between the two calls.
    /// </summary>
    private async Task AddGoneAsync(OdooConnection connection, ModelPlan plan, long[] ids, List<(long Id, string State)> gone, CancellationToken cancellationToken)
    {
        if (ids.Length == 0)
            return;
        // Asked for its id alone, Odoo looks nothing up and answers for a record that does not exist.
        var column = new OdooFieldSet(plan.Fields.Where(field => field.Stored).Take(1));
        try
        {
            var found = await clients.For(connection).ReadAsync(plan.Model.Name, ids, column, MirrorContext.For(connection), cancellationToken);
            gone.AddRange(ids.Except(found.Select(record => record.Id)).Select(id => (id, "deleted")));
        }
        catch (OdooException exception) when (ids.Length > 1 && exception.Kind is (OdooErrorKind.NoAccess or OdooErrorKind.MissingRecord))
        {
            await AddGoneAsync(connection, plan, ids[..(ids.Length / 2)], gone, cancellationToken);
            await AddGoneAsync(connection, plan, ids[(ids.Length / 2)..], gone, cancellationToken);
        }
        catch (OdooException exception) when (exception.Kind == OdooErrorKind.NoAccess)
        {
            gone.Add((ids[0], "hidden"));
        }
        catch (OdooException exception) when (exception.Kind == OdooErrorKind.MissingRecord)
        {
            gone.Add((ids[0], "deleted"));
        }
    }
}
