using System.Diagnostics;
using System.Globalization;
using Causeway.Bench.Backfill;
using Causeway.Bench.Processes;
using Causeway.Mirror.Catalog;
using Causeway.Mirror.Records.Storing;
using Causeway.Odoo;
using Npgsql;

namespace Causeway.Bench.Upsert;

/// <summary>
/// RecordUpsert of pages of leads, next to COPY and merge of the same rows by hand: into a table of the same columns and
/// indexes, without the order of reads, the change feed and the history. Then both without the column that is searched and
/// its indexes, which tells what those cost.
/// </summary>
internal static class UpsertBench
{
    private const int TargetLeads = 20_000;
    private const int PageSize = 2_000;

    /// <summary>What storing all pages took: time, and processor time of this process and of PostgreSQL.</summary>
    private sealed record Cost(double Seconds, double OwnCpu, double PostgresCpu)
    {
        public double CpuSeconds => OwnCpu + PostgresCpu;
    }

    private sealed record Kind(string Name, bool Empty, bool Changed, bool SkipEqual = false);

    private static readonly Kind[] Kinds =
    [
        new("insert all", Empty: true, Changed: false),
        new("update all", Empty: false, Changed: true),
        new("nothing changed", Empty: false, Changed: false),
        new("the same, by hand not noted", Empty: false, Changed: false, SkipEqual: true),
    ];

    public static async Task RunAsync(BenchOptions options, CancellationToken cancel)
    {
        using var scratch = new Scratch(options);
        await using var sandbox = await SandboxProcess.StartAsync(options.Leads ?? TargetLeads, options.Port + 1, cancel);
        await using var mirror = await ModelMirror.OpenAsync(scratch.Path, sandbox.Odoo, DefaultModels.Lead, cancel);
        var leads = await mirror.FetchAsync(cancel);
        await MeasureAsync($"{leads.Count} leads, {PageSize} a page", mirror, leads, options, cancel);
        await mirror.DropSearchAsync(cancel);
        await MeasureAsync("without the search column", mirror, leads, options, cancel);
    }

    private static async Task MeasureAsync(string name, ModelMirror mirror, IReadOnlyList<OdooRecord> leads, BenchOptions options, CancellationToken cancel)
    {
        var table = new Table(name, "RecordUpsert rows/s", "by hand rows/s", "ratio", "CPU us/row", "of it PostgreSQL", "by hand", "of it PostgreSQL", "ratio by CPU");
        foreach (var kind in Kinds)
            await MeasureAsync(table, mirror, leads, kind, options, cancel);
        table.Print();
    }

    private static async Task MeasureAsync(Table table, ModelMirror mirror, IReadOnlyList<OdooRecord> leads, Kind kind, BenchOptions options, CancellationToken cancel)
    {
        var byHand = new MergeByHand(mirror.Plan, kind.SkipEqual);
        var (ours, theirs) = (new List<Cost>(), new List<Cost>());
        // Round 0 is not counted: it compiles code and prepares statements.
        for (var round = 0; round <= options.Rounds; round++)
        {
            var pages = (kind.Changed ? [.. leads.Select(lead => Edited(lead, round))] : leads).Chunk(PageSize).ToList();
            await PrepareAsync(mirror, byHand, leads, kind, cancel);
            var our = await TimeAsync(mirror, pages, (db, page) => UpsertAsync(db, mirror, page, cancel), cancel);
            var their = await TimeAsync(mirror, pages, (db, page) => byHand.RunAsync(db, mirror.ConnectionId, page, cancel), cancel);
            if (round > 0)
            {
                ours.Add(our);
                theirs.Add(their);
            }
        }

        table.Add(
            kind.Name,
            Text(leads.Count / Middle(ours, cost => cost.Seconds), "F0"),
            Text(leads.Count / Middle(theirs, cost => cost.Seconds), "F0"),
            Text(Figures.MedianRatio(theirs.Select(cost => cost.Seconds), ours.Select(cost => cost.Seconds)), "F2"),
            Text(Middle(ours, cost => cost.CpuSeconds) * 1e6 / leads.Count, "F1"),
            Text(Middle(ours, cost => cost.PostgresCpu) * 1e6 / leads.Count, "F1"),
            Text(Middle(theirs, cost => cost.CpuSeconds) * 1e6 / leads.Count, "F1"),
            Text(Middle(theirs, cost => cost.PostgresCpu) * 1e6 / leads.Count, "F1"),
            Text(Figures.MedianRatio(theirs.Select(cost => cost.CpuSeconds), ours.Select(cost => cost.CpuSeconds)), "F2"));
    }

    /// <summary>Both tables empty, or both as a read of everything has just left them.</summary>
    private static async Task PrepareAsync(ModelMirror mirror, MergeByHand byHand, IReadOnlyList<OdooRecord> leads, Kind kind, CancellationToken cancel)
    {
        await mirror.EmptyAsync(cancel);
        await using (var db = await mirror.OpenConnectionAsync(cancel))
            await byHand.CreateAsync(db, cancel);
        if (kind.Empty)
            return;
        var pages = leads.Chunk(PageSize).ToList();
        await TimeAsync(mirror, pages, (db, page) => UpsertAsync(db, mirror, page, cancel), cancel);
        await TimeAsync(mirror, pages, (db, page) => byHand.RunAsync(db, mirror.ConnectionId, page, cancel), cancel);
    }

    /// <summary>A connection and a transaction for each page, as the sync has it.</summary>
    private static async Task<Cost> TimeAsync(ModelMirror mirror, List<OdooRecord[]> pages, Func<NpgsqlConnection, OdooRecord[], Task> store, CancellationToken cancel)
    {
        var (clock, own, postgres) = (Stopwatch.StartNew(), ProcessFigures.CpuSeconds(Environment.ProcessId), ProcessFigures.CpuSecondsOfChildren(mirror.Postmaster));
        foreach (var page in pages)
        {
            await using var db = await mirror.OpenConnectionAsync(cancel);
            await using var transaction = await db.BeginTransactionAsync(cancel);
            await store(db, page);
            await transaction.CommitAsync(cancel);
        }

        return new Cost(
            clock.Elapsed.TotalSeconds,
            ProcessFigures.CpuSeconds(Environment.ProcessId) - own,
            ProcessFigures.CpuSecondsOfChildren(mirror.Postmaster) - postgres);
    }

    private static async Task UpsertAsync(NpgsqlConnection db, ModelMirror mirror, OdooRecord[] page, CancellationToken cancel)
    {
        var started = await ReadStamps.NextAsync(db, cancel);
        var upsert = new RecordUpsert(db, mirror.ConnectionId, mirror.Plan);
        await upsert.StageAsync(page.ToAsyncEnumerable(), cancel);
        var ended = await ReadStamps.NextAsync(db, cancel);
        await upsert.MergeAsync(new ReadWindow(started, ended, DateTimeOffset.UtcNow), cancel);
    }

    private static OdooRecord Edited(OdooRecord lead, int round)
    {
        var values = new object?[lead.Fields.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = lead[i];
        values[lead.Fields.IndexOf("name")] = string.Create(CultureInfo.InvariantCulture, $"{lead["name"]}, edited {round}");
        values[lead.Fields.IndexOf("write_date")] = ((DateTime)lead["write_date"]!).AddSeconds(1);
        return new OdooRecord(lead.Id, lead.Fields, values);
    }

    private static double Middle(List<Cost> costs, Func<Cost, double> figure) => costs.Select(figure).Median();

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
