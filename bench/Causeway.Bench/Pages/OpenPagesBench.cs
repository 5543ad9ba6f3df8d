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

    /// <summary>A browser keeps no more than six connections to a server that speaks HTTP/1.1, and each tab holds one.</summary>
    private const int TabsOfABrowser = 4;

    private const int Changes = 5;

    public static async Task RunAsync(Chromium chromium, PagesWorld world, CancellationToken cancellationToken)
    {
        await using var first = await chromium.NewContextAsync();
        var alone = await BoardTab.OpenAsync(first);
        var table = new Table("a change made in Odoo stands on", "the first after ms", "half of them", "all");
        await ChangeAsync(table, "1 board", [alone], world, cancellationToken);
        var before = ProcessFigures.ResidentMegabytes(world.Server.Id);
        await using var opened = await OpenAsync(chromium, world, alone, cancellationToken);
        var after = ProcessFigures.ResidentMegabytes(world.Server.Id);
        await ChangeAsync(table, $"{Text(opened.All.Count)} boards ({Text(Tabs)} tabs of Chromium)", opened.All, world, cancellationToken);
        table.Print();
        Console.WriteLine($"server: {before.ToString("F0", CultureInfo.InvariantCulture)} MB with 1 open, {after.ToString("F0", CultureInfo.InvariantCulture)} MB with {Text(opened.All.Count)} ({((after - before) * 1024 / (opened.All.Count - 1)).ToString("F0", CultureInfo.InvariantCulture)} kB each), {ProcessFigures.ResidentMegabytes(world.Server.Id).ToString("F0", CultureInfo.InvariantCulture)} MB after the changes");
        Console.WriteLine($"JS heap of a board: {await Heap.MegabytesAsync(alone.Page)} MB after {Text(2 * Changes)} changes, {await Heap.MegabytesAsync(((BoardTab)opened.All[1]).Page)} MB in a tab of its own");
    }

    private static async Task<OpenBoards> OpenAsync(Chromium chromium, PagesWorld world, BoardTab alone, CancellationToken cancellationToken)
    {
        var boards = new OpenBoards { All = { alone } };
        while (boards.All.Count < Tabs)
        {
            var context = await chromium.NewContextAsync();
            boards.Contexts.Add(context);
            for (var tab = 0; tab < TabsOfABrowser && boards.All.Count < Tabs; tab++)
                boards.All.Add(await BoardTab.OpenAsync(context));
        }

        while (boards.All.Count < Boards)
            boards.All.Add(await BoardClient.OpenAsync(world, cancellationToken));
        return boards;
    }

    /// <summary>Some changes one after the other; the median of what each took.</summary>
    private static async Task ChangeAsync(Table table, string name, IReadOnlyList<IOpenBoard> boards, PagesWorld world, CancellationToken cancellationToken)
    {
        var onBoard = OdooDomain.Where("type", "=", "opportunity").And(OdooDomain.Where("stage_id", "=", 1));
        var lead = (await world.Odoo.SearchAsync("crm.lead", onBoard, new OdooQuery { Order = "priority desc, id desc", Limit = 1 }, cancellationToken)).Single();
        var taken = new List<IReadOnlyList<double>>();
        for (var change = 0; change < Changes; change++)
        {
            var title = $"Change {Text(change)} seen by {Text(boards.Count)}";
            var seen = new List<Task<DateTimeOffset>>();
            foreach (var board in boards)
                seen.Add(await board.WatchForAsync(title, cancellationToken));
            var began = DateTimeOffset.UtcNow;
            await world.Odoo.WriteAsync("crm.lead", [lead], new Dictionary<string, object?> { ["name"] = title }, context: null, cancellationToken);
            taken.Add([.. (await Task.WhenAll(seen)).Select(at => (at - began).TotalMilliseconds).Order()]);
        }

        table.Add(name, Middle(times => times[0]), Middle(times => times[times.Count / 2]), Middle(times => times[^1]));

        string Middle(Func<IReadOnlyList<double>, double> figure) => taken.Select(figure).Median().ToString("F0", CultureInfo.InvariantCulture);
    }

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
