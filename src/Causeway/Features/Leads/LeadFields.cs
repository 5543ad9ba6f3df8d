using Causeway.Mirror.Writes;

namespace Causeway.Features.Leads;

/// <summary>What a body may set on a lead.</summary>
internal static class LeadFields
{
    public static readonly IReadOnlyList<WritableField> Writable =
    [
        new("name", WriteType.Text) { Required = true, MaxLength = 1_000 },
        new("type", WriteType.Text) { Choices = ["lead", "opportunity"] },
        new("stage_id", WriteType.Reference),
        new("user_id", WriteType.Reference),
        new("team_id", WriteType.Reference),
        new("partner_id", WriteType.Reference),
        new("tag_ids", WriteType.References),
        new("contact_name", WriteType.Text) { MaxLength = 1_000 },
        new("partner_name", WriteType.Text) { MaxLength = 1_000 },
        new("email_from", WriteType.Text) { MaxLength = 1_000 },
        new("phone", WriteType.Text) { MaxLength = 200 },
        new("expected_revenue", WriteType.Number) { Min = -1_000_000_000_000, Max = 1_000_000_000_000 },
        new("probability", WriteType.Number) { Min = 0, Max = 100 },
        new("priority", WriteType.Text) { Choices = ["0", "1", "2", "3"] },
        new("date_deadline", WriteType.Date),
        new("description", WriteType.Text) { MaxLength = 500_000 },
        new("active", WriteType.Boolean),
    ];
}
