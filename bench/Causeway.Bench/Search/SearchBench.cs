using System.Diagnostics;
using System.Globalization;
using Causeway.Platform.Database;
using Npgsql;

namespace Causeway.Bench.Search;

/// <summary>
/// <c>/api/search</c> as people of three roles use it, one request at a time over HTTP, next to <c>ilike</c> of what was typed
/// over the same texts of what they may see.
/// </summary>
internal static class SearchBench
{
    /// <summary>With their partners, invoices and tasks they are 504,000 records.</summary>
    private const int TargetLeads = 280_000;

    private const int MostNamed = 10;

    private sealed record Taken(string Role, string Kind, string Text, double Ms);

    public static async Task RunAsync(BenchOptions options, CancellationToken cancel)
    {
        await using var world = await SearchWorld.OpenAsync(options, options.Leads ?? TargetLeads, cancel);
        await using var database = DataSources.Create(world.ConnectionString);
        var table = new Table($"{world.Records} records", "texts", "median ms", "worst ms", "ilike ms");
        var all = new List<Taken>();
        foreach (var (role, username, http) in world.Callers)
        {
            var taken = await SearchAsync(role, http, options.Rounds, cancel);
            foreach (var (kind, texts) in TypedTexts.All)
            {
                var of = taken.Where(one => one.Kind == kind).Select(one => one.Ms).ToList();
                table.Add($"{role}: {kind}", Text(texts.Length, "F0"), Text(of.Median(), "F1"), Text(of.Max(), "F1"), Text(await NaiveAsync(database, username, texts[0], cancel), "F0"));
            }

            all.AddRange(taken);
        }

        table.Print();
        PrintWorst(all);
    }

    /// <summary>Each text's median. In letters of either size by turns, as people type, so that no statement is asked often enough to be prepared.</summary>
    private static async Task<List<Taken>> SearchAsync(string role, HttpClient http, int rounds, CancellationToken cancel)
    {
        var taken = new List<Taken>();
        foreach (var (kind, texts) in TypedTexts.All)
        {
            foreach (var text in texts)
            {
                var ms = new List<double>();
                // Round 0 is not counted: it compiles code and may wait for the disk.
                for (var round = 0; round <= rounds; round++)
                    ms.Add(await OnceAsync(http, round % 2 == 0 ? text : text.ToUpperInvariant(), cancel));
                taken.Add(new Taken(role, kind, text, ms.Skip(1).Median()));
            }
        }

        return taken;
    }

    private static async Task<double> OnceAsync(HttpClient http, string text, CancellationToken cancel)
    {
        var began = Stopwatch.GetTimestamp();
        using var answer = await http.GetAsync($"/api/search?q={Uri.EscapeDataString(text)}", cancel);
        answer.EnsureSuccessStatusCode();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    /// <summary>The first page of each table, by title; the better of two, as the first may wait for the disk.</summary>
    private static async Task<double> NaiveAsync(NpgsqlDataSource database, string username, string text, CancellationToken cancel)
    {
        await using var db = await database.OpenConnectionAsync(cancel);
        await using var batch = new NpgsqlBatch(db);
        foreach (var statement in await NaiveSearch.StatementsAsync(database, username, text, cancel))
            batch.BatchCommands.Add(statement.ToBatchCommand());
        var best = double.MaxValue;
        for (var i = 0; i < 2; i++)
        {
            var began = Stopwatch.GetTimestamp();
            await batch.ExecuteNonQueryAsync(cancel);
            best = Math.Min(best, Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        return best;
    }

    private static void PrintWorst(List<Taken> all)
    {
        var sorted = all.Select(one => one.Ms).Order().ToArray();
        Console.WriteLine($"{sorted.Length} searches: median {Text(sorted.Median(), "F1")} ms, 95th percentile {Text(sorted[(int)(sorted.Length * 0.95)], "F1")} ms, worst {Text(sorted[^1], "F1")} ms");
        var table = new Table("the worst", "ms");
        foreach (var one in all.OrderByDescending(one => one.Ms).Take(MostNamed))
            table.Add($"{one.Role}: {one.Text}", Text(one.Ms, "F1"));
        table.Print();
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
