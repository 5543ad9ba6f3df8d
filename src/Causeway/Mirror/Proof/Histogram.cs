using Causeway.Odoo;
using Npgsql;
using NpgsqlTypes;

namespace Causeway.Mirror.Proof;

/// <summary>Counts and sums of ids by day or hour of write_date, in Odoo and here.</summary>
internal sealed class Histogram(ProvedModel model)
{
    /// <summary>All buckets of either side.</summary>
    /// <param name="unit"><c>day</c> or <c>hour</c>, in UTC.</param>
    /// <param name="spans">Which records; null is all.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<IReadOnlyList<Bucket>> CompareAsync(string unit, IReadOnlyList<OdooRange>? spans, CancellationToken cancellationToken)
    {
        var odoo = await OdooAsync(unit, spans, cancellationToken);
        var mirror = await MirrorAsync(unit, spans, cancellationToken);
        return [.. odoo.Keys.Union(mirror.Keys).Select(from => new Bucket(Moment(from), odoo.GetValueOrDefault(from), mirror.GetValueOrDefault(from)))];
    }

    /// <summary>One part of the records, by their ids.</summary>
    public async Task<Bucket> CompareAsync(OdooRange span, long first, long last, CancellationToken cancellationToken)
    {
        var domain = Spans.Domain([span]).And(OdooDomain.Where("id", ">=", first)).And(OdooDomain.Where("id", "<=", last));
        var odoo = (await ReadAsync(domain, [], cancellationToken)).SingleOrDefault();
        await using var command = Mirrored("'-infinity'::timestamptz", "and id between @first and @last", [span]);
        command.Parameters.AddWithValue("first", first);
        command.Parameters.AddWithValue("last", last);
        var mirror = await TalliesAsync(command, cancellationToken);
        return new Bucket(span.From, odoo.Tally, mirror.Values.FirstOrDefault());
    }

    private async Task<Dictionary<DateTime, Tally>> OdooAsync(string unit, IReadOnlyList<OdooRange>? spans, CancellationToken cancellationToken)
    {
        var by = $"write_date:{unit}";
        var groups = await ReadAsync(spans is null ? OdooDomain.All : Spans.Domain(spans), [by], cancellationToken);
        // Keyed by the bounds: the label is localised, and its hours are counted to twelve.
        return groups.ToDictionary(group => group.Group.Ranges.TryGetValue(by, out var range) ? range.From : default, group => group.Tally);
    }

    private async Task<IReadOnlyList<(OdooGroup Group, Tally Tally)>> ReadAsync(OdooDomain domain, string[] by, CancellationToken cancellationToken)
    {
        // XML-RPC has no integer for the sum of many ids; their mean is a double, and exact enough to tell it.
        var isMean = (await model.Odoo.ProbeAsync(cancellationToken)).Chosen == OdooTransport.XmlRpc;
        var aggregate = isMean ? "id:avg" : "id:sum";
        var groups = await model.Odoo.ReadGroupAsync(model.Plan.Source, model.Plan.Within(model.Readable.And(domain)), [aggregate], by, model.Context, cancellationToken);
        return [.. groups.Select(group => (group, new Tally(group.Count, Sum(group[aggregate], isMean ? group.Count : 1))))];
    }

    /// <summary>No records have no sum: Odoo says false.</summary>
    private static long Sum(object? value, long times) => value switch
    {
        long sum => sum * times,
        decimal mean => (long)Math.Round(mean * times),
        _ => 0,
    };

    private async Task<Dictionary<DateTime, Tally>> MirrorAsync(string unit, IReadOnlyList<OdooRange>? spans, CancellationToken cancellationToken)
    {
        await using var command = Mirrored($"date_trunc('{unit}', write_date, 'UTC')", "", spans);
        return await TalliesAsync(command, cancellationToken);
    }

    private NpgsqlCommand Mirrored(string key, string condition, IReadOnlyList<OdooRange>? spans)
    {
        var command = model.Command($"""
            select {key}, count(*), sum(id)::bigint
            from {model.Table} r
            where {ProvedModel.Counted}
              {(spans is null ? "" : "and write_date <@ @spans")}
              {condition}
            group by 1
            """);
        if (spans is not null)
            command.Parameters.Add(new NpgsqlParameter("spans", NpgsqlDbType.TimestampTzMultirange) { Value = Spans.Multirange(spans) });
        return command;
    }

    private static async Task<Dictionary<DateTime, Tally>> TalliesAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        var tallies = new Dictionary<DateTime, Tally>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            tallies[reader.IsDBNull(0) ? default : reader.GetDateTime(0)] = new Tally(reader.GetInt64(1), reader.GetInt64(2));
        return tallies;
    }

    private static DateTime? Moment(DateTime from) => from == default ? null : from;
}
