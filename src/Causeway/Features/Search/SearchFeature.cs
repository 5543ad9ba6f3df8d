namespace Causeway.Features.Search;

/// <summary>One box for everything that one may see.</summary>
internal static class SearchFeature
{
    public static IServiceCollection AddSearch(this IServiceCollection services) => services.AddSingleton<SearchQuery>();

    public static void MapSearch(this IEndpointRouteBuilder api) => SearchEndpoint.Map(api);
}
