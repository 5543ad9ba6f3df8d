using Causeway.Features.Tasks;
using Causeway.Platform.Access;
using Causeway.Platform.Http;

namespace Causeway.Features.Analytics;

/// <summary><c>/analytics</c>: tasks in figures.</summary>
internal static class AnalyticsFeature
{
    public static IServiceCollection AddAnalytics(this IServiceCollection services) => services.AddSingleton<TaskDashboardQuery>();

    public static void MapAnalytics(this IEndpointRouteBuilder api) => api.MapGet("/analytics/dashboard", ReadAsync)
        .RequireSignedIn()
        .WithTags("Tasks")
        .WithQuery(TaskDashboardQuery.Spec)
        .Produces<TaskDashboard>().Refuses(400, 401, 403)
        .WithName("GetTaskDashboard")
        .WithSummary("Tasks in figures")
        .WithDescription("Over the tasks that you may read, created between from and to.");

    private static async Task<IResult> ReadAsync(TaskReader reader, QueryValues query, TaskDashboardQuery dashboard, TimeProvider clock, CancellationToken cancellationToken) =>
        TaskJson.Answer(await dashboard.ReadAsync(reader, query, cancellationToken), reader, clock);
}
