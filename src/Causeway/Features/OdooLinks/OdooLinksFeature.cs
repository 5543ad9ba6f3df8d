namespace Causeway.Features.OdooLinks;

internal static class OdooLinksFeature
{
    public static IServiceCollection AddOdooLinks(this IServiceCollection services)
    {
        services.AddSingleton<OdooPlaces>();
        services.AddSingleton<LookAlikes>();
        services.AddSingleton<OdooProposals>();
        services.AddSingleton<LinkUser>();
        services.AddSingleton<ProveOdooUser>();
        services.AddSingleton<RelinkOdoo>();
        services.AddSingleton<DecideProposal>();
        services.AddSingleton<SetOdooLink>();
        services.AddSingleton<SyncUsers>();
        return services;
    }

    public static void MapOdooLinks(this IEndpointRouteBuilder api) => OdooLinksEndpoints.Map(api);
}
