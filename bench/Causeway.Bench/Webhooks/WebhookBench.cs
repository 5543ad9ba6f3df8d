using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Causeway.Bench.Backfill;
using Causeway.Bench.Processes;
using Causeway.Odoo;

namespace Causeway.Bench.Webhooks;

/// <summary>
/// From a write in Odoo to the reader of the change stream, by Odoo's own webhook: one write after another on a real
/// server where there is one, else on the sandbox; and thousands at once on the sandbox.
/// </summary>
internal static class WebhookBench
{
    private const int Singles = 500;
    private const int Burst = 5_000;
    private const int Writers = 8;

    private static readonly OdooContext Context = new() { Lang = "en_US" };

    public static async Task RunAsync(BenchOptions options, CancellationToken cancel)
    {
        if (RealOdoo.Options is { } real)
            await MeasureAsync("Odoo", real, options, burst: false, cancel);
        await using var sandbox = await SandboxProcess.StartAsync(options.Leads ?? Burst, options.Port + 1, cancel);
        await MeasureAsync("sandbox", sandbox.Odoo, options, burst: true, cancel);
    }

    private static async Task MeasureAsync(string name, OdooOptions odoo, BenchOptions options, bool burst, CancellationToken cancel)
    {
        using var scratch = new Scratch(options);
        await using var server = await ServerProcess.StartAsync(scratch.Path, options.Port, odoo, cancel);
        await server.SyncAsync(cancel);
        using var http = OdooClient.CreateHttpClient();
        using var client = new OdooClient(odoo, http);
        await InstallAsync(server, cancel);
        try
        {
            await using var reader = await ChangeReader.OpenAsync(server.Http, cancel);
            await SinglesAsync(name, client, reader, cancel);
            if (burst)
                await BurstAsync(name, client, reader, cancel);
        }
        finally
        {
            using var removed = await server.Http.DeleteAsync("/api/webhooks/install", CancellationToken.None);
        }
    }

    private static async Task InstallAsync(ServerProcess server, CancellationToken cancel)
    {
        using var installed = await server.Http.PostAsJsonAsync("/api/webhooks/install", new { base_url = server.Url, models = new[] { "crm.lead" } }, cancel);
        if (!installed.IsSuccessStatusCode)
            throw new InvalidOperationException(await installed.Content.ReadAsStringAsync(cancel));
    }

    /// <summary>A write, its event, the next write.</summary>
    private static async Task SinglesAsync(string name, OdooClient odoo, ChangeReader reader, CancellationToken cancel)
    {
        var lead = await odoo.CreateAsync("crm.lead", new Dictionary<string, object?> { ["name"] = "Causeway bench", ["type"] = "opportunity" }, Context, cancel);
        try
        {
            await reader.ToldOfAsync(lead, cancel);
            var (whole, after) = (new List<double>(), new List<double>());
            for (var i = 1; i <= Singles; i++)
            {
                reader.Clear();
                var began = Stopwatch.GetTimestamp();
                await WriteAsync(odoo, lead, i, cancel);
                var answered = Stopwatch.GetTimestamp();
                var told = await reader.ToldOfAsync(lead, cancel);
                whole.Add(Milliseconds(began, told));
                after.Add(Math.Max(0, Milliseconds(answered, told)));
            }

            var table = new Table($"{Singles} single writes, {name}", "p50 ms", "p95 ms", "longest ms");
            Add(table, "from the call to Odoo", whole);
            Add(table, "from Odoo's answer", after);
            table.Print();
        }
        finally
        {
            await odoo.UnlinkAsync("crm.lead", [lead], Context, CancellationToken.None);
        }
    }

    /// <summary>Every lead once, by several writers that do not wait for events.</summary>
    private static async Task BurstAsync(string name, OdooClient odoo, ChangeReader reader, CancellationToken cancel)
    {
        var leads = await odoo.SearchAsync("crm.lead", OdooDomain.All, new OdooQuery { Limit = Burst, Order = "id", Context = Context with { ActiveTest = false } }, cancel);
        reader.Clear();
        var answered = new long[leads.Length];
        var began = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(Enumerable.Range(0, leads.Length), new ParallelOptions { MaxDegreeOfParallelism = Writers, CancellationToken = cancel }, async (i, token) =>
        {
            await WriteAsync(odoo, leads[i], 100_000 + i, token);
            answered[i] = Stopwatch.GetTimestamp();
        });
        var written = Stopwatch.GetElapsedTime(began);
        var waits = new List<double>();
        for (var i = 0; i < leads.Length; i++)
            waits.Add(Math.Max(0, Milliseconds(answered[i], await reader.ToldOfAsync(leads[i], cancel))));

        var table = new Table($"a burst of {leads.Length} writes, {name}", "p50 ms", "p95 ms", "longest ms");
        Add(table, "from Odoo's answer", waits);
        table.Print();
        Console.WriteLine($"written in {written.TotalSeconds.ToString("F1", CultureInfo.InvariantCulture)} s by {Writers} writers; all told of after {Stopwatch.GetElapsedTime(began).TotalSeconds.ToString("F1", CultureInfo.InvariantCulture)} s");
    }

    private static Task WriteAsync(OdooClient odoo, long lead, int revenue, CancellationToken cancel) =>
        odoo.WriteAsync("crm.lead", [lead], new Dictionary<string, object?> { ["expected_revenue"] = revenue }, Context, cancel);

    private static void Add(Table table, string label, List<double> waits)
    {
        waits.Sort();
        table.Add(label, Text(waits[waits.Count / 2]), Text(waits[waits.Count * 95 / 100]), Text(waits[^1]));
    }

    private static double Milliseconds(long from, long to) => (to - from) * 1000.0 / Stopwatch.Frequency;

    private static string Text(double value) => value.ToString("F0", CultureInfo.InvariantCulture);
}
