using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace Causeway.Platform.Http;

/// <summary>JSON of our own tables with the ETag of its content: a known one answers 304.</summary>
internal sealed class TaggedJson(ReadOnlyMemory<byte> body, string etag, DateTimeOffset asOf) : IResult
{
    public int StatusCode { get; init; } = StatusCodes.Status200OK;

    public string? Location { get; init; }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        response.Headers.ETag = etag;
        response.Headers.CacheControl = "private, no-cache";
        response.Headers["X-Data-As-Of"] = asOf.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        if (Location is not null)
            response.Headers.Location = Location;
        if (HttpMethods.IsGet(request.Method) && IsKnown(request, etag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.StatusCode = StatusCode;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, httpContext.RequestAborted);
    }

    public static bool IsKnown(HttpRequest request, string etag)
    {
        var own = new EntityTagHeaderValue(etag);
        return request.GetTypedHeaders().IfNoneMatch.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(own, useStrongComparison: false));
    }
}
