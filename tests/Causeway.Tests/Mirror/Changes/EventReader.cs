using System.Net;
using System.Text.Json;
using Causeway.Tests.Infrastructure;
using Shouldly;

namespace Causeway.Tests.Mirror.Changes;

/// <summary>A client of server-sent events.</summary>
internal sealed class EventReader(HttpResponseMessage response, StreamReader lines) : IDisposable
{
    public static Task<EventReader> OpenAsync(Api api, params (string, string)[] headers) => OpenAsync(api, "", headers);

    public static async Task<EventReader> OpenAsync(Api api, string query, params (string, string)[] headers)
    {
        var response = await api.FollowAsync($"/api/changes/stream{query}", headers);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        var lines = new StreamReader(await response.Content.ReadAsStreamAsync());
        (await lines.ReadLineAsync())!.ShouldStartWith(": following");
        return new EventReader(response, lines);
    }

    /// <summary>The next event, if it comes in time.</summary>
    public async Task<(string Id, JsonElement Change)> NextAsync(TimeSpan patience)
    {
        using var limit = new CancellationTokenSource(patience);
        var id = "";
        while (true)
        {
            var line = (await lines.ReadLineAsync(limit.Token)).ShouldNotBeNull("the stream ended");
            if (line.StartsWith("id: ", StringComparison.Ordinal))
                id = line["id: ".Length..];
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
                return (id, JsonDocument.Parse(line["data: ".Length..]).RootElement);
        }
    }

    /// <summary>Reads on until the server ends the stream.</summary>
    public async Task EndAsync(TimeSpan patience)
    {
        using var limit = new CancellationTokenSource(patience);
        while (await lines.ReadLineAsync(limit.Token) is not null)
        {
        }
    }

    public void Dispose()
    {
        lines.Dispose();
        response.Dispose();
    }
}
