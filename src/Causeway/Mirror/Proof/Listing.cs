using Causeway.Mirror.Sync;
using Causeway.Odoo;
using Npgsql;
using NpgsqlTypes;

namespace Causeway.Mirror.Proof;

/// <summary>
/// Lists id and write_date of some records in Odoo and compares them with the mirror, page by page: memory does not grow
/// with what is listed.
/// </summary>
internal sealed class Listing(ProvedModel model, Differences differences)
{
    public const int Page = ChangedRecords.ListPage;

    /// <summary>Conditions of one call: Odoo looks at each for every record.</summary>
    private const int SpansACall = 100;

    public async Task CompareAsync(IReadOnlyList<OdooRange> spans, CancellationToken cancellationToken)
    {
        foreach (var some in Spans.Joined(spans).Chunk(SpansACall))
            await CompareAsync(some, null, cancellationToken);
    }

    /// <summary>Of one stretch of time, the records in some ranges of ids.</summary>
    public async Task CompareAsync(OdooRange span, IReadOnlyList<(long First, long Last)> parts, CancellationToken cancellationToken)
    {
        foreach (var some in parts.Chunk(SpansACall))
            await CompareAsync([span], some, cancellationToken);
    }

    /// <summary>Every record: also those without a write_date, and those of a model that has none.</summary>
    public Task CompareAllAsync(CancellationToken cancellationToken) => CompareAsync(null, null, cancellationToken);

    /// <summary>Takes note of the records without a write_date, of either side.</summary>
    public async Task FindUndatedAsync(CancellationToken cancellationToken)
    {
        var undated = model.Plan.Within(model.Readable.And(OdooDomain.Where("write_date", "=", null)));
        differences.AddUndated(await model.Odoo.SearchAsync(model.Plan.Source, undated, new OdooQuery { Order = "id", Context = model.Context }, cancellationToken));
        await using var command = model.Command($"select coalesce(array_agg(id), '{"{}"}') from {model.Table} r where {ProvedModel.Counted} and write_date is null");
        differences.AddUndated((long[])(await command.ExecuteScalarAsync(cancellationToken))!);
    }

    private async Task CompareAsync(OdooRange[]? spans, (long First, long Last)[]? parts, CancellationToken cancellationToken)
    {
        var domain = (spans is null ? model.Readable : model.Readable.And(Spans.Domain(spans))).And(Parts(parts));
        var query = new OdooQuery { Limit = Page, Order = "id", Context = model.Context };
        var listed = Page;
        for (var after = 0L; listed == Page;)
        {
            var odoo = await ReadAsync(domain.And(OdooDomain.Where("id", ">", after)), query, cancellationToken);
            listed = odoo.Count;
            var last = listed == Page ? odoo.Keys.Max() : long.MaxValue;
            Compare(odoo, await MirroredAsync(spans, parts, after, last, cancellationToken));
            after = last;
        }
    }

    private static OdooDomain Parts((long First, long Last)[]? parts) => parts is null
        ? OdooDomain.All
        : parts.Aggregate(OdooDomain.None, (all, part) => all.Or(OdooDomain.Where("id", ">=", part.First).And(OdooDomain.Where("id", "<=", part.Last))));

    private async Task<Dictionary<long, DateTime?>> ReadAsync(OdooDomain domain, OdooQuery query, CancellationToken cancellationToken)
    {
        await using var read = await PageRead.BeginAsync(model.Database, model.Odoo, model.Plan, domain, model.Plan.WriteDateOnly, query, model.Time, cancellationToken);
        var dates = new Dictionary<long, DateTime?>();
        await foreach (var record in read.Records.WithCancellation(cancellationToken))
            dates[record.Id] = model.Plan.HasWriteDate ? record[0] as DateTime? : null;
        return dates;
    }

    private async Task<Dictionary<long, DateTime?>> MirroredAsync(OdooRange[]? spans, (long First, long Last)[]? parts, long after, long last, CancellationToken cancellationToken)
    {
        await using var command = model.Command($"""
            select id, write_date
            from {model.Table} r
            where {ProvedModel.Counted}
              and id > @after
              and id <= @last
              {(parts is null ? "" : "and id <@ @parts")}
              {(spans is null ? "" : "and write_date <@ @spans")}
            """);
        command.Parameters.AddWithValue("after", after);
        command.Parameters.AddWithValue("last", last);
        if (parts is not null)
            command.Parameters.Add(new NpgsqlParameter("parts", NpgsqlDbType.BigIntMultirange) { Value = parts.Select(part => new NpgsqlRange<long>(part.First, true, part.Last, true)).ToArray() });
        if (spans is not null)
            command.Parameters.Add(new NpgsqlParameter("spans", NpgsqlDbType.TimestampTzMultirange) { Value = Spans.Multirange(spans) });
        var dates = new Dictionary<long, DateTime?>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            dates[reader.GetInt64(0)] = model.Plan.HasWriteDate && !reader.IsDBNull(1) ? reader.GetDateTime(1) : null;
        return dates;
    }

    private void Compare(Dictionary<long, DateTime?> odoo, Dictionary<long, DateTime?> mirror)
    {
        foreach (var (id, date) in odoo)
        {
            if (date is null && model.Plan.HasWriteDate)
                differences.AddUndated(id);
            if (!mirror.Remove(id, out var mirrored) || mirrored != date)
                differences.AddListed(id, date, mirrored);
        }

        foreach (var (id, date) in mirror)
            differences.AddUnlisted(id, date);
    }
}
