namespace Causeway.Features.Activities;

internal static class ActivitiesFeature
{
    public static IServiceCollection AddActivities(this IServiceCollection services) => services
        .AddSingleton<ActivityQueries>()
        .AddSingleton<CreateActivity>();
}
