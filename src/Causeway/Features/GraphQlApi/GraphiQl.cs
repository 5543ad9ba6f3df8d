using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace Causeway.Features.GraphQlApi;

/// <summary>The page in which queries are tried: a browser that opens <c>/graphql</c> gets it, from our own files.</summary>
internal static class GraphiQl
{
    private const string Page = "graphiql.html";

    /// <summary>Before whatever asks who is there: the page needs no caller, what it sends does.</summary>
    public static void UseGraphiQl(this WebApplication app) =>
        app.Use((context, next) => FindPage(context.Request, app.Environment) is { } page ? SendAsync(context, page) : next(context));

    private static IFileInfo? FindPage(HttpRequest request, IWebHostEnvironment environment)
    {
        var isPage = HttpMethods.IsGet(request.Method) && request.Path == GraphQlEndpoints.Path && !request.Query.ContainsKey("query") && WantsPage(request);
        return isPage && environment.WebRootFileProvider.GetFileInfo(Page) is { Exists: true } page ? page : null;
    }

    private static bool WantsPage(HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(wish => wish.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase) && wish.Quality is not 0);

    private static Task SendAsync(HttpContext context, IFileInfo page)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers[HeaderNames.CacheControl] = "no-cache";
        return context.Response.SendFileAsync(page, context.RequestAborted);
    }
}
