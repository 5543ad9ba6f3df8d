using System.Globalization;
using System.Text.Json;
using Causeway.Platform.Http.Idempotency;
using Microsoft.Net.Http.Headers;

namespace Causeway.Platform.Http;

/// <summary>JSON with the ETag of its content, and how fresh it is: to who knows it already the answer is 304.</summary>
internal sealed class TaggedJson(ReadOnlyMemory<byte> body, string etag, DateTimeOffset? asOf) : IResult
{
    /// <summary>Any answer, with the ETag that its JSON has on one connection.</summary>
    public static TaggedJson Of<T>(T answer, int connectionId, DateTimeOffset asOf)
    {
        using var writer = new AnswerWriter();
        JsonSerializer.Serialize(writer.Json, answer, ApiJson.Options);
        return new TaggedJson(writer.Body.ToArray(), writer.ETag(connectionId), asOf);
    }

    public int StatusCode { get; init; } = StatusCodes.Status200OK;

    public string? Location { get; init; }

    /// <summary>The record that it shows, where it shows one that is no Odoo record.</summary>
    public (string Model, string Id)? Shown { get; init; }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        response.Headers.ETag = etag;
        response.Headers.CacheControl = "private, no-cache";
        if (asOf is { } instant)
            response.Headers["X-Data-As-Of"] = instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        if (Location is not null)
            response.Headers.Location = Location;
        if (HttpMethods.IsGet(request.Method) && IsKnown(request, etag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        if (Shown is { } shown)
            httpContext.Features.Get<IdempotentRequest>()?.Show(shown.Model, shown.Id);
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
