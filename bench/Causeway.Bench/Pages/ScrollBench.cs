using System.Globalization;

namespace Causeway.Bench.Pages;

/// <summary>The frames of a list that is scrolled, next to those of the same list at rest.</summary>
internal static class ScrollBench
{
    private const int Frames = 300;
    private const double Smooth = 1000.0 / 60;

    /// <summary>Each frame goes on by so much; the times between frames as the browser's compositor saw them.</summary>
    private const string Scroll = """
        async ({ pixels, frames }) => {
          const grid = document.querySelector('[data-testid=list-grid]');
          const times = [];
          let last = await new Promise(requestAnimationFrame);
          for (let frame = 0; frame < frames; frame++) {
            grid.scrollTop += pixels;
            const now = await new Promise(requestAnimationFrame);
            times.push(now - last);
            last = now;
          }
          return times;
        }
        """;

    private const string Jump = """
        async () => {
          const grid = document.querySelector('[data-testid=list-grid]');
          grid.scrollTop = grid.scrollHeight * Math.random() * 0.9 + 5000;
          const began = performance.now();
          await new Promise(requestAnimationFrame);
          for (;;) {
            await new Promise(requestAnimationFrame);
            if (!grid.querySelector('[data-testid=list-row][aria-busy=true]')) return performance.now() - began;
          }
        }
        """;

    public static async Task RunAsync(Chromium chromium, CancellationToken cancellationToken)
    {
        await using var context = await chromium.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync("/leads");
        await page.Locator("[data-testid=list-row][aria-busy=false]").First.WaitForAsync();
        var height = await page.GetByTestId("list-grid").EvaluateAsync<double>("grid => grid.scrollHeight");
        var table = new Table($"{Frames.ToString(CultureInfo.InvariantCulture)} frames of the list", "over 16.7 ms", "over 33 ms", "over 50 ms", "longest ms");
        await FramesAsync("at rest", 0);
        await FramesAsync("a wheel: 60 pixels a frame", 60);
        await FramesAsync("a fling: 600 pixels a frame", 600);
        await FramesAsync("from the first row to the last", height / Frames);
        table.Print();
        var jumps = new List<double>();
        for (var jump = 0; jump < 10; jump++)
            jumps.Add(await page.EvaluateAsync<double>(Jump));
        Console.WriteLine($"a jump to anywhere until its rows stand: median {Ms(jumps.Median())} ms, longest {Ms(jumps.Max())} ms");
        Console.WriteLine($"JS heap afterwards: {await Heap.MegabytesAsync(page)} MB");

        async Task FramesAsync(string name, double pixels)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await page.GetByTestId("list-grid").EvaluateAsync("grid => { grid.scrollTop = 0; }");
            await page.Locator("[data-testid=list-row][aria-rowindex='2'][aria-busy=false]").WaitForAsync();
            var times = await page.EvaluateAsync<double[]>(Scroll, new { pixels, frames = Frames });
            // A frame that is only late by its clock's grain is none that was missed.
            table.Add(name, Share(times, Smooth * 1.1), Share(times, Smooth * 2.1), times.Count(time => time > 50).ToString(CultureInfo.InvariantCulture), Ms(times.Max()));
        }
    }

    private static string Share(double[] times, double limit) => (times.Count(time => time > limit) / (double)times.Length).ToString("P1", CultureInfo.InvariantCulture);

    private static string Ms(double value) => value.ToString("F0", CultureInfo.InvariantCulture);
}
