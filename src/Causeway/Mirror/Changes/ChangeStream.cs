using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Causeway.Mirror.Connections;
using Causeway.Mirror.Records;
using Causeway.Platform.Access;
using Causeway.Platform.Http;
using Npgsql;

namespace Causeway.Mirror.Changes;

/// <summary>What a follower wants to be told.</summary>
/// <param name="Models">Of which models; of all where null.</param>
/// <param name="WithRecords">Whether each change carries its record.</param>
internal sealed record ChangeWish(string[]? Models, bool WithRecords)
{
    public bool Includes(Change change) => Models is null || Models.Contains(change.Model);
}

/// <summary>The feed as server-sent events, for as long as the client stays.</summary>
internal sealed class ChangeStream(
    ChangeQuery changes, ChangeRecords records, ChangeSignal signal, Viewers viewers, ConnectionStore connections, PresentCaller callers, NpgsqlDataSource database, TimeProvider time, IHostApplicationLifetime lifetime)
{
    private const int Page = 200;

    /// <summary>How long somebody may go on who has been disabled or has signed out.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    public async Task FollowAsync(HttpResponse response, Viewer viewer, FeedPosition? since, ChangeWish wish, CancellationToken cancellationToken)
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
            await SendAsync(response, viewer, position, wish, ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The client left, or we are stopping; it comes back with its last position.
        }
    }

    private async Task SendAsync(HttpResponse response, Viewer viewer, long position, ChangeWish wish, CancellationToken cancellationToken)
    {
        await foreach (var told in ReadAsync(viewer, position, wish, cancellationToken))
        {
            await WriteAsync(response, viewer, told, cancellationToken);
            await response.Body.FlushAsync(cancellationToken);
        }
    }

    /// <summary>
    /// What there is after a position, and what comes, until what the viewer may see has changed or is no longer kept: then the
    /// client must read again. Now and then nothing, so that a line can be kept open.
    /// </summary>
    public async IAsyncEnumerable<IReadOnlyList<Change>> ReadAsync(Viewer viewer, long position, ChangeWish wish, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (mustLook, looked) = (true, time.GetTimestamp());
        while (true)
        {
            var turn = signal.Turn(viewer.Connection.Id);
            var page = await turn.PageAsync(position, () => changes.PageAsync(viewer.Connection.Id, position, null, Page, lifetime.ApplicationStopping)).WaitAsync(cancellationToken);
            if (page.HasGapAfter(position))
                yield break;
            if (mustLook || page.Entries.Any(Viewers.DependOn) || (page.Entries.Count > 0 && time.GetElapsedTime(looked) >= LookAgain))
            {
                if (!await IsUnchangedAsync(viewer, cancellationToken))
                    yield break;
                (mustLook, looked) = (false, time.GetTimestamp());
            }

            var told = await TellAsync(viewer, page, wish, cancellationToken);
            if (told.Count > 0)
                yield return told;
            position = page.Position;
            if (!page.HasMore && !await turn.Ended.WaitAsync(cancellationToken))
            {
                mustLook = true;
                yield return [];
            }
        }
    }

    private async Task<bool> IsUnchangedAsync(Viewer viewer, CancellationToken cancellationToken) =>
        await callers.FindAsync(viewer.Caller, cancellationToken) is { } caller
        && await connections.FindAsync(viewer.Connection.Id, cancellationToken) is { } connection
        && (await viewers.FindAsync(caller, connection, cancellationToken)).Scope == viewer.Scope;

    private async Task<IReadOnlyList<Change>> TellAsync(Viewer viewer, FeedPage page, ChangeWish wish, CancellationToken cancellationToken)
    {
        IReadOnlyList<Change> told = [.. page.Entries.Select(entry => entry.For(viewer)).OfType<Change>().Where(wish.Includes)];
        return wish.WithRecords && told.Count > 0 ? await records.AddAsync(viewer, told, cancellationToken) : told;
    }

    private static async Task WriteAsync(HttpResponse response, Viewer viewer, IReadOnlyList<Change> told, CancellationToken cancellationToken)
    {
        if (told.Count == 0)
            await response.WriteAsync(": beat\n\n", cancellationToken);
        foreach (var change in told)
        {
            var data = JsonSerializer.Serialize(change, ApiJson.Options);
            await response.WriteAsync($"id: {new FeedPosition(change.Version, viewer.Scope)}\nevent: change\ndata: {data}\n\n", Encoding.UTF8, cancellationToken);
        }
    }
}
