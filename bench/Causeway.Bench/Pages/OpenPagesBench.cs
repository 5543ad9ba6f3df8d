using System.Globalization;
using Causeway.Bench.Processes;
using Causeway.Odoo;
using Microsoft.Playwright;

namespace Causeway.Bench.Pages;

/// <summary>
/// Many boards open at once, each with its stream of changes: what they hold in memory, and how long until a change made in
/// Odoo stands on every one, next to one board alone. So many are tabs of Chromium as fit beside the server on a small machine;
/// the others ask the same of the server without a browser.
/// </summary>
internal static class OpenPagesBench
{
    private const int Boards = 200;
    private const int Tabs = 20;

    private const int Changes = 5;

    public static async Task RunAsync(Chromium chromium, PagesWorld world, CancellationToken cancellationToken)
    {
        var lead = await OfNobodyAsync(world, cancellationToken);
        var table = new Table("a change made in Odoo stands on", "the first after ms", "half of them", "all", "server's processor ms", "PostgreSQL's");
        await MeasureAsync(table, "1 board", [world.Session], chromium, world, lead, cancellationToken);
        await MeasureAsync(table, $"{Text(Boards)} boards of one person", Enumerable.Repeat(world.Session, Boards), chromium, world, lead, cancellationToken);
        await MeasureAsync(table, $"{Text(Boards)} boards of {Text(Boards)} people", world.Colleagues.Prepend(world.Session).Take(Boards), chromium, world, lead, cancellationToken);
        table.Print();
    }

    private static async Task MeasureAsync(Table table, string name, IEnumerable<string> sessions, Chromium chromium, PagesWorld world, long lead, CancellationToken cancellationToken)
    {
        var before = ProcessFigures.ResidentMegabytes(world.Server.Id);
        await using var boards = await OpenAsync(chromium, world, [.. sessions], cancellationToken);
        var opened = ProcessFigures.ResidentMegabytes(world.Server.Id);
        await ChangeAsync(table, name, boards.All, world, lead, cancellationToken);
        Console.WriteLine($"{name}: the server holds {Whole(before)} MB before, {Whole(opened)} with them open, {Whole(ProcessFigures.ResidentMegabytes(world.Server.Id))} after {Text(Changes)} changes; JS heap of a tab {await Heap.MegabytesAsync(((BoardTab)boards.All[0]).Page)} MB");
    }

    /// <summary>The first of its column, which everybody sees since it is nobody's.</summary>
    private static async Task<long> OfNobodyAsync(PagesWorld world, CancellationToken cancellationToken)
    {
        var onBoard = OdooDomain.Where("type", "=", "opportunity").And(OdooDomain.Where("stage_id", "=", 1));
        var lead = (await world.Odoo.SearchAsync("crm.lead", onBoard, new OdooQuery { Order = "priority desc, id desc", Limit = 1 }, cancellationToken)).Single();
        await world.Odoo.WriteAsync("crm.lead", [lead], new Dictionary<string, object?> { ["user_id"] = false, ["team_id"] = false }, context: null, cancellationToken);
        return lead;
    }

    /// <summary>The first few are tabs, each in a browser of its own.</summary>
    private static async Task<OpenBoards> OpenAsync(Chromium chromium, PagesWorld world, IReadOnlyList<string> sessions, CancellationToken cancellationToken)
    {
        var boards = new OpenBoards();
        foreach (var session in sessions.Take(Tabs))
        {
            var context = await chromium.NewContextAsync(session);
            boards.Contexts.Add(context);
            boards.All.Add(await BoardTab.OpenAsync(context));
        }

        foreach (var session in sessions.Skip(Tabs))
            boards.All.Add(await BoardClient.OpenAsync(world.NewClient(session), cancellationToken));
        return boards;
    }

    /// <summary>Some changes one after the other; the median of what each took.</summary>
    private static async Task ChangeAsync(Table table, string name, IReadOnlyList<IOpenBoard> boards, PagesWorld world, long lead, CancellationToken cancellationToken)
    {
        var taken = new List<IReadOnlyList<double>>();
        var (server, postgres) = Processor(world);
        for (var change = 0; change < Changes; change++)
        {
            var title = $"Change {Text(change)} seen by {name}";
            var seen = new List<Task<DateTimeOffset>>();
            foreach (var board in boards)
                seen.Add(await board.WatchForAsync(title, cancellationToken));
            var began = DateTimeOffset.UtcNow;
            await world.Odoo.WriteAsync("crm.lead", [lead], new Dictionary<string, object?> { ["name"] = title }, context: null, cancellationToken);
            taken.Add([.. (await Task.WhenAll(seen)).Select(at => (at - began).TotalMilliseconds).Order()]);
        }

        var (serverThen, postgresThen) = Processor(world);
        table.Add(name, Middle(times => times[0]), Middle(times => times[times.Count / 2]), Middle(times => times[^1]), Each(serverThen - server), Each(postgresThen - postgres));

        string Middle(Func<IReadOnlyList<double>, double> figure) => Whole(taken.Select(figure).Median());
        string Each(double seconds) => Whole(seconds * 1000 / Changes);
    }

    private static (double Server, double Postgres) Processor(PagesWorld world) =>
        (ProcessFigures.CpuSeconds(world.Server.Id), ProcessFigures.CpuSecondsOfChildren(world.Postmaster));

    private static string Whole(double value) => value.ToString("F0", CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed class OpenBoards : IAsyncDisposable
    {
        public List<IOpenBoard> All { get; } = [];

        public List<IBrowserContext> Contexts { get; } = [];

        public async ValueTask DisposeAsync()
        {
            All.OfType<IDisposable>().ToList().ForEach(board => board.Dispose());
            foreach (var context in Contexts)
                await context.CloseAsync();
        }
    }
}
