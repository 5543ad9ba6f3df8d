namespace Causeway.Features.Health;

internal static class HealthFeature
{
    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<DatabaseCheck>("database");
        return services;
    }
}
