using System.Text.Json;
using Microsoft.Playwright;

namespace Causeway.Bench.Pages;

/// <summary>When a page that was opened shows what, in milliseconds from the moment at which it was asked for.</summary>
/// <param name="First">The first pixel that is not the background.</param>
/// <param name="FirstContent">The first text or picture.</param>
/// <param name="Largest">The largest one.</param>
/// <param name="There">What the page is for: the first card, row or figure.</param>
/// <param name="Blocked">By how much longer than 50 ms each its tasks kept the page from answering a key.</param>
internal sealed record Paints(double First, double FirstContent, double Largest, double There, double Blocked)
{
    /// <summary>Until nothing more comes, for the tasks that follow the content.</summary>
    private const int RestMs = 500;

    private const string Read = """
        rest => new Promise(done => {
          const paint = name => performance.getEntriesByName(name)[0]?.startTime ?? 0;
          let largest = 0, blocked = 0;
          new PerformanceObserver(list => list.getEntries().forEach(entry => largest = entry.startTime)).observe({ type: 'largest-contentful-paint', buffered: true });
          new PerformanceObserver(list => list.getEntries().forEach(entry => blocked += Math.max(0, entry.duration - 50))).observe({ type: 'longtask', buffered: true });
          setTimeout(() => done({ first: paint('first-paint'), content: paint('first-contentful-paint'), largest, blocked }), rest);
        })
        """;

    public static async Task<Paints> OfAsync(IPage page, string path, string selector)
    {
        await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.Commit });
        var there = await (await page.WaitForFunctionAsync("selector => document.querySelector(selector) ? performance.now() : false", selector)).JsonValueAsync<double>();
        var figures = await page.EvaluateAsync<JsonElement>(Read, RestMs);
        return new Paints(Figure("first"), Figure("content"), Figure("largest"), there, Figure("blocked"));

        double Figure(string name) => figures.GetProperty(name).GetDouble();
    }
}
