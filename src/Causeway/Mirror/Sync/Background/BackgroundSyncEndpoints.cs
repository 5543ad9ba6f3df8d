using Causeway.Mirror.Connections.Management;
using Causeway.Platform.Access;

namespace Causeway.Mirror.Sync.Background;

internal sealed record LastSync(DateTimeOffset? Timestamp, IReadOnlyDictionary<string, EntityStats> Stats);

internal sealed record LastFailure(DateTimeOffset? Timestamp, string? Error);

/// <summary>The schedule of a connection, in one look.</summary>
internal sealed record BackgroundSyncStatus
{
    public required bool IsRunning { get; init; }

    public required bool Paused { get; init; }

    public required int IntervalMinutes { get; init; }

    public DateTimeOffset? NextRun { get; init; }

    public LastSync? LastSync { get; init; }

    public LastFailure? LastFailure { get; init; }

    public required HealthWord Health { get; init; }
}

/// <summary><c>/integrations/background-sync</c>: the schedule.</summary>
internal static class BackgroundSyncEndpoints
{
    public static void MapBackgroundSync(this IEndpointRouteBuilder integrations)
    {
        var background = integrations.MapGroup("/background-sync");
        background.MapGet("/status", StatusAsync).WithName("GetBackgroundSync").WithSummary("The schedule, the last run and the last failure").Produces<BackgroundSyncStatus>();
        background.MapGet("/health", HealthAsync)
            .WithName("GetSyncHealth")
            .WithSummary("How well the mirror is kept")
            .WithDescription("critical from 6 failures in 24 hours or when Odoo refuses our credentials, degraded from 3, stale with no success for an hour (or two intervals, if that is longer).")
            .Produces<SyncHealth>();
        background.MapPost("/start", (ManagedConnection on, BackgroundSync sync, CancellationToken cancellationToken) => sync.SetPausedAsync(on.Connection, false, cancellationToken))
            .WithName("StartBackgroundSync")
            .WithSummary("Resume the schedule")
            .Produces<BackgroundSyncStatus>();
        background.MapPost("/stop", (ManagedConnection on, BackgroundSync sync, CancellationToken cancellationToken) => sync.SetPausedAsync(on.Connection, true, cancellationToken))
            .WithName("StopBackgroundSync")
            .WithSummary("Pause the schedule; a run that goes on ends by itself")
            .Produces<BackgroundSyncStatus>();
        background.MapPost("/trigger", TriggerAsync).WithName("TriggerBackgroundSync").WithSummary("Run now").Produces<SyncTriggered>(StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> StatusAsync(ManagedConnection on, BackgroundSync sync, CancellationToken cancellationToken) =>
        TypedResults.Ok(await sync.StatusAsync(on.Connection, cancellationToken));

    private static async Task<IResult> HealthAsync(ManagedConnection on, SyncHealthCheck health, CancellationToken cancellationToken) =>
        TypedResults.Ok(await health.LookAsync(on.Connection, cancellationToken));

    private static async Task<IResult> TriggerAsync(Caller caller, ManagedConnection on, SyncRequests requests, CancellationToken cancellationToken)
    {
        var run = await requests.RequestAsync(on.Connection, caller.AuditName, full: false, entities: null, cancellationToken);
        return TypedResults.Accepted($"/api/integrations/sync/{run}", new SyncTriggered(run));
    }
}
