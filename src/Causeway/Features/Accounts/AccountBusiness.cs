using Causeway.Features.Activities;
using Causeway.Features.Leads;
using Causeway.Features.Receivables;
using Causeway.Mirror.Catalog;
using Causeway.Mirror.Records;
using Causeway.Platform.Database;

namespace Causeway.Features.Accounts;

/// <summary>
/// What an account's business sums up to, of all partners whose commercial partner it is, by the viewer's visibility and in
/// the company's currency.
/// </summary>
internal static class AccountBusiness
{
    public static Condition Join(Viewer viewer, Money money) => sql =>
    {
        var connection = viewer.Connection.Id;
        sql.Append($"""
             cross join (select {money.Currency}::text as currency) money_of_all
            cross join lateral (
              select r.id, array(select p.id from odoo.res_partner p where p.connection_id = {connection} and p.commercial_partner_id = r.id) as partners
            ) account

            """);
        JoinPipeline(sql, viewer, money);
        JoinOwed(sql, viewer, money);
        JoinPlanned(sql, viewer);
    };

    private static void JoinPipeline(SqlText sql, Viewer viewer, Money money)
    {
        sql.Append($"""
            cross join lateral (
              select count(*) as count, count(*) filter (where lead.is_open) as open_count,
                coalesce(round(sum(lead.value) filter (where lead.is_open), 2), 0) as open_value,
                coalesce(round(sum(lead.value) filter (where lead.won_status = 'won'), 2), 0) as won_value,
                max(lead.write_date) as last
              from (
                select r.expected_revenue * coalesce(money.factor, 1) as value, r.write_date, status.won_status, r.active and status.won_status <> 'won' as is_open
                from odoo.crm_lead r
                cross join lateral (select {(SqlRaw)LeadShape.WonStatus} as won_status) status
                left join unnest({money.Companies}, {money.Factors}) as money(company_id, factor) on money.company_id = coalesce(r.company_id, {money.MainCompany}::bigint)
                where r.connection_id = {viewer.Connection.Id} and r.partner_id = any(account.partners) and r.type = 'opportunity'
            """);
        sql.Where(DefaultModels.Lead, viewer).Append($"\n  ) lead\n) pipeline\n");
    }

    private static void JoinOwed(SqlText sql, Viewer viewer, Money money)
    {
        sql.Append($"""
            cross join lateral (
              select coalesce(round(sum({(SqlRaw)Receivable.CompanyDue} * coalesce(money.factor, 1)), 2), 0) as due, max(r.write_date) as last
              from odoo.account_move r
              left join unnest({money.Companies}, {money.Factors}) as money(company_id, factor) on money.company_id = r.company_id
              where r.connection_id = {viewer.Connection.Id} and r.commercial_partner_id = account.id and {(SqlRaw)Receivable.Posted}
            """);
        sql.Where(DefaultModels.Move, viewer).Append($"\n) owed\n");
    }

    private static void JoinPlanned(SqlText sql, Viewer viewer)
    {
        sql.Append($"""
            cross join lateral (
              select max(r.write_date) as last

            """);
        sql.From(DefaultModels.Activity, viewer).Append($"""

              where {(SqlRaw)ActivitySubject.IsSeen} and r.connection_id = {viewer.Connection.Id} and r.res_model = 'res.partner' and r.res_id = any(account.partners)
            """);
        sql.Where(DefaultModels.Activity, viewer).Append($"\n) planned\n");
    }
}
