using System.Text.Json;
using Causeway.Platform.Http;

namespace Causeway.Features.Tasks;

/// <summary>Tasks as JSON, and their ETags: a task has one ETag wherever it is answered.</summary>
internal static class TaskJson
{
    public static string ETag(TaskAnswer task, TaskReader reader) => Write(task, reader).ETag;

    public static TaskAnswer WithETag(TaskAnswer task, TaskReader reader) => task with { Etag = ETag(task, reader) };

    /// <summary>An answer with an ETag of its own.</summary>
    public static TaggedJson Answer<T>(T answer, TaskReader reader, TimeProvider clock) =>
        TaggedJson.Of(answer, reader.ConnectionId, clock.GetUtcNow());

    /// <summary>An answer around one task, with the task's ETag.</summary>
    public static TaggedJson Around<T>(T answer, TaskAnswer task, TaskReader reader, TimeProvider clock, string? created = null) =>
        new(JsonSerializer.SerializeToUtf8Bytes(answer, ApiJson.Options), ETag(task, reader), clock.GetUtcNow())
        {
            StatusCode = created is null ? StatusCodes.Status200OK : StatusCodes.Status201Created,
            Location = created,
            Shown = (TaskReplays.Model, task.Id.ToString()),
        };

    private static (byte[] Body, string ETag) Write<T>(T value, TaskReader reader)
    {
        using var writer = new AnswerWriter();
        JsonSerializer.Serialize(writer.Json, value, ApiJson.Options);
        return (writer.Body.ToArray(), writer.ETag(reader.ConnectionId));
    }
}
