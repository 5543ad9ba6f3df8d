using Causeway.Features.SignIn.Ms365;
using Causeway.Platform.Http;

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
        services.AddSingleton<CreateApiToken>();
        services.AddSingleton<MicrosoftSignIn>();
        services.AddSingleton<MicrosoftUsers>();
        services.AddSingleton<MicrosoftTest>();
        services.AddSingleton<MicrosoftConfigure>();
        services.AddSingleton<IExceptionTranslator, MicrosoftProblems>();
        return services;
    }

    public static void MapSignIn(this IEndpointRouteBuilder api)
    {
        var routes = api.MapGroup("").WithTags("Sign in").AddEndpointFilter(ForbidStoringAsync);
        SignInEndpoints.Map(routes);
        SessionEndpoints.Map(routes);
        ProfileEndpoints.Map(routes);
        ApiTokenEndpoints.Map(routes);
        MicrosoftEndpoints.Map(routes);
        MicrosoftIntegrationEndpoints.Map(api);
    }

    /// <summary>Answers with tokens stay out of every cache (RFC 6749, 5.1).</summary>
    private static ValueTask<object?> ForbidStoringAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        context.HttpContext.Response.Headers.CacheControl = "no-store";
        return next(context);
    }
}
