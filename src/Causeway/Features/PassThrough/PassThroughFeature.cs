namespace Causeway.Features.PassThrough;

/// <summary>Odoo itself, for what the mirror does not hold: under rules, and on record.</summary>
internal static class PassThroughFeature
{
    public static IServiceCollection AddPassThrough(this IServiceCollection services)
    {
        services.AddSingleton<OpenedMethods>();
        services.AddSingleton<PassThroughGate>();
        services.AddSingleton<PassThroughReads>();
        services.AddSingleton<PassThroughCalls>();
        return services;
    }

    public static void MapPassThrough(this IEndpointRouteBuilder api) => api.MapPassThroughRoutes();
}
