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
        return services;
    }

    public static void MapTasks(this IEndpointRouteBuilder api) => api.MapTaskRoutes();
}
