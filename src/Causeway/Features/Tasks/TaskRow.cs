using System.Text.Json;
using Causeway.Platform.Http;

namespace Causeway.Features.Tasks;

/// <summary>A task as it is selected for one reader.</summary>
internal sealed record TaskRow
{
    /// <summary>What the list is sorted by, as text, for a cursor; null in a single read.</summary>
    public string? SortValue { get; init; }

    public required Guid Id { get; init; }

    public required DateTimeOffset DateCreated { get; init; }

    public required string EntityName { get; init; }

    public required string TaskType { get; init; }

    public required DateTimeOffset TaskTime { get; init; }

    public required Guid ContactPersonId { get; init; }

    public required JsonElement ContactPerson { get; init; }

    public string? Note { get; init; }

    public required string Status { get; init; }

    public Guid? CreatedById { get; init; }

    public JsonElement? CreatedBy { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public string? OdooModel { get; init; }

    public long? OdooId { get; init; }

    public string? Priority { get; init; }

    public DateTimeOffset? ReminderAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Whether the reader may see what the task is about.</summary>
    public bool LinkVisible { get; init; }

    /// <summary>Whether the reader may change it.</summary>
    public bool Concerned { get; init; }

    public TaskAnswer ToAnswer(TaskReader reader) => new()
    {
        Id = Id,
        DateCreated = DateCreated,
        EntityName = EntityName,
        TaskType = TaskType,
        TaskTime = TaskTime,
        ContactPersonId = ContactPersonId,
        ContactPerson = Person(ContactPerson)!,
        Note = Note,
        Status = Status,
        CreatedBy = CreatedBy is { } creator ? Person(creator) : null,
        UpdatedAt = UpdatedAt,
        OdooModel = LinkVisible ? OdooModel : null,
        OdooId = LinkVisible ? OdooId : null,
        OdooUrl = LinkVisible ? reader.Viewer!.Connection.RecordUrl(OdooModel!, OdooId!.Value) : null,
        Priority = Priority,
        ReminderAt = ReminderAt,
        ClosedAt = ClosedAt,
    };

    private static TaskPerson? Person(JsonElement person) => person.Deserialize<TaskPerson>(ApiJson.Options);
}
