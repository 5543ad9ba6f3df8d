using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Causeway.Bench.Processes;
using Microsoft.Playwright;

namespace Causeway.Bench.Pages;

/// <summary>From letting go of a card until it stands in its new column and until Odoo has it, next to the bare request.</summary>
internal static class MoveBench
{
    private const int Moves = 20;

    /// <summary>The frame in which the card is drawn there, and the one in which its mark of waiting is gone.</summary>
    private const string Watch = """
        ({ card, stage }) => {
          window.moved = new Promise(done => {
            let dropped, standing;
            addEventListener('mouseup', () => dropped = performance.now(), { capture: true, once: true });
            const look = now => {
              const there = dropped !== undefined && document.querySelector(`[data-stage="${stage}"] [data-card="${card}"]`);
              if (there) standing ??= now;
              if (there && there.getAttribute('aria-busy') === 'false') done([standing - dropped, now - dropped]);
              else requestAnimationFrame(look);
            };
            requestAnimationFrame(look);
          });
        }
        """;

    public static async Task RunAsync(Chromium chromium, ServerProcess server, CancellationToken cancellationToken)
    {
        await using var context = await chromium.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync("/opportunities");
        var columns = page.GetByTestId("board-column");
        await columns.Nth(1).GetByTestId("board-card").First.WaitForAsync();
        var (drawn, confirmed, bare) = (new List<double>(), new List<double>(), new List<double>());
        for (var move = 0; move < Moves; move++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            // To and fro, so that neither column runs dry.
            var times = await DragAsync(page, columns.Nth(move % 2), columns.Nth((move + 1) % 2));
            drawn.Add(times[0]);
            confirmed.Add(times[1]);
            bare.Add(await WriteAsync(server.Http, move, cancellationToken));
        }

        Print(drawn, confirmed, bare);
    }

    private static async Task<double[]> DragAsync(IPage page, ILocator from, ILocator to)
    {
        var card = from.GetByTestId("board-card").First;
        var (id, stage) = (await card.GetAttributeAsync("data-card"), await to.GetAttributeAsync("data-stage"));
        var (x, y) = await MiddleAsync(card);
        await page.Mouse.MoveAsync(x, y);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(x + 8, y + 8, new() { Steps = 3 });
        await page.GetByTestId("lifted-card").WaitForAsync();
        (x, y) = await MiddleAsync(to);
        await page.Mouse.MoveAsync(x, y, new() { Steps = 8 });
        await page.EvaluateAsync(Watch, new { card = id, stage });
        await page.Mouse.UpAsync();
        return await page.EvaluateAsync<double[]>("() => window.moved");
    }

    /// <summary>The same write of another card by a program.</summary>
    private static async Task<double> WriteAsync(HttpClient http, int move, CancellationToken cancellationToken)
    {
        var board = (await http.GetFromJsonAsync<JsonElement>("/api/opportunities/kanban", cancellationToken)).GetProperty("kanban");
        var card = board[move % 2].GetProperty("opportunities").EnumerateArray().Last();
        var stage = board[(move + 1) % 2].GetProperty("stage_id").GetInt64();
        var clock = Stopwatch.StartNew();
        using var answer = await http.PatchAsJsonAsync($"/api/opportunities/{card.GetProperty("id").GetInt64().ToString(CultureInfo.InvariantCulture)}/stage", new { stage_id = stage }, cancellationToken);
        answer.EnsureSuccessStatusCode();
        return clock.Elapsed.TotalMilliseconds;
    }

    private static async Task<(float X, float Y)> MiddleAsync(ILocator element)
    {
        var box = await element.BoundingBoxAsync() ?? throw new InvalidOperationException($"{element} is not on the page.");
        return (box.X + (box.Width / 2), box.Y + (box.Height / 2));
    }

    private static void Print(List<double> drawn, List<double> confirmed, List<double> bare)
    {
        var table = new Table($"{Moves.ToString(CultureInfo.InvariantCulture)} cards dropped", "median ms", "longest ms");
        Add("drawn in the new column", drawn);
        Add("confirmed by Odoo", confirmed);
        Add("the same write by a program", bare);
        table.Print();

        void Add(string name, List<double> ms) => table.Add(name, ms.Median().ToString("F0", CultureInfo.InvariantCulture), ms.Max().ToString("F0", CultureInfo.InvariantCulture));
    }
}
