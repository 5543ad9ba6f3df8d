using System.Globalization;
using Causeway.Bench.Processes;
using Causeway.Mirror.Catalog;
using Causeway.Odoo;

namespace Causeway.Bench.Backfill;

/// <summary>
/// A full read of the leads, and of as many partners, by the product's own ModelSync, next to a loop that sends the same
/// requests and throws the bytes away. Then all models by a server process, whose memory is looked at.
/// </summary>
internal static class BackfillBench
{
    private const int TargetLeads = 20_000;

    public static async Task RunAsync(BenchOptions options, CancellationToken cancel)
    {
        var size = options.Leads ?? TargetLeads;
        await using (var sandbox = await SandboxProcess.StartAsync(size, options.Port + 1, cancel, partners: size))
            await RunAsync("sandbox", sandbox.Odoo, options, cancel);
        if (RealOdoo.Options is { } real)
            await RunAsync("Odoo", real, options, cancel);
    }

    private static async Task RunAsync(string name, OdooOptions odoo, BenchOptions options, CancellationToken cancel)
    {
        await CompareAsync(name, odoo, DefaultModels.Lead, options, cancel);
        await CompareAsync(name, odoo, DefaultModels.Partner, options, cancel);
        await LookAtMemoryAsync(name, odoo, options, cancel);
    }

    private static async Task CompareAsync(string name, OdooOptions odoo, MirrorModel model, BenchOptions options, CancellationToken cancel)
    {
        using var scratch = new Scratch(options);
        await using var mirror = await ModelMirror.OpenAsync(scratch.Path, odoo, model, cancel);
        using var bare = new BareFetch();
        // Not counted: it warms both sides up, and tells the pages.
        var pages = (await mirror.ReadAsync(cancel)).Pages;
        await bare.RunAsync(pages, cancel);
        var (fetches, reads) = (new List<double>(), new List<FullRead>());
        for (var round = 0; round < options.Rounds; round++)
        {
            var read = await mirror.ReadAsync(cancel);
            reads.Add(read);
            fetches.Add((await bare.RunAsync(read.Pages, cancel)).TotalSeconds);
        }

        Print($"{model.Name}, {name}", await mirror.CountAsync(cancel), fetches, reads);
    }

    private static void Print(string name, long records, List<double> fetches, List<FullRead> reads)
    {
        var backfills = reads.Select(read => read.Backfill.TotalSeconds).ToList();
        var wholes = reads.Select(read => read.Whole.TotalSeconds).ToList();
        var table = new Table($"backfill of {records} records of {name}", "seconds", "records/s", "ratio to bare");
        Add("bare loop", fetches);
        Add("backfill", backfills);
        Add("with the catch-up", wholes);
        table.Print();
        Console.WriteLine($"pages: {reads[^1].Pages.Count}; ratio by round: {string.Join(' ', backfills.Zip(fetches, (ours, theirs) => Text(ours / theirs)))}");

        void Add(string label, List<double> seconds) =>
            table.Add(label, Text(seconds.Median()), (records / seconds.Median()).ToString("F0", CultureInfo.InvariantCulture), Text(Figures.MedianRatio(seconds, fetches)));
    }

    private static async Task LookAtMemoryAsync(string name, OdooOptions odoo, BenchOptions options, CancellationToken cancel)
    {
        using var scratch = new Scratch(options);
        await using var server = await ServerProcess.StartAsync(scratch.Path, options.Port, odoo, cancel);
        var took = await server.SyncAsync(cancel);
        var peak = ProcessFigures.PeakMegabytes(server.Id);
        Console.WriteLine($"a server process, all models, {name}: {Text(took.TotalSeconds)} s, peak memory {peak:F0} MB");
    }

    private static string Text(double value) => value.ToString("F2", CultureInfo.InvariantCulture);
}
