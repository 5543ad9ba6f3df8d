using Causeway.Platform.Settings;
using Microsoft.AspNetCore.Cors.Infrastructure;

namespace Causeway.Platform.Http;

/// <summary>Whose pages may call the API from a browser (<c>CORS_ORIGIN</c>): with a token of their own, never with our cookie.</summary>
internal static class OtherOrigins
{
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(1);

    private static readonly string[] Readable =
    [
        "ETag", "Idempotency-Replayed", "Location", "Retry-After", "WWW-Authenticate", "X-Connection", "X-Data-As-Of", "X-Data-Held", "X-Changes-Position",
    ];

    public static IServiceCollection AddOtherOrigins(this IServiceCollection services)
    {
        services.AddCors();
        services.AddOptions<CorsOptions>().Configure<CausewaySettings>((options, settings) => options.AddDefaultPolicy(policy => policy
            .WithOrigins([.. settings.CorsOrigins])
            .AllowAnyMethod()
            .AllowAnyHeader()
            .WithExposedHeaders(Readable)
            .SetPreflightMaxAge(Remembered)));
        return services;
    }
}
