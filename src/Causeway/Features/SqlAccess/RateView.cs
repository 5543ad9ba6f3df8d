namespace Causeway.Features.SqlAccess;

/// <summary>Odoo's rates of today, as <see cref="Mirror.Records.MoneyRates"/> reads them for one connection.</summary>
internal static class RateView
{
    private const string Rates = "(v.company_id is null or v.company_id = main.rates_of) and v.rate > 0 and v.connection_id = c.connection_id and v.currency_id = c.id and v.state = 'present'";

    public static readonly SqlView View = new(
        "shared.company_rate",
        "What amounts of each company are worth today in the currency of the connection's main company.",
        [
            new("connection_id", "y.connection_id", "The Odoo connection"),
            new("company_id", "y.id", "The company of ours (`res.company`)"),
            new("company_currency", "theirs.name", "Its currency"),
            new("currency", "own.name", "The currency of the connection's main company"),
            new("factor", "coalesce(own.rate / theirs.rate, 1)", "What one unit of `company_currency` is in `currency`, by Odoo's rates of today (UTC)"),
            new("is_main", "y.id = main.id", "Whether it is that main company, whose records those without a company are"),
        ],
        $"""
        from odoo.res_company y
        join (
          select distinct on (m.connection_id) m.connection_id, m.id, m.currency_id, coalesce(m.parent_id, m.id) as rates_of
          from odoo.res_company m
          join causeway.connection c on c.id = m.connection_id
          where m.state = 'present'
          order by m.connection_id, m.id = c.main_company_id desc nulls last, m.id
        ) main on main.connection_id = y.connection_id
        {Rate("own", "main.currency_id")}
        {Rate("theirs", "y.currency_id")}
        where y.state = 'present' and {SqlView.Shared("y")}
        """);

    /// <summary>The latest one up to today, of the company before one of all, else the first, else 1.</summary>
    private static string Rate(string name, string currency) => $"""
        left join lateral (
          select c.name, coalesce(
            (select v.rate from odoo.res_currency_rate v where v.name <= (now() at time zone 'utc')::date and {Rates} order by v.company_id, v.name desc limit 1),
            (select v.rate from odoo.res_currency_rate v where {Rates} order by v.company_id, v.name limit 1),
            1) as rate
          from odoo.res_currency c
          where c.connection_id = y.connection_id and c.id = {currency} and c.state = 'present'
        ) {name} on true
        """;
}
