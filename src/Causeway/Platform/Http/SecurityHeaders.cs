using Microsoft.Net.Http.Headers;

namespace Causeway.Platform.Http;

/// <summary>What every answer tells a browser not to do with it, errors included.</summary>
internal static class SecurityHeaders
{
    /// <summary>Nothing from elsewhere runs or loads in a page; styles in attributes are what its libraries set.</summary>
    private const string OfPages =
        "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>An answer of the API is data, whatever a browser is made to take it for.</summary>
    private const string OfData = "default-src 'none'; frame-ancestors 'none'";

    private const string OneYear = "max-age=31536000";

    /// <summary>Before whatever answers. Set last, since an error takes away what was set before.</summary>
    public static void UseSecurityHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(state => Set((HttpContext)state), context);
        return next(context);
    });

    private static Task Set(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        // A URL that is a secret has said no-referrer.
        headers.TryAdd("Referrer-Policy", "same-origin");
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.ContentSecurityPolicy = IsPage(context.Response) ? OfPages : OfData;
        if (context.Request.IsHttps)
            headers.StrictTransportSecurity = OneYear;
        if (context.Request.Path.StartsWithSegments("/api"))
            headers.TryAdd(HeaderNames.CacheControl, "no-store");
        return Task.CompletedTask;
    }

    private static bool IsPage(HttpResponse response) => response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true;
}
