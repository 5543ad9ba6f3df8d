using Causeway.Features.Leads;
using Causeway.Features.Opportunities;
using Causeway.Features.Receivables;
using Causeway.Mirror.Catalog;
using Causeway.Mirror.Records;
using Causeway.Platform.Database;

namespace Causeway.Features.Dashboard;

/// <summary>
/// Every figure of the dashboard in one statement, over what the viewer may see: in the company's currency, and in each
/// currency apart. Won and lost are Odoo's own flags.
/// </summary>
internal static class DashboardSums
{
    /// <summary>The result's columns, in their order: each a JSON text. After them come the ids of the leading accounts.</summary>
    public static readonly string[] Members = ["metrics", "by_currency", "by_stage", "by_salesperson", "by_month"];

    /// <summary>Opportunities that every figure adds up alike: a few thousand piles of as many as a company has.</summary>
    private const string Piles = """
        pile as materialized (
          select connection_id, stage_id, user_id, active, won_status, is_open, currency, month, count(*) as count,
            sum(coalesce(revenue, 0)) as own_value, sum(coalesce(revenue, 0)) * coalesce(factor, 1) as value,
            sum(coalesce(weighted, 0)) as own_weighted, sum(coalesce(weighted, 0)) * coalesce(factor, 1) as weighted,
            sum(cycle_days) as cycle_days, count(cycle_days) as cycles
          from lead
          group by connection_id, stage_id, user_id, active, won_status, is_open, currency, factor, month
        )
        """;

    private const string Metrics = """
        select json_build_object(
          'pipeline_value', round(coalesce(sum(value) filter (where is_open), 0), 2),
          'weighted_pipeline', round(coalesce(sum(weighted) filter (where is_open), 0), 2),
          'won_revenue', round(coalesce(sum(value) filter (where won_status = 'won'), 0), 2),
          'lost_revenue', round(coalesce(sum(value) filter (where won_status = 'lost'), 0), 2),
          'win_rate', coalesce(round(100.0 * sum(count) filter (where won_status = 'won') / nullif(sum(count) filter (where won_status in ('won', 'lost')), 0), 2), 0),
          'average_deal', round(coalesce(sum(value) filter (where won_status = 'won') / nullif(sum(count) filter (where won_status = 'won'), 0), 0), 2),
          'average_cycle_days', round(coalesce(sum(cycle_days) filter (where won_status = 'won') / nullif(sum(cycles) filter (where won_status = 'won'), 0), 0), 2),
          'active_opportunities', coalesce(sum(count) filter (where is_open), 0),
          'total_receivables', (select round(coalesce(sum(company_due), 0), 2) from invoice),
          'overdue_receivables', (select round(coalesce(sum(company_due) filter (where is_late), 0), 2) from invoice),
          'pending_invoices', (select count(*) filter (where due <> 0) from invoice))
        from pile
        """;

    private const string ByCurrency = """
        select coalesce(json_agg(json_build_object(
          'currency', currency, 'pipeline_value', pipeline, 'weighted_pipeline', weighted, 'won_revenue', won, 'lost_revenue', lost,
          'total_receivables', due, 'overdue_receivables', late) order by currency), '[]')
        from (
          select currency, round(sum(pipeline), 2) as pipeline, round(sum(weighted), 2) as weighted, round(sum(won), 2) as won,
            round(sum(lost), 2) as lost, round(sum(due), 2) as due, round(sum(late), 2) as late
          from (
            select currency, case when is_open then own_value else 0 end as pipeline, case when is_open then own_weighted else 0 end as weighted,
              case won_status when 'won' then own_value else 0 end as won, case won_status when 'lost' then own_value else 0 end as lost, 0 as due, 0 as late
            from pile
            union all
            select currency, 0, 0, 0, 0, due, case when is_late then due else 0 end from invoice
          ) amount
          group by currency
        ) apart
        """;

    private const string ByStage = """
        select coalesce(json_agg(json_build_object(
          'stage_id', stage_id, 'stage', name, 'count', count, 'total_value', value, 'weighted_value', weighted) order by sequence nulls last, stage_id), '[]')
        from (
          select pile.stage_id, s.name, s.sequence, sum(count) as count, round(sum(value), 2) as value, round(sum(weighted), 2) as weighted
          from pile
          left join odoo.crm_stage s on s.connection_id = pile.connection_id and s.id = pile.stage_id
          where pile.active
          group by pile.stage_id, s.name, s.sequence
        ) stage
        """;

    private static readonly string BySalesperson = $"""
        select coalesce(json_agg(json_build_object(
          'salesperson_id', user_id, 'salesperson', {Names.Of("res.users", "person.user_id", "person.connection_id")},
          'active_opportunities', open_count, 'pipeline_value', pipeline, 'won_count', won_count, 'won_revenue', won, 'lost_count', lost_count) order by won desc, pipeline desc, user_id), '[]')
        from (
          select connection_id, user_id, coalesce(sum(count) filter (where is_open), 0) as open_count, round(coalesce(sum(value) filter (where is_open), 0), 2) as pipeline,
            coalesce(sum(count) filter (where won_status = 'won'), 0) as won_count, round(coalesce(sum(value) filter (where won_status = 'won'), 0), 2) as won,
            coalesce(sum(count) filter (where won_status = 'lost'), 0) as lost_count
          from pile
          group by connection_id, user_id
        ) person
        """;

    private const string ByMonth = """
        select coalesce(json_agg(json_build_object(
          'month', to_char(month, 'YYYY-MM'), 'won_count', won_count, 'won_revenue', won, 'lost_count', lost_count, 'lost_revenue', lost) order by month), '[]')
        from (
          select month,
            coalesce(sum(count) filter (where won_status = 'won'), 0) as won_count, round(coalesce(sum(value) filter (where won_status = 'won'), 0), 2) as won,
            coalesce(sum(count) filter (where won_status = 'lost'), 0) as lost_count, round(coalesce(sum(value) filter (where won_status = 'lost'), 0), 2) as lost
          from pile
          where month is not null
          group by month
        ) month
        """;

    /// <summary>The accounts with the most open value, of which the lists show their business anyway.</summary>
    private const string Accounts = """
        select array(
          select p.commercial_partner_id
          from (
            select connection_id, partner_id, sum(revenue) * coalesce(factor, 1) as value
            from lead
            where active and probability < 100
            group by connection_id, partner_id, factor
          ) business
          join odoo.res_partner p on p.connection_id = business.connection_id and p.id = business.partner_id
          where p.commercial_partner_id is not null
          group by p.commercial_partner_id
          order by sum(business.value) desc nulls last, p.commercial_partner_id
        """;

    /// <param name="viewer">Who looks.</param>
    /// <param name="money">Currencies and rates.</param>
    /// <param name="accounts">How many accounts are named.</param>
    public static SqlText Statement(Viewer viewer, Money money, int accounts)
    {
        var sql = new SqlText();
        sql.Append($"with ");
        AppendLeads(sql, viewer, money);
        sql.Append($",\n{(SqlRaw)Piles},\n");
        AppendInvoices(sql, viewer, money);
        return sql.Append($"""

            select ({(SqlRaw)Metrics})::text, ({(SqlRaw)ByCurrency})::text, ({(SqlRaw)ByStage})::text, ({(SqlRaw)BySalesperson})::text, ({(SqlRaw)ByMonth})::text,
              ({(SqlRaw)Accounts} limit {(SqlRaw)$"{accounts}"}))
            """);
    }

    private static void AppendLeads(SqlText sql, Viewer viewer, Money money)
    {
        sql.Append($"""
            lead as materialized (
              select r.connection_id, r.stage_id, r.user_id, r.partner_id, r.active, r.probability, status.won_status,
                r.active and status.won_status <> 'won' as is_open, r.expected_revenue as revenue, {(SqlRaw)OpportunityShape.Weighted} as weighted, money.factor, money.currency,
                case when status.won_status in ('won', 'lost') then date_trunc('month', r.date_closed at time zone 'UTC') end as month,
                case when status.won_status = 'won' then extract(epoch from r.date_closed - r.create_date) / 86400 end as cycle_days
              from odoo.crm_lead r
              cross join lateral (select {(SqlRaw)LeadShape.WonStatus} as won_status) status
              left join unnest({money.Companies}, {money.Factors}, {money.Currencies}) as money(company_id, factor, currency)
                on money.company_id = coalesce(r.company_id, {money.MainCompany}::bigint)
              where r.connection_id = {viewer.Connection.Id} and r.type = 'opportunity'
            """);
        sql.Where(DefaultModels.Lead, viewer).Append($"\n)");
    }

    private static void AppendInvoices(SqlText sql, Viewer viewer, Money money)
    {
        sql.Append($"""
            invoice as materialized (
              select {(SqlRaw)Receivable.Due} as due, {(SqlRaw)Receivable.CompanyDue} * coalesce(money.factor, 1) as company_due,
                {(SqlRaw)Receivable.DueDate} < {money.Today}::date as is_late, c.name as currency
              from odoo.account_move r
              left join unnest({money.Companies}, {money.Factors}) as money(company_id, factor) on money.company_id = r.company_id
              left join odoo.res_currency c on c.connection_id = r.connection_id and c.id = r.currency_id
              where r.connection_id = {viewer.Connection.Id} and {(SqlRaw)Receivable.Posted}
            """);
        sql.Where(DefaultModels.Move, viewer).Append($"\n)");
    }
}
