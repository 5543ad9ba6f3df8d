using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace Causeway.Platform.Http;

/// <summary>
/// Sends the scripts and style sheets of the pages as the build packed them. Packing at each request would cost time and
/// a quarter more bytes, since only the quickest way is quick enough then.
/// </summary>
internal static class PackedAssets
{
    private const string Brotli = "br";

    private static readonly FileExtensionContentTypeProvider ContentTypes = new();

    public static void UsePackedAssets(this WebApplication app) =>
        app.Use((context, next) => Find(context.Request, app.Environment.WebRootFileProvider) is { } file ? SendAsync(context, file) : next(context));

    private static IFileInfo? Find(HttpRequest request, IFileProvider files) =>
        HttpMethods.IsGet(request.Method) && request.Path.StartsWithSegments("/assets") && TakesBrotli(request)
            && files.GetFileInfo($"{request.Path}.{Brotli}") is { Exists: true } file ? file : null;

    private static bool TakesBrotli(HttpRequest request) =>
        request.GetTypedHeaders().AcceptEncoding.Any(coding => coding.Value.Equals(Brotli, StringComparison.OrdinalIgnoreCase) && coding.Quality is not 0);

    private static Task SendAsync(HttpContext context, IFileInfo file)
    {
        Pages.Prepare(context);
        var response = context.Response;
        response.ContentType = ContentTypes.TryGetContentType(context.Request.Path.Value!, out var type) ? type : "application/octet-stream";
        response.ContentLength = file.Length;
        response.Headers.ContentEncoding = Brotli;
        response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        return response.SendFileAsync(file, context.RequestAborted);
    }
}
