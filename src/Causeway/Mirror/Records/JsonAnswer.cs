using System.Globalization;
using Causeway.Mirror.Changes;
using Causeway.Platform.Http;
using Microsoft.Net.Http.Headers;

namespace Causeway.Mirror.Records;

/// <summary>Mirrored records as an answer: body, ETag, how fresh it is, and the feed position to follow from.</summary>
/// <param name="answer">The body.</param>
/// <param name="viewer">Whose answer it is.</param>
/// <param name="snapshot">Where it stands in time.</param>
/// <param name="recordETag">The ETag of the record alone, where the body holds others that belong to it.</param>
internal sealed class JsonAnswer(AnswerWriter answer, Viewer viewer, Snapshot snapshot, string? recordETag = null) : IResult, IDisposable
{
    /// <summary>Of the whole body. Where that holds more than the record, the record's own stands before a full stop.</summary>
    public string ETag { get; } = recordETag is null
        ? answer.ETag(viewer.Connection.Id)
        : $"{recordETag.TrimEnd('"')}.{answer.ETag(viewer.Connection.Id).TrimStart('"')}";

    public ReadOnlyMemory<byte> Body => answer.Body;

    public int StatusCode { get; init; } = StatusCodes.Status200OK;

    public string? Location { get; init; }

    /// <summary>Whether the record itself is as one of the tags says: what belongs to it may have changed.</summary>
    public bool Meets(IEnumerable<EntityTagHeaderValue> conditions) => conditions.Any(tag =>
        tag.Equals(EntityTagHeaderValue.Any) || (!tag.IsWeak && OfRecord(tag.Tag.Value!) == OfRecord(ETag)));

    private static string OfRecord(string etag) => etag.Trim('"').Split('.')[0];

    /// <summary>The same record as the answer to a create.</summary>
    public JsonAnswer Created(string location) => new(answer, viewer, snapshot, recordETag) { StatusCode = StatusCodes.Status201Created, Location = location };

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
