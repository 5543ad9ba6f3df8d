namespace Causeway.Mirror.Catalog;

/// <summary>Leads and opportunities, and the tables that they need.</summary>
internal static partial class DefaultModels
{
    /// <summary>What the visibility rule and the filters of lists look at.</summary>
    private static readonly string[] OfLead =
        ["state", "type", "active", "user_id", "team_id", "company_id", "stage_id", "probability", "expected_revenue", "date_deadline", "date_closed"];

    private static readonly string[] SortsOfLead = ["sort_name", "priority", "create_date", "write_date", "changed_at"];

    public static readonly MirrorModel Lead = new("crm.lead",
    [
        Title("name"),
        Text("type"),
        ToOne("stage_id", "crm.stage") with { History = true },
        ToOne("user_id", "res.users") with { History = true },
        ToOne("team_id", "crm.team") with { History = true },
        ToOne("company_id", "res.company"),
        ToOne("partner_id", "res.partner"),
        Text("partner_name"),
        Text("contact_name"),
        Text("email_from"),
        Text("phone"),
        // Gone from Odoo 19, which has phone only.
        Text("mobile"),
        Text("website"),
        Text("function"),
        Text("street"),
        Text("street2"),
        Text("city"),
        Text("zip"),
        ToOne("state_id", "res.country.state"),
        ToOne("country_id", "res.country"),
        Number("expected_revenue") with { History = true },
        Number("prorated_revenue"),
        Number("recurring_revenue"),
        Number("probability") with { History = true },
        Day("date_deadline"),
        Instant("date_closed"),
        Instant("date_open"),
        Instant("date_conversion"),
        Instant("date_last_stage_update"),
        ToMany("tag_ids", "crm.tag"),
        Word("priority"),
        Flag("active") with { History = true },
        // Odoo 14 and 15 call it lost_reason.
        ToOne("lost_reason_id", "crm.lost.reason") with { FormerNames = ["lost_reason"] },
        // Odoo 19 and later; before, it is derived (Leads/LeadShape).
        Text("won_status"),
        Text("description"),
        Text("referred"),
        Properties("lead_properties"),
        ToOne("create_uid", "res.users"),
        ToOne("write_uid", "res.users"),
    ])
    {
        Entity = "opportunities",
        // A lead's email and phone follow its partner's, and the partner's follow the lead's.
        Companions = ["partner_id"],
        SalespersonField = "user_id",
        TeamField = "team_id",
        CompanyField = "company_id",
        Search = new("name", "partner_name", "contact_name", "email_from") { Numbers = ["phone", "mobile"] },
        Indexes =
        [
            // A person's and a team's are all looked at where few of all are theirs, whatever they are sorted by.
            new("user_id") { Carried = [.. OfLead, .. SortsOfLead] },
            new("team_id") { Carried = [.. OfLead, .. SortsOfLead] },
            new() { Carried = [.. OfLead, .. SortsOfLead], Only = ("lost", "not active and probability = 0") },
            // A column of the board, in its order.
            new("stage_id", "priority") { Carried = OfLead },
            new("partner_id"),
            new("tag_ids") { ByMember = true },
            // What lists can be sorted by.
            new() { Carried = OfLead },
            new("name") { Carried = OfLead },
            new("expected_revenue") { Carried = OfLead },
            new("probability") { Carried = OfLead },
            new("priority") { Carried = OfLead },
            new("date_deadline") { Carried = OfLead },
            new("date_closed") { Carried = OfLead },
            new("create_date") { Carried = OfLead },
            new("write_date") { Carried = OfLead },
        ],
    };

    public static readonly MirrorModel Stage = new("crm.stage",
    [
        Text("name"),
        Integer("sequence"),
        Flag("is_won"),
        Flag("fold"),
        // One team a stage until Odoo 18, several since 19: always a set here.
        ToMany("team_ids", "crm.team") with { FormerNames = ["team_id"] },
        Text("requirements"),
    ])
    { Entity = "opportunities", Small = true, Common = true };

    public static readonly MirrorModel Tag = new("crm.tag",
    [
        Text("name"),
        Integer("color"),
    ])
    { Entity = "opportunities", Small = true, Common = true };

    public static readonly MirrorModel Team = new("crm.team",
    [
        Text("name"),
        Integer("sequence"),
        Flag("active"),
        ToOne("user_id", "res.users"),
        ToOne("company_id", "res.company"),
        Flag("use_leads"),
        Flag("use_opportunities"),
    ])
    { Entity = "opportunities", Small = true, Common = true, CompanyField = "company_id" };

    public static readonly MirrorModel TeamMember = new("crm.team.member",
    [
        ToOne("crm_team_id", "crm.team"),
        ToOne("user_id", "res.users"),
        Flag("active"),
    ])
    { Entity = "opportunities", Small = true, NameVia = "user_id", Indexes = [new("user_id")] };

    public static readonly MirrorModel LostReason = new("crm.lost.reason",
    [
        Text("name"),
        Flag("active"),
    ])
    { Entity = "opportunities", Small = true, Common = true };
}
