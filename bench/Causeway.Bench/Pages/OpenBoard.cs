using System.Text.Json;
using Microsoft.Playwright;

namespace Causeway.Bench.Pages;

/// <summary>A board that somebody has open: it says when it shows an opportunity of a name.</summary>
internal interface IOpenBoard
{
    /// <summary>Waits for it from now on; the task that is returned ends when it stands there.</summary>
    Task<Task<DateTimeOffset>> WatchForAsync(string name, CancellationToken cancellationToken);
}

/// <summary>In a tab of Chromium.</summary>
internal sealed class BoardTab(IPage page) : IOpenBoard
{
    public IPage Page => page;

    public static async Task<BoardTab> OpenAsync(IBrowserContext context)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync("/opportunities", new() { WaitUntil = WaitUntilState.Commit });
        await page.Locator("[data-testid=live-mark][data-state=live]").WaitForAsync();
        return new BoardTab(page);
    }

    public async Task<Task<DateTimeOffset>> WatchForAsync(string name, CancellationToken cancellationToken)
    {
        await page.EvaluateAsync(
            """
            name => {
              window.seen = new Promise(done => {
                const look = () => [...document.querySelectorAll('[data-testid=board-card] h3')].some(title => title.textContent === name) && done(Date.now());
                new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
              });
            }
            """,
            name);
        return SeenAsync();
    }

    private async Task<DateTimeOffset> SeenAsync() => DateTimeOffset.FromUnixTimeMilliseconds((long)await page.EvaluateAsync<double>("() => window.seen"));
}

/// <summary>
/// What such a tab asks of the server, without the tab: the board, the stream of changes from there on, and the board again
/// when a change has come and 300 ms are quiet, as LiveQueries has it.
/// </summary>
internal sealed class BoardClient : IOpenBoard, IDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(300);

    private readonly HttpClient http;
    private readonly StreamReader events;
    private readonly HttpResponseMessage stream;

    private BoardClient(HttpClient http, HttpResponseMessage stream, StreamReader events) => (this.http, this.stream, this.events) = (http, stream, events);

    public static async Task<BoardClient> OpenAsync(HttpClient client, CancellationToken cancellationToken)
    {
        using var board = await client.GetAsync("/api/opportunities/kanban", cancellationToken);
        board.EnsureSuccessStatusCode();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/changes/stream");
        request.Headers.Add("Last-Event-ID", board.Headers.GetValues("X-Changes-Position").Single());
        var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        answer.EnsureSuccessStatusCode();
        var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(cancellationToken));
        await lines.ReadLineAsync(cancellationToken);
        return new BoardClient(client, answer, lines);
    }

    public Task<Task<DateTimeOffset>> WatchForAsync(string name, CancellationToken cancellationToken) => Task.FromResult(SeenAsync(name, cancellationToken));

    public void Dispose()
    {
        events.Dispose();
        stream.Dispose();
        http.Dispose();
    }

    private async Task<DateTimeOffset> SeenAsync(string name, CancellationToken cancellationToken)
    {
        do
        {
            while (await events.ReadLineAsync(cancellationToken) is { } line && !line.StartsWith("data: ", StringComparison.Ordinal))
            {
            }

            await Task.Delay(Quiet, cancellationToken);
        }
        while (!Shows(await http.GetByteArrayAsync("/api/opportunities/kanban", cancellationToken), name));
        return DateTimeOffset.UtcNow;
    }

    private static bool Shows(byte[] board, string name)
    {
        using var json = JsonDocument.Parse(board);
        return json.RootElement.GetProperty("kanban").EnumerateArray()
            .SelectMany(column => column.GetProperty("opportunities").EnumerateArray())
            .Any(card => card.GetProperty("name").GetString() == name);
    }
}
