using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace Causeway.Bench.Webhooks;

/// <summary>A reader of the change stream, which notes when each lead was told of.</summary>
internal sealed class ChangeReader : IAsyncDisposable
{
    private readonly CancellationTokenSource ending = new();
    private readonly ConcurrentDictionary<long, long> told = new();
    private readonly SemaphoreSlim events = new(0);
    private Task reading = Task.CompletedTask;

    public static async Task<ChangeReader> OpenAsync(HttpClient http, CancellationToken cancel)
    {
        var reader = new ChangeReader();
        var response = await http.GetAsync("/api/changes/stream?models=crm.lead", HttpCompletionOption.ResponseHeadersRead, cancel);
        response.EnsureSuccessStatusCode();
        reader.reading = reader.ReadAsync(response);
        return reader;
    }

    public int Count => told.Count;

    /// <summary>Forgets what it was told.</summary>
    public void Clear() => told.Clear();

    /// <summary>When the lead was told of; waits until it is.</summary>
    public async Task<long> ToldOfAsync(long lead, CancellationToken cancel)
    {
        long at;
        while (!told.TryGetValue(lead, out at))
            await events.WaitAsync(cancel);
        return at;
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ending.Dispose();
        events.Dispose();
    }

    private async Task ReadAsync(HttpResponseMessage response)
    {
        using (response)
        {
            using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(ending.Token));
            while (await lines.ReadLineAsync(ending.Token) is { } line)
            {
                if (!line.StartsWith("data: ", StringComparison.Ordinal))
                    continue;
                var at = Stopwatch.GetTimestamp();
                using var change = JsonDocument.Parse(line["data: ".Length..]);
                told[change.RootElement.GetProperty("id").GetInt64()] = at;
                events.Release();
            }
        }
    }
}
