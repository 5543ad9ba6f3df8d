using System.Text.Json;
using Causeway.Platform.Http;

namespace Causeway.Features.Views;

/// <summary>Views as JSON, and their ETags: a view has one ETag wherever it is answered.</summary>
internal static class ViewJson
{
    public static string ETag(SavedView view, int connectionId) => Write(view, connectionId).ETag;

    public static TaggedJson Answer<T>(T answer, int connectionId, TimeProvider clock, string? created = null)
    {
        var (body, etag) = Write(answer, connectionId);
        return new TaggedJson(body, etag, clock.GetUtcNow()) { StatusCode = created is null ? StatusCodes.Status200OK : StatusCodes.Status201Created, Location = created };
    }

    private static (byte[] Body, string ETag) Write<T>(T value, int connectionId)
    {
        using var writer = new AnswerWriter();
        JsonSerializer.Serialize(writer.Json, value, ApiJson.Options);
        return (writer.Body.ToArray(), writer.ETag(connectionId));
    }
}
