namespace Causeway.Features.Profile;

internal static class ProfileFeature
{
    public static IServiceCollection AddProfile(this IServiceCollection services)
    {
        services.AddSingleton<SavedCredentials>();
        services.AddSingleton<CredentialAttempts>();
        services.AddSingleton<PrivateInstance>();
        services.AddSingleton<SaveOdooCredentials>();
        services.AddSingleton<TestOdooCredentials>();
        services.AddSingleton<DeleteOdooCredentials>();
        return services;
    }

    public static void MapProfile(this IEndpointRouteBuilder api) => OdooCredentialEndpoints.Map(api.MapGroup("/profile").WithTags("Profile"));
}
