using Causeway.Platform.Http.Document;
using Causeway.Platform.Http.Idempotency;
using Causeway.Platform.Settings;

namespace Causeway.Platform.Http;

/// <summary>What all routes promise (contract section 1), set up once.</summary>
internal static class HttpRules
{
    private const long MaxBody = 1024 * 1024;

    public static IServiceCollection AddHttpRules(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions));
        // A body that cannot be read is the client's fault in every environment, and named by ErrorAnswers.
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.Configure<Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions>(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = MaxBody;
            kestrel.AddServerHeader = false;
        });
        services.AddTrustedProxies();
        services.AddOtherOrigins();
        services.AddRequestTime();
        services.AddSingleton<ExceptionProblems>();
        services.AddExceptionHandler<ErrorAnswers>();
        services.AddIdempotency();
        services.AddProblemDetails();
        services.AddResponseCompression(compression => compression.EnableForHttps = true);
        return services;
    }

    /// <summary>Before everything else: one route table serves /api and /api/v1.</summary>
    public static void UseHttpRules(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseSecurityHeaders();
        app.UseExceptionHandler();
        app.UseStatusCodePages(context => Bodiless(context.HttpContext));
        app.UseRequestCharset();
        app.Use((context, next) =>
        {
            if (context.Request.Path.StartsWithSegments("/api/v1", out var rest))
                context.Request.Path = new PathString("/api").Add(rest);
            return next(context);
        });
        app.UseRouting();
        if (app.Services.GetRequiredService<CausewaySettings>().CorsOrigins.Count > 0)
            app.UseCors();
        app.UseRequestTimeouts();
    }

    /// <summary>The group that holds every route of the API.</summary>
    public static RouteGroupBuilder MapApi(this IEndpointRouteBuilder routes) => routes.MapGroup("/api").WithMetadata(new ApiRoute()).WithProblems().WithQueryGuard();

    /// <summary>Gives a body to answers that the framework leaves empty: no such route, wrong method, wrong media type.</summary>
    private static Task Bodiless(HttpContext context)
    {
        var problem = context.Response.StatusCode switch
        {
            401 => Problems.Unauthorized("Sign in first: send a bearer token, a session cookie or an API key."),
            403 => Problems.Forbidden("You may not do this."),
            404 => Problems.NotFound($"There is nothing at {context.Request.Path}."),
            405 => Problems.Of(405, "Method Not Allowed", $"{context.Request.Method} is not possible here; see Allow."),
            413 => Problems.Of(413, "Content Too Large", "The body is larger than 1 MiB."),
            415 => Problems.Of(415, "Unsupported Media Type", "Send the body as application/json."),
            var status => Problems.Of(status, "Error", "The request could not be answered."),
        };
        return problem.ExecuteAsync(context);
    }
}
