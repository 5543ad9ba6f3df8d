using Causeway.Mirror.Writes;

namespace Causeway.Features.Opportunities;

/// <summary>What a body may set on an opportunity, in the words of the sales shape.</summary>
internal static class OpportunityFields
{
    public static readonly IReadOnlyList<WritableField> Writable =
    [
        new("name", WriteType.Text) { Required = true, MaxLength = 1_000 },
        new("account_id", WriteType.Reference) { Field = "partner_id" },
        new("value", WriteType.Number) { Field = "expected_revenue", Min = -1_000_000_000_000, Max = 1_000_000_000_000 },
        new("probability", WriteType.Number) { Min = 0, Max = 100 },
        new("stage_id", WriteType.Reference),
        new("salesperson_id", WriteType.Reference) { Field = "user_id" },
        new("team_id", WriteType.Reference),
        new("expected_close_date", WriteType.Date) { Field = "date_deadline" },
        new("priority", WriteType.Text) { Choices = ["0", "1", "2", "3"] },
        new("description", WriteType.Text) { MaxLength = 500_000 },
        new("tag_ids", WriteType.References),
    ];
}
