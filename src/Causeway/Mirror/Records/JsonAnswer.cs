using System.Globalization;
using Causeway.Mirror.Changes;
using Causeway.Platform.Http;

namespace Causeway.Mirror.Records;

/// <summary>Mirrored records as an answer: body, ETag, how fresh it is, and the feed position to follow from.</summary>
internal sealed class JsonAnswer(AnswerWriter answer, Viewer viewer, Snapshot snapshot) : IResult, IDisposable
{
    public string ETag { get; } = answer.ETag(viewer.Connection.Id);

    public ReadOnlyMemory<byte> Body => answer.Body;

    public int StatusCode { get; init; } = StatusCodes.Status200OK;

    public string? Location { get; init; }

    /// <summary>The same record as the answer to a create.</summary>
    public JsonAnswer Created(string location) => new(answer, viewer, snapshot) { StatusCode = StatusCodes.Status201Created, Location = location };

    public void Dispose() => answer.Dispose();

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var _ = this;
        var (request, response) = (httpContext.Request, httpContext.Response);
        response.Headers.ETag = ETag;
        response.Headers.CacheControl = "private, no-cache";
        response.Headers["X-Changes-Position"] = new FeedPosition(snapshot.Position, viewer.Scope).ToString();
        if (snapshot.AsOf is { } asOf)
            response.Headers["X-Data-As-Of"] = asOf.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        if (snapshot.Held)
            response.Headers["X-Data-Held"] = "true";
        if (Location is not null)
            response.Headers.Location = Location;
        if (HttpMethods.IsGet(request.Method) && TaggedJson.IsKnown(request, ETag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.StatusCode = StatusCode;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = Body.Length;
        await response.Body.WriteAsync(Body, httpContext.RequestAborted);
    }
}
