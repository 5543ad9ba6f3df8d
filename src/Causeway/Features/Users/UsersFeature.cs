namespace Causeway.Features.Users;

internal static class UsersFeature
{
    public static IServiceCollection AddUsers(this IServiceCollection services)
    {
        services.AddSingleton<UserQueries>();
        services.AddSingleton<UpdateUser>();
        return services;
    }

    public static void MapUsers(this IEndpointRouteBuilder api) => UsersEndpoints.Map(api);
}
