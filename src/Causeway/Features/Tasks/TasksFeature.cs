using Causeway.Features.Tasks.Calendar;
using Causeway.Platform.Http.Idempotency;

namespace Causeway.Features.Tasks;

/// <summary>What people of ours have to do, and figures about it.</summary>
internal static class TasksFeature
{
    public static IServiceCollection AddTasks(this IServiceCollection services)
    {
        services.AddSingleton<TaskQueries>();
        services.AddSingleton<TaskWrites>();
        services.AddSingleton<SetTaskStatuses>();
        services.AddSingleton<TaskDashboardQuery>();
        services.AddSingleton<CalendarTokens>();
        services.AddSingleton<CalendarFeed>();
        services.AddSingleton<IReplayGuard, TaskReplays>();
        return services;
    }

    public static void MapTasks(this IEndpointRouteBuilder api)
    {
        api.MapTaskRoutes();
        api.MapCalendar();
    }
}
