using System.Globalization;

namespace Causeway.Bench.Pages;

/// <summary>How soon each page shows itself, next to a page of the same server that has nothing to show.</summary>
internal static class PaintBench
{
    private static readonly (string Name, string Path, string Selector)[] Opened =
    [
        ("board", "/opportunities", "[data-testid=board-card]"),
        ("leads", "/leads", "[data-testid=list-row][aria-busy=false]"),
        ("dashboard", "/dashboard", "[data-testid=headline]:not(:has([data-slot=skeleton]))"),
        ("nothing but the shell", "/nowhere", "main h1, main h2"),
    ];

    public static async Task RunAsync(Chromium chromium, int rounds, CancellationToken cancellationToken)
    {
        var taken = Opened.SelectMany(page => (Key[])[new(page.Name, IsFirst: true), new(page.Name, IsFirst: false)]).ToDictionary(key => key, _ => new List<Paints>());
        for (var round = 0; round <= rounds; round++)
        {
            foreach (var (name, path, selector) in Opened)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var (first, again) = await OpenTwiceAsync(chromium, path, selector);
                // The server compiles what is used much anew: the first round finds it, and PostgreSQL's caches, cold.
                if (round == 0)
                    continue;
                taken[new(name, IsFirst: true)].Add(first);
                taken[new(name, IsFirst: false)].Add(again);
            }
        }

        Print(rounds, taken);
    }

    private static async Task<(Paints First, Paints Again)> OpenTwiceAsync(Chromium chromium, string path, string selector)
    {
        await using var context = await chromium.NewContextAsync();
        var page = await context.NewPageAsync();
        return (await Paints.OfAsync(page, path, selector), await Paints.OfAsync(page, path, selector));
    }

    private static void Print(int rounds, Dictionary<Key, List<Paints>> taken)
    {
        var table = new Table($"{rounds.ToString(CultureInfo.InvariantCulture)} rounds, ms", "first paint", "first content", "largest paint", "its content", "blocked");
        foreach (var (key, all) in taken)
        {
            table.Add(
                $"{key.Page}, {(key.IsFirst ? "first visit" : "again")}",
                Middle(one => one.First),
                Middle(one => one.FirstContent),
                Middle(one => one.Largest),
                Middle(one => one.There),
                Middle(one => one.Blocked));

            string Middle(Func<Paints, double> figure) => all.Select(figure).Median().ToString("F0", CultureInfo.InvariantCulture);
        }

        table.Print();
    }

    private sealed record Key(string Page, bool IsFirst);
}
