namespace Causeway.Features.Opportunities;

internal static class OpportunitiesFeature
{
    public static IServiceCollection AddOpportunities(this IServiceCollection services) => services.AddSingleton<Board>();
}
