using Causeway.Features.GraphQlApi.Http;
using Causeway.Features.GraphQlApi.Operations;
using Causeway.Features.GraphQlApi.Types;

namespace Causeway.Features.GraphQlApi;

/// <summary>The mirror by GraphQL: one query, one SQL statement.</summary>
internal static class GraphQlFeature
{
    public static IServiceCollection AddGraphQl(this IServiceCollection services)
    {
        services.AddSingleton<ApiSchema>();
        services.AddSingleton<GraphQlSchemas>();
        services.AddSingleton<GraphQlRequests>();
        services.AddSingleton<PersistedDocuments>();
        services.AddSingleton<OwnQueries>();
        services.AddSingleton<SyncMutations>();
        services.AddSingleton<RecordMutations>();
        services.AddSingleton<TaskMutations>();
        services.AddSingleton<MutationOutcome>();
        services.AddSingleton<ApiSubscriptions>();
        return services;
    }

    public static void MapGraphQl(this IEndpointRouteBuilder routes) => routes.MapGraphQlRoutes();
}
