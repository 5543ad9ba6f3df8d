namespace Causeway.Features.SignIn;

internal static class SignInFeature
{
    public static IServiceCollection AddSignIn(this IServiceCollection services)
    {
        services.AddSingleton<LocalSignIn>();
        services.AddSingleton<OdooSignIn>();
        services.AddSingleton<SharedOdoo>();
        services.AddSingleton<OdooUsers>();
        services.AddSingleton<SignInGrants>();
        services.AddSingleton<RegisterUser>();
        services.AddSingleton<UpdateProfile>();
        services.AddSingleton<ChangePassword>();
        services.AddSingleton<SignOut>();
        return services;
    }

    public static void MapSignIn(this IEndpointRouteBuilder api)
    {
        SignInEndpoints.Map(api);
        SessionEndpoints.Map(api);
        ProfileEndpoints.Map(api);
    }
}
