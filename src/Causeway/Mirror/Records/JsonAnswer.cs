using System.Globalization;
using Causeway.Platform.Http;
using Causeway.Platform.Http.Idempotency;
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
        snapshot.Show(httpContext.Response, viewer);
        if (httpContext.Features.Get<IdempotentRequest>() is { } request)
            answer.Records.ForEach(record => request.Show(record.Model, record.Id.ToString(CultureInfo.InvariantCulture)));
        await new TaggedJson(Body, ETag, snapshot.AsOf) { StatusCode = StatusCode, Location = Location }.ExecuteAsync(httpContext);
    }
}
