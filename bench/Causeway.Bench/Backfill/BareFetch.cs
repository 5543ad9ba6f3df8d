using System.Diagnostics;
using Causeway.Odoo;

namespace Causeway.Bench.Backfill;

/// <summary>The bare loop: sends the pages' requests one after another, and throws the bytes away undecoded.</summary>
internal sealed class BareFetch : IDisposable
{
    private readonly HttpClient http = OdooClient.CreateHttpClient();
    private readonly byte[] sink = new byte[64 * 1024];

    public async Task<TimeSpan> RunAsync(IReadOnlyList<TapedRequest> pages, CancellationToken cancel)
    {
        var clock = Stopwatch.StartNew();
        foreach (var page in pages)
            await FetchAsync(page, cancel);
        return clock.Elapsed;
    }

    public void Dispose() => http.Dispose();

    private async Task FetchAsync(TapedRequest page, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, page.Url) { Content = new ByteArrayContent(page.Body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Authorization = page.Authorization;
        if (page.Database is not null)
            request.Headers.Add("X-Odoo-Database", page.Database);
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        answer.EnsureSuccessStatusCode();
        await using var body = await answer.Content.ReadAsStreamAsync(cancel);
        while (await body.ReadAsync(sink, cancel) > 0)
        {
        }
    }
}
