using System.Security.Cryptography;
using System.Text;
using Causeway.Platform.Http;

namespace Causeway.Features.Tasks.Calendar;

/// <summary>A feed as an answer, for its reader alone; a known one answers 304.</summary>
internal sealed class CalendarAnswer(string calendar) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (response, body) = (httpContext.Response, Encoding.UTF8.GetBytes(calendar));
        var etag = $"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 12))}\"";
        response.Headers.ETag = etag;
        response.Headers.CacheControl = "private, no-cache";
        if (TaggedJson.IsKnown(httpContext.Request, etag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = "text/calendar; charset=utf-8";
        response.Headers.ContentDisposition = "inline; filename=\"causeway.ics\"";
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, httpContext.RequestAborted);
    }
}
