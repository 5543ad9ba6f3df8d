using Causeway.Platform.Access.Passwords;
using Causeway.Platform.Access.Secrets;
using Causeway.Platform.Access.Sessions;
using Causeway.Platform.Access.Throttle;
using Causeway.Platform.Access.Tokens;
using Causeway.Platform.Settings;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Causeway.Platform.Access;

internal static class AccessRegistration
{
    public static IServiceCollection AddAccess(this IServiceCollection services, CausewaySettings settings)
    {
        services.TryAddSingleton(settings);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSecrets(settings);
        services.AddSingleton<UserTable>();
        services.AddSingleton<SessionTable>();
        services.AddSingleton<SigningKeys>();
        services.AddSingleton<AccessTokens>();
        services.AddSingleton<RefreshTokens>();
        services.AddSingleton<ForgeryGuard>();
        services.AddSingleton<PasswordHashes>();
        services.AddSingleton<SignInThrottle>();
        services.AddSingleton<FirstAdmin>();
        services.AddHostedService<AccessStart>();
        services.AddAuthentication(AccessHandler.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, AccessHandler>(AccessHandler.SchemeName, null);
        services.AddAuthorizationBuilder()
            .AddPolicy(AccessRules.User, p => p.RequireAssertion(c => CallerOf(c.Resource) is { IsAdminKey: false }))
            .AddPolicy(AccessRules.SignedIn, p => p.RequireAssertion(c => CallerOf(c.Resource) is { Standing: Standing.Good }))
            .AddPolicy(AccessRules.Admin, p => p.RequireAssertion(c => CallerOf(c.Resource) is { Standing: Standing.Good, IsAdmin: true }));
        return services;
    }

    /// <summary>Behind what serves static files, which need no caller and should cost no query.</summary>
    public static void UseAccess(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseAuthorization();
    }

    private static Caller? CallerOf(object? resource) => (resource as HttpContext)?.Features.Get<Caller>();
}
