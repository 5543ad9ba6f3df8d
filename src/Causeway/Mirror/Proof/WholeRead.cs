using Causeway.Mirror.Records;
using Causeway.Mirror.Records.Storing;
using Causeway.Mirror.Sync;
using Causeway.Mirror.Sync.Unreadable;
using Causeway.Odoo;
using Dapper;
using Npgsql;

namespace Causeway.Mirror.Proof;

/// <summary>Reads whole records and stores them by the same upsert as a sync, counting what no write_date had told.</summary>
internal sealed class WholeRead(ProvedModel model)
{
    public const int Page = 1_000;

    public UpsertCounts Counts { get; private set; }

    /// <summary>Records whose content differed under the same write_date.</summary>
    public long SilentRepairs { get; private set; }

    /// <summary>Of the held records, those that Odoo has shown.</summary>
    public List<long> Returned { get; } = [];

    /// <summary>Reads by id; answers those that did not come back: deleted, or out of sight.</summary>
    public async Task<IReadOnlyList<long>> ReadAsync(IEnumerable<long> ids, CancellationToken cancellationToken)
    {
        var missing = new List<long>();
        foreach (var some in ids.Chunk(Page))
            missing.AddRange(await ReadPieceAsync(some, cancellationToken));
        return missing;
    }

    /// <summary>By halves where Odoo cannot read them together, until the record that it cannot read is alone (design 5.5).</summary>
    private async Task<IEnumerable<long>> ReadPieceAsync(long[] ids, CancellationToken cancellationToken)
    {
        try
        {
            return ids.Except(await StoreAsync(OdooDomain.Where("id", "in", ids), cancellationToken));
        }
        catch (OdooException fault) when (PageFault.IsOne(fault) && fault.Kind != OdooErrorKind.UnknownField)
        {
            if (ids.Length > 1)
                return [.. await ReadPieceAsync(ids[..(ids.Length / 2)], cancellationToken), .. await ReadPieceAsync(ids[(ids.Length / 2)..], cancellationToken)];
            if (fault.Kind == OdooErrorKind.NoAccess)
                return ids;
            await new Quarantine(model.Database, model.Connection.Id, model.Name, model.Time).AddAsync(ids[0], fault, cancellationToken);
            return [];
        }
    }

    /// <summary>Reads every record that the account sees; answers their ids.</summary>
    public async Task<HashSet<long>> ReadAllAsync(CancellationToken cancellationToken)
    {
        var all = new HashSet<long>();
        long[] read;
        do
        {
            read = await StoreAsync(model.Readable.And(OdooDomain.Where("id", ">", all.Count == 0 ? 0 : all.Max())), cancellationToken);
            all.UnionWith(read);
        }
        while (read.Length == Page);
        return all;
    }

    private async Task<long[]> StoreAsync(OdooDomain domain, CancellationToken cancellationToken)
    {
        var query = new OdooQuery { Limit = Page, Order = "id", Context = model.Context };
        await using var read = await PageRead.BeginAsync(model.Database, model.Odoo, model.Plan, domain, model.Plan.Fields, query, model.Time, cancellationToken);
        await using var db = await model.Database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await db.BeginTransactionAsync(cancellationToken);
        var upsert = new RecordUpsert(db, model.Connection.Id, model.Plan);
        await upsert.StageAsync(read.Records, cancellationToken);
        var window = await read.EndAsync(db, cancellationToken);
        var (silent, ids) = await LookAsync(db, cancellationToken);
        Counts += await upsert.MergeAsync(window, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        SilentRepairs += silent;
        Returned.AddRange(model.Held.Intersect(ids));
        return ids;
    }

    private Task<(long Silent, long[] Ids)> LookAsync(NpgsqlConnection db, CancellationToken cancellationToken) => db.QuerySingleAsync<(long, long[])>(new CommandDefinition(
        $"""
        select count(*) filter (where r.state = 'present' and r.write_date is not distinct from s.write_date and r.content_hash <> s.content_hash),
               coalesce(array_agg(s.id), '{"{}"}')
        from {UpsertSql.Staging} s
        left join {model.Table} r on r.connection_id = @connection and r.id = s.id
        """,
        new { connection = model.Connection.Id },
        cancellationToken: cancellationToken));
}
