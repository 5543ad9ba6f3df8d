using System.Text.Json.Serialization;
using Causeway.Platform.Access;
using Causeway.Platform.Http;

namespace Causeway.Features.Tasks;

/// <summary>A task as clients see it (contract 3.7).</summary>
internal sealed record TaskAnswer
{
    public required Guid Id { get; init; }

    public required DateTimeOffset DateCreated { get; init; }

    public required string EntityName { get; init; }

    public required string TaskType { get; init; }

    /// <summary>When it is due.</summary>
    public required DateTimeOffset TaskTime { get; init; }

    public required Guid ContactPersonId { get; init; }

    public required TaskPerson ContactPerson { get; init; }

    public required string? Note { get; init; }

    public required string Status { get; init; }

    /// <summary>Null where the admin key made it.</summary>
    public required TaskPerson? CreatedBy { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Null as well where the reader may not see the record.</summary>
    public required string? OdooModel { get; init; }

    public required long? OdooId { get; init; }

    public required string? OdooUrl { get; init; }

    public required string? Priority { get; init; }

    public required DateTimeOffset? ReminderAt { get; init; }

    public required DateTimeOffset? ClosedAt { get; init; }

    /// <summary>In a list, so that a task can be written by If-Match without being read once more.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Etag { get; init; }
}

/// <summary>A user in a task: who they are, without what changes with every sign-in.</summary>
internal sealed record TaskPerson
{
    public required Guid Id { get; init; }

    public required string Username { get; init; }

    public string? Email { get; init; }

    public required string FullName { get; init; }

    public required string Name { get; init; }

    public required Role Role { get; init; }

    public required bool IsActive { get; init; }
}

internal sealed record TaskListAnswer(IReadOnlyList<TaskAnswer> Tasks, Pagination Pagination);

internal sealed record OneTaskAnswer(TaskAnswer Task);

internal sealed record WrittenTaskAnswer(string Message, TaskAnswer Task);

internal sealed record TaskMessage(string Message);

internal sealed record TaskStatusRequest(string Status);

internal sealed record TaskStatusesRequest(Guid[] Ids, string Status);

/// <summary>What became of the tasks named.</summary>
internal sealed record TaskStatusesAnswer(int Updated, IReadOnlyList<Guid> NotFound, IReadOnlyList<Guid> Forbidden);
