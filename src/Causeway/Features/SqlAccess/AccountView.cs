using Causeway.Features.Leads;
using Causeway.Features.Receivables;
using Causeway.Mirror.Records;

namespace Causeway.Features.SqlAccess;

/// <summary>Companies with their business, as <c>/accounts/real</c> sums it up for who sees everything.</summary>
internal static class AccountView
{
    public static readonly SqlView View = new(
        "odoo.v_account",
        "Companies with what they may bring, have brought and owe, in the currency of the connection's main company.",
        [
            new("connection_id", "r.connection_id", "The Odoo connection; `shared.connection` names it"),
            new("id", "r.id", "Odoo's id (`res.partner`), unique within the connection"),
            new("name", "r.name", "The company's name"),
            new("email", "r.email", "Its email"),
            new("phone", "r.phone", "Its telephone"),
            new("website", "r.website", "Its site"),
            new("vat", "r.vat", "Its tax id"),
            new("ref", "r.ref", "Our reference of it"),
            new("street", "r.street", "Its address"),
            new("street2", "r.street2", "Its address, second line"),
            new("zip", "r.zip", "Its postal code"),
            new("city", "r.city", "Its city"),
            new("state", Names.Of("res.country.state", "r.state_id"), "Its federal state or province"),
            new("country", Names.Of("res.country", "r.country_id"), "Its country"),
            new("industry", Names.Of("res.partner.industry", "r.industry_id"), "What it does"),
            new("tags", $"array(select {Names.Of("res.partner.category", "t.id")} from unnest(r.category_id) with ordinality t(id, place) order by t.place)", "The tags' names"),
            new("salesperson_id", "r.user_id", "The salesperson (`res.users`)"),
            new("salesperson", Names.Of("res.users", "r.user_id"), "Their name"),
            new("company_id", "r.company_id", "The company of ours that it is kept for; null: all"),
            new("active", "r.active", "False: archived in Odoo"),
            new("currency", "(select m.currency from shared.company_rate m where m.connection_id = r.connection_id and m.is_main)", "What the amounts are in; null where no company is mirrored"),
            new("pipeline_value", "pipeline.open_value", "Expected revenue of its open opportunities"),
            new("won_value", "pipeline.won_value", "Of those that were won"),
            new("active_opportunities", "pipeline.open_count", "How many are open"),
            new("total_opportunities", "pipeline.count", "How many there are"),
            new("receivable", "owed.due", "What it owes on posted invoices"),
            new("written_at", "r.write_date", "When it was last written in Odoo"),
            new("last_synced", "r.confirmed_at", "When the mirror last confirmed it"),
        ],
        $"""
        from odoo.res_partner r
        cross join lateral (
          select r.connection_id, r.id,
            array(select p.id from odoo.res_partner p where p.connection_id = r.connection_id and p.commercial_partner_id = r.id) as partners
        ) account
        cross join lateral (
          select count(*) as count, count(*) filter (where lead.is_open) as open_count,
            coalesce(round(sum(lead.value) filter (where lead.is_open), 2), 0) as open_value,
            coalesce(round(sum(lead.value) filter (where lead.won_status = 'won'), 2), 0) as won_value
          from (
            select r.expected_revenue * coalesce(money.factor, 1) as value, status.won_status, r.active and status.won_status <> 'won' as is_open
            from odoo.crm_lead r
            cross join lateral (select {LeadShape.WonStatus} as won_status) status
            left join shared.company_rate money
              on money.connection_id = r.connection_id and (money.company_id = r.company_id or r.company_id is null and money.is_main)
            where r.connection_id = account.connection_id and r.partner_id = any(account.partners) and r.type = 'opportunity' and r.state = 'present'
          ) lead
        ) pipeline
        cross join lateral (
          select coalesce(round(sum({Receivable.CompanyDue} * coalesce(money.factor, 1)), 2), 0) as due
          from odoo.account_move r
          left join shared.company_rate money on money.connection_id = r.connection_id and money.company_id = r.company_id
          where r.connection_id = account.connection_id and r.commercial_partner_id = account.id and {Receivable.Posted} and r.state = 'present'
        ) owed
        where r.state = 'present' and r.is_company and {SqlView.Shared("r")}
        """);
}
