using System.Text;
using System.Text.Json;
using Causeway.Mirror.Records;
using Causeway.Platform.Http;
using Npgsql;

namespace Causeway.Mirror.Changes;

/// <summary>The feed as server-sent events, for as long as the client stays.</summary>
internal sealed class ChangeStream(ChangeQuery changes, ChangeSignal signal, Viewers viewers, NpgsqlDataSource database, IHostApplicationLifetime lifetime)
{
    private const int Page = 200;

    /// <summary>Comes often enough that no proxy takes the line for dead.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);

    public async Task FollowAsync(HttpResponse response, Viewer viewer, FeedPosition? since, string[]? models, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        var position = since?.Version ?? await ChangeFeed.PositionAsync(database, viewer.Connection.Id, ending.Token);
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        // nginx would hold events back to fill its buffer.
        response.Headers["X-Accel-Buffering"] = "no";
        try
        {
            await response.WriteAsync($": following from {position}\n\n", ending.Token);
            await response.Body.FlushAsync(ending.Token);
            while (await IsUnchangedAsync(viewer, ending.Token))
                position = await SendAsync(response, viewer, position, models, ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The client left, or we are stopping; it comes back with its last position.
        }
    }

    /// <summary>
    /// Ends the stream when what the viewer may see has changed: the client reconnects and is told to read again.
    /// </summary>
    private async Task<bool> IsUnchangedAsync(Viewer viewer, CancellationToken cancellationToken) =>
        (await viewers.FindAsync(viewer.Caller, viewer.Connection, cancellationToken)).Scope == viewer.Scope;

    /// <summary>Sends what there is, or waits for more; answers the position reached.</summary>
    private async Task<long> SendAsync(HttpResponse response, Viewer viewer, long since, string[]? models, CancellationToken cancellationToken)
    {
        var next = signal.NextAsync(viewer.Connection.Id);
        var page = await changes.ReadAsync(viewer, since, models, Page, cancellationToken);
        foreach (var change in page.Changes)
        {
            var data = JsonSerializer.Serialize(change, ApiJson.Options);
            await response.WriteAsync($"id: {new FeedPosition(change.Version, viewer.Scope)}\nevent: change\ndata: {data}\n\n", Encoding.UTF8, cancellationToken);
        }

        if (!page.HasMore && page.Changes.Count == 0)
        {
            var beat = Task.Delay(Beat, cancellationToken);
            if (await Task.WhenAny(next, beat) == beat)
                await response.WriteAsync(": beat\n\n", cancellationToken);
        }

        await response.Body.FlushAsync(cancellationToken);
        return page.Position;
    }
}
