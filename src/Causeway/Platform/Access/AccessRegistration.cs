using Microsoft.AspNetCore.Authentication;

namespace Causeway.Platform.Access;

internal static class AccessRegistration
{
    public static IServiceCollection AddAccess(this IServiceCollection services, AccessSettings settings)
    {
        services.AddSingleton(settings);
        services.AddAuthentication(AccessHandler.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, AccessHandler>(AccessHandler.SchemeName, null);
        services.AddAuthorizationBuilder()
            .AddPolicy(AccessRules.Authenticated, p => p.RequireAssertion(c => CallerOf(c.Resource) is { IsAdminKey: false }))
            .AddPolicy(AccessRules.SignedIn, p => p.RequireAssertion(c => CallerOf(c.Resource) is { Standing: Standing.Good }))
            .AddPolicy(AccessRules.Admin, p => p.RequireAssertion(c => CallerOf(c.Resource) is { Standing: Standing.Good, IsAdmin: true }));
        return services;
    }

    public static void UseAccess(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseAuthorization();
    }

    private static Caller? CallerOf(object? resource) => (resource as HttpContext)?.Features.Get<Caller>();
}
