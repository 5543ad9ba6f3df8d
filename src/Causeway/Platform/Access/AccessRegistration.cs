using Causeway.Platform.Access.ApiTokens;
using Causeway.Platform.Access.Ms365;
using Causeway.Platform.Access.Passwords;
using Causeway.Platform.Access.Secrets;
using Causeway.Platform.Access.Sessions;
using Causeway.Platform.Access.Throttle;
using Causeway.Platform.Access.Tokens;
using Causeway.Platform.Http;
using Causeway.Platform.Settings;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.OpenApi;
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
        services.AddSingleton<SigningKeyRotation>();
        services.AddSingleton<AccessTokens>();
        services.AddSingleton<RefreshTokens>();
        services.AddSingleton<ApiTokenTable>();
        services.AddSingleton<ForgeryGuard>();
        services.AddSingleton<PasswordHashes>();
        services.AddSingleton<SignInThrottle>();
        services.AddSingleton<PresentCaller>();
        services.AddSingleton<MicrosoftApplications>();
        services.AddSingleton<MicrosoftNetwork>();
        services.AddSingleton<MicrosoftKeys>();
        services.AddSingleton<CodeExchange>();
        services.AddSingleton<UsedNonces>();
        services.AddSingleton<IdTokenCheck>();
        services.AddRequestLimits();
        services.AddSingleton<FirstAdmin>();
        services.AddHostedService<AccessStart>();
        services.Configure<OpenApiOptions>(OpenApiRules.Name, options => options.AddAccess());
        services.AddAuthentication(AccessHandler.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, AccessHandler>(AccessHandler.SchemeName, null);
        services.AddAuthorizationBuilder()
            .AddPolicy(AccessRules.User, p => p.RequireAssertion(c => Passes(c.Resource, caller => !caller.IsAdminKey)))
            .AddPolicy(AccessRules.SignedIn, p => p.RequireAssertion(c => Passes(c.Resource, caller => caller.Standing == Standing.Good)))
            .AddPolicy(AccessRules.Admin, p => p.RequireAssertion(c => Passes(c.Resource, caller => caller is { Standing: Standing.Good, IsAdmin: true }, needsAdmin: true)));
        return services;
    }

    /// <summary>Behind what serves static files, which need no caller and should cost no query.</summary>
    public static void UseAccess(this WebApplication app)
    {
        app.UseAuthentication();
        // Once it is known who asks, and before what they may do is looked at.
        app.UseRateLimiter();
        app.UseAuthorization();
    }

    private static bool Passes(object? resource, Func<Caller, bool> rule, bool needsAdmin = false)
    {
        if (resource is not HttpContext context || context.Features.Get<Caller>() is not { } caller || !rule(caller))
            return false;
        if (ScopeRules.Refusal(context, caller, needsAdmin) is not { } refusal)
            return true;
        context.Features.Set(refusal);
        return false;
    }
}
