namespace Causeway.Features.Audit;

internal static class AuditFeature
{
    public static IServiceCollection AddAuditRoutes(this IServiceCollection services) => services.AddSingleton<AuditQueries>();

    public static void MapAudit(this IEndpointRouteBuilder api) => AuditEndpoints.Map(api);
}
