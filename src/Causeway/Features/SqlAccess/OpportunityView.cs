using Causeway.Features.Leads;
using Causeway.Features.Opportunities;
using Causeway.Mirror.Records;

namespace Causeway.Features.SqlAccess;

/// <summary>The pipeline, by the expressions that <c>/opportunities</c> answers with.</summary>
internal static class OpportunityView
{
    public static readonly SqlView View = new(
        "odoo.v_opportunity",
        "Opportunities that Odoo has, open, won and lost, with names.",
        [
            new("connection_id", "r.connection_id", "The Odoo connection; `shared.connection` names it"),
            new("id", "r.id", "Odoo's id, unique within the connection"),
            new("name", "r.name", "What it is about"),
            new("account_id", OpportunityShape.AccountId, "The company behind the contact, or the contact where there is none"),
            new("account_name", OpportunityShape.AccountName, "Its name; of a prospect who is no partner yet, the company's name as typed"),
            new("contact_id", "r.partner_id", "The contact (`res.partner`)"),
            new("contact_name", $"coalesce({Names.Of("res.partner", "r.partner_id")}, r.contact_name)", "Its name"),
            new("email", "r.email_from", "The contact's email"),
            new("phone", "r.phone", "The contact's telephone"),
            new("value", "r.expected_revenue", "Expected revenue, in `currency`"),
            new("currency", OpportunityShape.Currency, "The currency of its company, else of the connection's first"),
            new("probability", "r.probability", "Of winning it, 0 to 100"),
            new("weighted_value", OpportunityShape.Weighted, "`value` times `probability`"),
            new("stage_id", "r.stage_id", "The stage (`crm.stage`)"),
            new("stage", Names.Of("crm.stage", "r.stage_id"), "Its name as of now"),
            new("salesperson_id", "r.user_id", "The salesperson (`res.users`)"),
            new("salesperson", Names.Of("res.users", "r.user_id"), "Their name"),
            new("team_id", "r.team_id", "The sales team (`crm.team`)"),
            new("team", Names.Of("crm.team", "r.team_id"), "Its name"),
            new("company_id", "r.company_id", "The company of ours (`res.company`); null: of all"),
            new("company", Names.Of("res.company", "r.company_id"), "Its name"),
            new("expected_close_date", "r.date_deadline", "When it is expected to close"),
            new("closed_at", "r.date_closed", "When it was won or lost"),
            new("priority", "r.priority", "`0` to `3` stars"),
            new("tags", $"array(select {Names.Of("crm.tag", "t.id")} from unnest(r.tag_ids) with ordinality t(id, place) order by t.place)", "The tags' names"),
            new("won_status", LeadShape.WonStatus, "`won`, `lost` or `pending`, by Odoo's own flags"),
            new("active", "r.active", "False: archived, which is what Odoo does with what is lost"),
            new("created_at", "r.create_date", "When it was made in Odoo"),
            new("written_at", "r.write_date", "When it was last written in Odoo"),
            new("last_synced", "r.confirmed_at", "When the mirror last confirmed it"),
        ],
        $"""
        from odoo.crm_lead r
        where r.state = 'present' and r.type = 'opportunity' and {SqlView.Shared("r")}
        """);
}
