using Causeway.Platform;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Causeway.Features.Health;

internal sealed record Health(string Status, DateTime Timestamp, string Version);

/// <summary>For load balancers and people: that we run, and that we can serve.</summary>
internal static class HealthEndpoints
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        // Not limited: who probes us must not be told that we are down because a stranger at the same address asks often.
        var health = routes.MapGroup("").DisableRateLimiting().WithTags("Health");
        health.MapGet("/health", Live).WithName("GetHealth").WithSummary("Whether it runs, and which version");
        health.MapGet("/api/health", Live).WithName("GetApiHealth").WithSummary("The same, with the API's other routes");
        health.MapGet("/health/live", Live).WithName("GetLiveness").WithSummary("The same, for who restarts a process that hangs");
        health.MapGet("/health/ready", ReadyAsync)
            .Produces<Health>()
            .Produces<Health>(StatusCodes.Status503ServiceUnavailable)
            .WithName("GetReadiness")
            .WithSummary("Whether it can serve")
            .WithDescription("The database and its schema only: one customer's dead Odoo takes no replica out.");
    }

    private static Health Live(TimeProvider clock) => Now("healthy", clock);

    private static async Task<IResult> ReadyAsync(HealthCheckService checks, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(Limit);
        return await IsReadyAsync(checks, limited.Token)
            ? TypedResults.Ok(Now("ready", clock))
            : TypedResults.Json(Now("unavailable", clock), statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<bool> IsReadyAsync(HealthCheckService checks, CancellationToken cancellationToken)
    {
        try
        {
            return (await checks.CheckHealthAsync(cancellationToken)).Status == HealthStatus.Healthy;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static Health Now(string status, TimeProvider clock) => new(status, clock.GetUtcNow().UtcDateTime, ProgramVersion.Text);
}
