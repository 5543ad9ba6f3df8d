using Causeway.Mirror.Writes;

namespace Causeway.Features.Activities;

/// <summary>What a body may set on an activity; what it is about is said once.</summary>
internal static class ActivityFields
{
    public static readonly IReadOnlyList<WritableField> Writable =
    [
        new("activity_type_id", WriteType.Reference),
        new("summary", WriteType.Text) { MaxLength = 1_000 },
        new("note", WriteType.Text) { MaxLength = 500_000 },
        new("date_deadline", WriteType.Date),
        new("user_id", WriteType.Reference),
    ];

    public static readonly IReadOnlyList<WritableField> ForCreate =
    [
        new("res_model", WriteType.Text) { Required = true, MaxLength = 200 },
        new("res_id", WriteType.Reference) { Required = true },
        .. Writable,
    ];
}
