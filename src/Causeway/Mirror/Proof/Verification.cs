using Causeway.Mirror.Catalog;
using Causeway.Mirror.Connections;
using Causeway.Mirror.Connections.Hosts;
using Causeway.Mirror.Records;
using Causeway.Mirror.Records.Storing;
using Causeway.Mirror.Sync;
using Causeway.Odoo;
using Dapper;

namespace Causeway.Mirror.Proof;

/// <summary>One record that the mirror and Odoo have differently.</summary>
/// <param name="Model">The model.</param>
/// <param name="Id">The record.</param>
/// <param name="Kind"><c>missing</c> here, <c>extra</c> here, or <c>different</c>.</param>
/// <param name="Fields">In which fields, where they were compared.</param>
internal sealed record Difference(string Model, long Id, string Kind, string[] Fields);

/// <summary>What a comparison found. Nothing was changed by it.</summary>
internal sealed record VerificationReport
{
    public required bool Full { get; init; }

    public bool Equal => Count == 0;

    /// <summary>By model: how many records were compared.</summary>
    public required IReadOnlyDictionary<string, long> Compared { get; init; }

    /// <summary>How many differ.</summary>
    public required long Count { get; init; }

    /// <summary>Records that changed while we looked, or since the last sync: the next one brings them.</summary>
    public required long Pending { get; init; }

    /// <summary>The first thousand.</summary>
    public required IReadOnlyList<Difference> Differences { get; init; }
}

internal sealed record VerificationProgress(string Model, long Done, long Total);

/// <summary>Compares the mirror with Odoo: ids and dates by the alarm, or every field of every record.</summary>
internal sealed class Verification(Proofs proofs, Npgsql.NpgsqlDataSource database)
{
    private const int Page = 2_000;
    private const int Shown = 1_000;

    public async Task<VerificationReport> RunAsync(OdooConnection connection, bool full, Action<VerificationProgress> show, CancellationToken cancellationToken)
    {
        Calls.Priority = CallPriority.Proof;
        var (compared, found) = (new Dictionary<string, long>(), new List<Difference>());
        var (count, pending) = (0L, 0L);
        foreach (var state in await ProofState.AllAsync(database, connection.Id, cancellationToken))
        {
            if (state.Phase != "live" || ConnectionModels.Find(connection, state.Model) is not { } model || await proofs.FindAsync(connection, model, cancellationToken) is not { } proved)
                continue;
            compared[model.Name] = await proved.CountAsync(cancellationToken);
            show(new VerificationProgress(model.Name, 0, compared[model.Name]));
            var one = full ? await CompareAsync(proved, state, compared[model.Name], show, cancellationToken) : await AlarmAsync(proved, state, cancellationToken);
            (count, pending) = (count + one.Differences.Count, pending + one.Pending);
            found.AddRange(one.Differences.Take(Shown - found.Count));
            show(new VerificationProgress(model.Name, compared[model.Name], compared[model.Name]));
        }

        return new VerificationReport { Full = full, Compared = compared, Count = count, Pending = pending, Differences = found };
    }

    private static async Task<(IReadOnlyList<Difference> Differences, long Pending)> AlarmAsync(ProvedModel model, ProofState state, CancellationToken cancellationToken)
    {
        var differences = await new Alarm(model).FindAsync(state.RecentFrom(model.Time), [], cancellationToken);
        var named = differences.Ids.Where(id => !(differences.OdooDate(id) >= state.Cursor?.UtcDateTime)).Order();
        Difference[] found = [.. named.Select(id => new Difference(model.Name, id, differences.KindOf(id), []))];
        return (found, differences.Ids.Count - found.Length);
    }

    private static async Task<(IReadOnlyList<Difference> Differences, long Pending)> CompareAsync(
        ProvedModel model, ProofState state, long total, Action<VerificationProgress> show, CancellationToken cancellationToken)
    {
        var found = new List<Difference>();
        var (pending, done, after) = (0L, 0L, 0L);
        while (after < long.MaxValue)
        {
            var page = await ComparePageAsync(model, state, after, cancellationToken);
            found.AddRange(page.Rows.Where(row => !row.Pending).Select(row => new Difference(model.Name, row.Id, row.Kind, row.Fields ?? [])));
            pending += page.Rows.Count(row => row.Pending);
            (done, after) = (done + page.Read, page.Last);
            show(new VerificationProgress(model.Name, done, Math.Max(done, total)));
        }

        return (found, pending);
    }

    private static async Task<(IReadOnlyList<Row> Rows, long Read, long Last)> ComparePageAsync(ProvedModel model, ProofState state, long after, CancellationToken cancellationToken)
    {
        var query = new OdooQuery { Limit = Page, Order = "id", Context = model.Context };
        var domain = model.Readable.And(OdooDomain.Where("id", ">", after));
        var started = await ReadStamps.NextAsync(model.Database, cancellationToken);
        await using var read = await PageRead.BeginAsync(model.Database, model.Odoo, model.Plan, domain, model.Plan.Fields, query, model.Time, cancellationToken);
        await using var db = await model.Database.OpenConnectionAsync(cancellationToken);
        // Never committed: the page is staged to be looked at, and forgotten.
        await using var transaction = await db.BeginTransactionAsync(cancellationToken);
        var upsert = new RecordUpsert(db, model.Connection.Id, model.Plan);
        await upsert.StageAsync(read.Records, cancellationToken);
        var last = upsert.Staged < Page ? long.MaxValue : upsert.LastId;
        var rows = await db.QueryAsync<Row>(new CommandDefinition(
            $"""
            select coalesce(m.id, o.id) as id,
                   case when o.id is null then 'missing' when m.id is null then 'extra' else 'different' end as kind,
                   case when o.id is not null and m.id is not null then {model.Plan.Upsert.ChangedFields} end as fields,
                   coalesce(o.read_ended > @started, false) or coalesce(m.write_date >= @cursor, false) as pending
            from {UpsertSql.Staging} m
            full join (
              select *
              from {model.Table} r
              where r.connection_id = @connection
                and r.state = 'present'
                and r.id > @after
                and r.id <= @last
                and r.id <> all(@excluded)
            ) o on o.id = m.id
            where o.id is null
               or m.id is null
               or o.content_hash <> m.content_hash
               or o.write_date is distinct from m.write_date
            order by 1
            """,
            new { connection = model.Connection.Id, started, cursor = state.Cursor, after, last, excluded = model.Quarantined.Concat(model.Held).ToArray() },
            cancellationToken: cancellationToken));
        return (rows.AsList(), upsert.Staged, last);
    }

    private sealed record Row
    {
        public long Id { get; init; }

        public string Kind { get; init; } = "";

        public string[]? Fields { get; init; }

        public bool Pending { get; init; }
    }
}
