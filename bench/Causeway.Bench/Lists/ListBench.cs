using System.Globalization;
using Causeway.Bench.Processes;

namespace Causeway.Bench.Lists;

/// <summary>The list of leads and the board over real HTTP, next to their bare SQL, in turns.</summary>
internal static class ListBench
{
    private const int TargetLeads = 100_000;

    /// <summary>One measurement, with the processor time that a request took of PostgreSQL and of the process that asked it.</summary>
    private sealed record Taken(LoadResult Load, double AskerCpuMs, double PostgresCpuMs);

    public static Task RunAsync(BenchOptions options, CancellationToken cancel) => RunAsync(ListCase.All, options, cancel);

    /// <summary>The same of the routes that clients use most.</summary>
    public static Task RunRoutesAsync(BenchOptions options, CancellationToken cancel) => RunAsync(RouteCase.All, options, cancel);

    private static async Task RunAsync(IReadOnlyList<LoadCase> cases, BenchOptions options, CancellationToken cancel)
    {
        var leads = options.Leads ?? TargetLeads;
        await using var world = await World.OpenAsync(options, leads, cancel);
        // The server compiles what is used much anew, in the background, for some seconds.
        foreach (var one in cases)
            await HttpAsync(world, one, options, cancel);
        var taken = cases.ToDictionary(one => one, _ => new List<(Taken Http, Taken Sql)>());
        for (var round = 0; round < options.Rounds; round++)
        {
            foreach (var one in cases)
                taken[one].Add((await HttpAsync(world, one, options, cancel), await SqlAsync(world, one, options, cancel)));
        }

        Print(leads, taken);
    }

    private static Task<Taken> HttpAsync(World world, LoadCase one, BenchOptions options, CancellationToken cancel)
    {
        var header = one.AsSalesperson ? $"Authorization: Bearer {world.Token}" : $"X-ODOO-API-KEY: {ServerProcess.AdminKey}";
        return LoadAsync(world, world.Server.Id, [HttpLoad.Verb, new Uri(world.Server.Url, one.Path.Replace("{lead}", Text(world.Lead), StringComparison.Ordinal)).AbsoluteUri, header], options, cancel);
    }

    private static Task<Taken> SqlAsync(World world, LoadCase one, BenchOptions options, CancellationToken cancel) =>
        LoadAsync(world, asker: null, [SqlLoad.Verb, world.ConnectionString, one.Name], options, cancel);

    private static async Task<Taken> LoadAsync(World world, int? asker, string[] verb, BenchOptions options, CancellationToken cancel)
    {
        var (postgres, own) = (ProcessFigures.CpuSecondsOfChildren(world.Postmaster), asker is { } process ? ProcessFigures.CpuSeconds(process) : 0);
        await using var child = Child.Start("Causeway.Bench.dll", new Dictionary<string, string?>(), [.. verb, Text(options.Connections), Text(options.Seconds)]);
        var result = LoadResult.Parse(await child.WaitForLineAsync("load ", cancel));
        // The warming second is in the processor's figures too, so they are divided by all that was asked.
        var asked = result.PerSecond * (options.Seconds + 1) / 1000;
        return new Taken(
            result,
            asker is { } server ? (ProcessFigures.CpuSeconds(server) - own) / asked : result.CpuMs,
            (ProcessFigures.CpuSecondsOfChildren(world.Postmaster) - postgres) / asked);
    }

    private static void Print(int leads, Dictionary<LoadCase, List<(Taken Http, Taken Sql)>> taken)
    {
        var table = new Table(
            $"{leads} leads", "requests/s", "bare SQL/s", "ratio", "median ms", "p99 ms", "bare ms", "CPU ms: server", "PostgreSQL", "bare: client", "PostgreSQL");
        foreach (var (one, rounds) in taken)
        {
            table.Add(
                one.Name,
                Middle(round => round.Http.Load.PerSecond, "F0"),
                Middle(round => round.Sql.Load.PerSecond, "F0"),
                Figures.MedianRatio(rounds.Select(round => round.Http.Load.PerSecond), rounds.Select(round => round.Sql.Load.PerSecond)).ToString("F2", CultureInfo.InvariantCulture),
                Middle(round => round.Http.Load.MedianMs, "F1"),
                Middle(round => round.Http.Load.P99Ms, "F1"),
                Middle(round => round.Sql.Load.MedianMs, "F1"),
                Middle(round => round.Http.AskerCpuMs, "F2"),
                Middle(round => round.Http.PostgresCpuMs, "F2"),
                Middle(round => round.Sql.AskerCpuMs, "F2"),
                Middle(round => round.Sql.PostgresCpuMs, "F2"));

            string Middle(Func<(Taken Http, Taken Sql), double> figure, string format) =>
                rounds.Select(figure).Median().ToString(format, CultureInfo.InvariantCulture);
        }

        table.Print();
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
