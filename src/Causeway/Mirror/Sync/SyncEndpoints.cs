using Causeway.Mirror.Catalog;
using Causeway.Mirror.Connections;
using Causeway.Platform.Access;
using Causeway.Platform.Http;
using Microsoft.AspNetCore.Mvc;

namespace Causeway.Mirror.Sync;

internal sealed record SyncTriggerBody(string[]? Entities = null, bool Full = false);

internal sealed record SyncTriggered(Guid SyncId);

internal sealed record SyncLogsAnswer(IReadOnlyList<SyncRun> Logs, int Count);

/// <summary><c>/integrations/.../sync</c>: runs asked for, watched, looked up.</summary>
internal static class SyncEndpoints
{
    private static readonly string[] Entities = [.. DefaultModels.All.Select(model => model.Entity).Distinct()];

    public static void MapSync(this IEndpointRouteBuilder api)
    {
        var sync = api.MapGroup("/integrations").RequireAdmin().WithTags("Integrations");
        sync.MapPost("/odoo/sync/trigger", TriggerAsync)
            .WithName("TriggerSync")
            .WithSummary("Sync now")
            .WithDescription("Where a run already waits or goes on, its id is answered. full reads every record again.")
            .Produces<SyncTriggered>(StatusCodes.Status202Accepted);
        sync.MapGet("/sync/{sync_id:guid}", FindAsync)
            .WithName("GetSync")
            .WithSummary("A run: status, progress, what it did")
            .Produces<SyncRun>();
        sync.MapGet("/sync/logs", LogsAsync)
            .WithQuery([new("limit", QueryType.Long, "How many, 20 by default, 100 at most.")])
            .WithName("ListSyncRuns")
            .WithSummary("The latest runs")
            .Produces<SyncLogsAnswer>();
    }

    private static async Task<IResult> TriggerAsync(SyncTriggerBody? body, Caller caller, RequestConnection on, SyncRequests requests, CancellationToken cancellationToken)
    {
        var unknown = (body?.Entities ?? []).Except(Entities).ToArray();
        if (unknown.Length > 0)
            return Problems.Invalid("entities", $"{string.Join(", ", unknown)}: not an entity. Known: {string.Join(", ", Entities)}.");
        var entities = body?.Entities is { Length: > 0 } asked ? asked : null;
        var run = await requests.RequestAsync(on.Connection, caller.AuditName, body?.Full ?? false, entities, cancellationToken);
        return TypedResults.Accepted($"/api/integrations/sync/{run}", new SyncTriggered(run));
    }

    private static async Task<IResult> FindAsync([FromRoute(Name = "sync_id")] Guid syncId, RequestConnection on, SyncRuns runs, CancellationToken cancellationToken) =>
        await runs.FindAsync(on.Connection.Id, syncId, cancellationToken) is { } run
            ? TypedResults.Ok(run)
            : Problems.NotFound($"There is no sync run {syncId} on this connection.");

    private static async Task<IResult> LogsAsync(RequestConnection on, QueryValues query, SyncRuns runs, CancellationToken cancellationToken)
    {
        var logs = await runs.LatestAsync(on.Connection.Id, (int)Math.Clamp(query.Long("limit") ?? 20, 1, 100), cancellationToken);
        return TypedResults.Ok(new SyncLogsAnswer(logs, logs.Count));
    }
}
