using System.Globalization;
using Dapper;
using Npgsql;

namespace Causeway.Mirror.Records;

/// <summary>
/// What amounts of several companies are summed up in: the currency of the connection's main company, by Odoo's rates of
/// today.
/// </summary>
internal sealed record Money
{
    /// <summary>The currency's code; null where the connection mirrors no company.</summary>
    public string? Currency { get; init; }

    /// <summary>Whose records those without a company are.</summary>
    public long? MainCompany { get; init; }

    public long[] Companies { get; init; } = [];

    /// <summary>For each of <see cref="Companies"/>, what one unit of its currency is worth.</summary>
    public decimal[] Factors { get; init; } = [];

    /// <summary>For each of <see cref="Companies"/>, the code of its currency.</summary>
    public string?[] Currencies { get; init; } = [];

    /// <summary>What one unit of a company's currency is worth, as SQL over an expression for the company's id.</summary>
    public string FactorOf(string company)
    {
        var foreign = Companies.Zip(Factors).Where(pair => pair.Second != 1).ToList();
        var cases = foreign.Select(pair => string.Create(CultureInfo.InvariantCulture, $"when {pair.First} then {pair.Second}"));
        return foreign.Count == 0 ? "1" : $"case {company} {string.Join(' ', cases)} else 1 end";
    }

    /// <summary>The day of the rates, which is also the one that what is overdue is held against.</summary>
    public required DateOnly Today { get; init; }
}

/// <summary>Reads the rates.</summary>
internal sealed class MoneyRates(NpgsqlDataSource database, TimeProvider time)
{
    private sealed record CompanyFactor(long Id, string? Currency, string? Own, decimal Factor, bool Main);

    /// <summary>
    /// As Odoo does it: the latest rate of a currency up to the day, of the company before one of all, else its first, else 1.
    /// A branch has the rates of its parent.
    /// </summary>
    private const string Sql = """
        with main as (
          select coalesce(y.parent_id, y.id) as rates_of, y.id, y.currency_id
          from odoo.res_company y
          where y.connection_id = @connection and y.state = 'present'
          order by y.id = @main desc nulls last, y.id
          limit 1
        ),
        rate as (
          select c.id, c.name, coalesce(
            (select v.rate from odoo.res_currency_rate v, main
             where v.connection_id = @connection and v.state = 'present' and v.currency_id = c.id and v.name <= @today
               and (v.company_id is null or v.company_id = main.rates_of) and v.rate > 0
             order by v.company_id, v.name desc limit 1),
            (select v.rate from odoo.res_currency_rate v, main
             where v.connection_id = @connection and v.state = 'present' and v.currency_id = c.id
               and (v.company_id is null or v.company_id = main.rates_of) and v.rate > 0
             order by v.company_id, v.name limit 1),
            1) as rate
          from odoo.res_currency c
          where c.connection_id = @connection and c.state = 'present'
        )
        select y.id, own.name as currency, foreign_rate.name as own, coalesce(own.rate / foreign_rate.rate, 1) as factor, y.id = main.id as main
        from odoo.res_company y
        cross join main
        left join rate own on own.id = main.currency_id
        left join rate foreign_rate on foreign_rate.id = y.currency_id
        where y.connection_id = @connection
        """;

    public async Task<Money> ReadAsync(Viewer viewer, CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        var companies = (await db.QueryAsync<CompanyFactor>(new CommandDefinition(
            Sql, new { connection = viewer.Connection.Id, main = viewer.Connection.MainCompanyId, today }, cancellationToken: cancellationToken))).ToList();
        return new Money
        {
            Currency = companies.FirstOrDefault()?.Currency,
            MainCompany = companies.FirstOrDefault(company => company.Main)?.Id,
            Companies = [.. companies.Select(company => company.Id)],
            Factors = [.. companies.Select(company => company.Factor)],
            Currencies = [.. companies.Select(company => company.Own)],
            Today = today,
        };
    }
}
