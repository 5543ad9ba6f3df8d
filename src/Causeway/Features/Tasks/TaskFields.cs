using Causeway.Mirror.Writes;

namespace Causeway.Features.Tasks;

/// <summary>What a body may set on a task.</summary>
internal static class TaskFields
{
    public const string Open = "open";
    public const string Closed = "closed";

    public static readonly IReadOnlyList<string> Statuses = [Open, Closed];

    public static readonly IReadOnlyList<WritableField> Writable =
    [
        new("entity_name", WriteType.Text) { Required = true, MaxLength = 200 },
        new("task_type", WriteType.Text) { Required = true, MaxLength = 100 },
        new("task_time", WriteType.Instant) { Required = true },
        new("contact_person_id", WriteType.User) { Required = true },
        new("note", WriteType.Text) { MaxLength = 1_000 },
        new("status", WriteType.Text) { Choices = Statuses },
        new("odoo_model", WriteType.Text) { Choices = [.. TaskRule.Linkable.Select(model => model.Name)] },
        new("odoo_id", WriteType.Reference),
        new("priority", WriteType.Text) { Choices = ["0", "1", "2", "3"] },
        new("reminder_at", WriteType.Instant),
    ];
}
