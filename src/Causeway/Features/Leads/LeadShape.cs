using Causeway.Mirror.Catalog;
using Causeway.Mirror.Records;

namespace Causeway.Features.Leads;

/// <summary>What a lead looks like to clients (contract 3.2).</summary>
internal static class LeadShape
{
    private static readonly MirrorModel Model = DefaultModels.Lead;

    /// <summary>Odoo 19 stores it; what it says is derived for the versions before, as Odoo 19 computes it.</summary>
    public const string WonStatus = """
        coalesce(r.won_status, case
          when r.probability = 100 and exists (
            select from odoo.crm_stage s where s.connection_id = r.connection_id and s.id = r.stage_id and s.is_won) then 'won'
          when not r.active and r.probability = 0 then 'lost'
          else 'pending'
        end)
        """;

    private static readonly Member[] Members =
    [
        Member.Value("id", "r.id", MirrorType.Integer),
        Member.Field(Model, "name"),
        Member.Field(Model, "type"),
        Member.Reference(Model, "stage_id", "stage"),
        Member.Reference(Model, "user_id", "user"),
        Member.Reference(Model, "team_id", "team"),
        Member.Reference(Model, "partner_id", "partner"),
        Member.Field(Model, "contact_name"),
        Member.Field(Model, "partner_name"),
        Member.Field(Model, "email_from"),
        Member.Field(Model, "phone"),
        Member.Field(Model, "expected_revenue"),
        Member.Field(Model, "probability"),
        Member.Field(Model, "priority"),
        Member.Field(Model, "date_deadline"),
        Member.Field(Model, "date_closed"),
        Member.References(Model, "tag_ids", "tags"),
        Member.Field(Model, "description"),
        Member.Field(Model, "active"),
        Member.Value("won_status", WonStatus, MirrorType.Text),
        Member.Value("create_date", "r.create_date", MirrorType.Instant),
        Member.Value("write_date", "r.write_date", MirrorType.Instant),
        Member.Custom(Model),
    ];

    private static readonly SortField[] Sorts =
    [
        SortField.Of(Model, "name"),
        SortField.Of(Model, "expected_revenue"),
        SortField.Of(Model, "probability"),
        SortField.Of(Model, "priority"),
        SortField.Of(Model, "date_deadline"),
        SortField.Of(Model, "date_closed"),
        new("create_date", "r.create_date", "timestamptz"),
        new("write_date", "r.write_date", "timestamptz"),
    ];

    private static readonly Member Deleted = Member.Value("deleted", "r.state = 'deleted'", MirrorType.Boolean);

    public static readonly RecordShape Shape = new(Model, "Lead", "leads", Members, Sorts) { Sometimes = [Deleted] };

    /// <summary>The same in a list that holds deleted leads too.</summary>
    public static readonly RecordShape WithDeleted = new(Model, "Lead", "leads", [.. Members, Deleted], Sorts);
}
