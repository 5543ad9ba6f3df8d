using Causeway.Mirror.Catalog;
using Causeway.Mirror.Connections.Management;
using Causeway.Mirror.Sync.Background;
using Causeway.Platform.Access;
using Causeway.Platform.Http;
using Microsoft.AspNetCore.Mvc;

namespace Causeway.Mirror.Sync;

internal sealed record SyncTriggerBody(string[]? Entities = null, bool Full = false);

internal sealed record SyncTriggered(Guid SyncId);

internal sealed record SyncLogsAnswer(IReadOnlyList<SyncRun> Logs, int Count, Pagination Pagination);

/// <summary><c>/integrations/.../sync</c>: runs asked for, watched, looked up, ended.</summary>
internal static class SyncEndpoints
{
    private static readonly QuerySpec Logs =
    [
        new("limit", QueryType.Long, "How many, 20 by default, 100 at most.") { Min = 1 },
        new("page", QueryType.Long, "The page, from 1.") { Min = 1 },
        new("status", QueryType.Text, "Only those.") { Choices = [.. Enum.GetNames<SyncStatus>().Select(name => name.ToLowerInvariant())] },
    ];

    public static void MapSync(this IEndpointRouteBuilder api)
    {
        var sync = api.MapGroup("/integrations").RequireSignedIn().WithTags("Integrations");
        sync.MapPost("/odoo/sync/trigger", TriggerAsync)
            .WithName("TriggerSync")
            .WithSummary("Sync now")
            .WithDescription("Where a run already waits or goes on, its id is answered. full reads every record again.")
            .Produces<SyncTriggered>(StatusCodes.Status202Accepted);
        sync.MapGet("/sync/{sync_id:guid}", FindAsync)
            .WithName("GetSync")
            .WithSummary("A run: status, progress, what it did")
            .Produces<SyncRun>();
        sync.MapGet("/sync/{sync_id:guid}/events", FollowAsync)
            .StaysOpen()
            .WithName("FollowSync")
            .WithSummary("The same as server-sent events, until the run has ended")
            .Produces<string>(StatusCodes.Status200OK, "text/event-stream");
        sync.MapPost("/sync/{sync_id:guid}/cancel", CancelAsync)
            .WithName("CancelSync")
            .WithSummary("End a run")
            .WithDescription("What it has stored stays; the next run goes on from there. 409 where it has ended already.")
            .Produces<SyncRun>(StatusCodes.Status202Accepted);
        sync.MapGet("/sync/logs", LogsAsync)
            .WithQuery(Logs)
            .WithName("ListSyncRuns")
            .WithSummary("The latest runs")
            .Produces<SyncLogsAnswer>();
        sync.MapBackgroundSync();
    }

    private static async Task<IResult> TriggerAsync(SyncTriggerBody? body, Caller caller, ManagedConnection on, SyncRequests requests, CancellationToken cancellationToken)
    {
        var unknown = (body?.Entities ?? []).Except(ConnectionModels.Entities(on.Connection)).ToArray();
        if (unknown.Length > 0)
            return Problems.Invalid("entities", $"{string.Join(", ", unknown)}: not an entity. Known: {string.Join(", ", ConnectionModels.Entities(on.Connection))}.");
        var entities = body?.Entities is { Length: > 0 } asked ? asked : null;
        var run = await requests.RequestAsync(on.Connection, caller.AuditName, body?.Full ?? false, entities, cancellationToken);
        return TypedResults.Accepted($"/api/integrations/sync/{run}", new SyncTriggered(run));
    }

    private static async Task<IResult> FindAsync([FromRoute(Name = "sync_id")] Guid syncId, ManagedConnection on, SyncRuns runs, CancellationToken cancellationToken) =>
        await runs.FindAsync(on.Connection.Id, syncId, cancellationToken) is { } run ? TypedResults.Ok(run) : Unknown(syncId);

    private static async Task<IResult> FollowAsync([FromRoute(Name = "sync_id")] Guid syncId, ManagedConnection on, SyncRuns runs, SyncEvents events, CancellationToken cancellationToken) =>
        await runs.FindAsync(on.Connection.Id, syncId, cancellationToken) is null
            ? Unknown(syncId)
            : TypedResults.ServerSentEvents(events.FollowAsync(on.Connection.Id, syncId, cancellationToken));

    private static async Task<IResult> CancelAsync([FromRoute(Name = "sync_id")] Guid syncId, Caller caller, ManagedConnection on, SyncRuns runs, CancellationToken cancellationToken) =>
        await runs.CancelAsync(on.Connection.Id, syncId, caller.AuditName, cancellationToken) switch
        {
            null => Unknown(syncId),
            false => Problems.Conflict("The run has ended already."),
            true => TypedResults.Accepted($"/api/integrations/sync/{syncId}", await runs.FindAsync(on.Connection.Id, syncId, cancellationToken)),
        };

    private static async Task<IResult> LogsAsync(ManagedConnection on, QueryValues query, SyncRuns runs, CancellationToken cancellationToken)
    {
        var (limit, page) = ((int)Math.Min(query.Long("limit") ?? 20, 100), query.Long("page") ?? 1);
        if (page > ListRequest.MaxSkip / limit)
            return Problems.Invalid("page", "is too deep.");
        SyncStatus? status = query.Text("status") is { } word ? Enum.Parse<SyncStatus>(word, ignoreCase: true) : null;
        var logs = await runs.LatestAsync(on.Connection.Id, status, limit, (page - 1) * limit, cancellationToken);
        var total = await runs.CountAsync(on.Connection.Id, status, cancellationToken);
        return TypedResults.Ok(new SyncLogsAnswer(logs, logs.Count, new Pagination
        {
            Page = page,
            PerPage = limit,
            Total = total,
            HasNext = page * limit < total,
            HasPrev = page > 1,
            NextCursor = null,
        }));
    }

    private static Problem Unknown(Guid syncId) => Problems.NotFound($"There is no sync run {syncId} on this connection.");
}
