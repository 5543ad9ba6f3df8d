using Microsoft.Extensions.FileProviders;

namespace Causeway.Platform.Http;

/// <summary>Serves the built pages. They are one program in the browser: every path that is not the API's is its own.</summary>
internal static class Pages
{
    private const string Start = "index.html";

    /// <summary>Before whatever asks who is there: a page needs no caller.</summary>
    public static void UsePages(this WebApplication app)
    {
        app.UsePackedAssets();
        // The API's own answers are left alone: a session's secrets must not share a compressed answer with a client's text (BREACH).
        app.UseWhen(context => !context.Request.Path.StartsWithSegments("/api"), pages => pages.UseResponseCompression());
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = served => Prepare(served.Context) });
        app.Use((context, next) => FindStart(context, app.Environment) is { } start ? SendStartAsync(context, start) : next(context));
    }

    /// <summary>
    /// Not a fallback route: that takes what a route of the API would answer with 405 or 415, and bodiless requests to
    /// routes whose body is optional.
    /// </summary>
    private static IFileInfo? FindStart(HttpContext context, IWebHostEnvironment environment)
    {
        var request = context.Request;
        var isPage = context.GetEndpoint() is null
            && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            && !request.Path.StartsWithSegments("/api")
            && !Path.HasExtension(request.Path);
        return isPage && environment.WebRootFileProvider.GetFileInfo(Start) is { Exists: true } start ? start : null;
    }

    private static Task SendStartAsync(HttpContext context, IFileInfo start)
    {
        Prepare(context);
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.SendFileAsync(start, context.RequestAborted);
    }

    internal static void Prepare(HttpContext context)
    {
        // The build puts a hash into the name of every asset; the start page names them, so it is asked for each time.
        var isAsset = context.Request.Path.StartsWithSegments("/assets");
        context.Response.Headers.CacheControl = isAsset ? "public, max-age=31536000, immutable" : "no-cache";
    }
}
