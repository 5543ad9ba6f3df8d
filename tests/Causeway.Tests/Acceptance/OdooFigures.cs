using System.Globalization;
using System.Text.Json.Nodes;
using Causeway.Tests.Sandbox;

namespace Causeway.Tests.Acceptance;

/// <summary>A sum over leads or invoices: how many, and how much of each field in the main company's currency.</summary>
internal sealed record OdooSum(int Count, decimal[] Amounts)
{
    public decimal Amount => Amounts[0];
}

/// <summary>
/// What Odoo's own read_group sums up of what a person may see, with amounts of other companies converted by the rates that
/// Odoo tells of today, UTC. It shares nothing with what it is held against.
/// </summary>
internal sealed class OdooFigures
{
    private static readonly string[] Settled = ["paid", "in_payment", "reversed"];

    private readonly OdooWire odoo;
    private readonly OdooPerson person;
    private readonly bool tellsWon;
    private readonly int[] wonStages;
    private readonly Dictionary<int, decimal> factors = [];
    private readonly Dictionary<int, string> currencies = [];

    private OdooFigures(OdooWire odoo, OdooPerson person, bool tellsWon, int[] wonStages) => (this.odoo, this.person, this.tellsWon, this.wonStages) = (odoo, person, tellsWon, wonStages);

    public static async Task<OdooFigures> OfAsync(OdooTarget target, OdooPerson person)
    {
        var figures = new OdooFigures(target.Admin, person, target.Version >= 19, await target.Admin.SearchAsync("crm.stage", new object[] { OdooPerson.Term("is_won", "=", true) }));
        await figures.ReadRatesAsync();
        return figures;
    }

    private static DateOnly Today => DateOnly.FromDateTime(DateTime.UtcNow);

    public object[] Open => [OdooPerson.Term("active", "=", true), .. tellsWon ? [OdooPerson.Term("won_status", "!=", "won")] : (object[])["|", OdooPerson.Term("probability", "!=", 100), OdooPerson.Term("stage_id", "not in", wonStages)]];

    public object[] Won => tellsWon ? [OdooPerson.Term("won_status", "=", "won")] : [OdooPerson.Term("probability", "=", 100), OdooPerson.Term("stage_id", "in", wonStages)];

    public object[] Lost => tellsWon ? [OdooPerson.Term("won_status", "=", "lost")] : [OdooPerson.Term("active", "=", false), OdooPerson.Term("probability", "=", 0)];

    /// <summary>Leads of type opportunity, by the values of a field; all under the key "" without one.</summary>
    public Task<Dictionary<string, OdooSum>> LeadsAsync(object[] domain, string? by = null) =>
        SumAsync("crm.lead", [OdooPerson.Term("type", "=", "opportunity"), .. person.Leads, .. domain], by, 1, "expected_revenue", "prorated_revenue");

    /// <summary>Posted invoices and credit notes: signed amounts, by a field.</summary>
    public Task<Dictionary<string, OdooSum>> InvoicesAsync(object[] domain, string? by = null) =>
        SumAsync("account.move", [.. Posted, .. domain], by, 1, "amount_residual_signed", "amount_total_signed");

    /// <summary>The same in the invoices' own currencies, by those.</summary>
    public async Task<Dictionary<string, decimal>> InvoicesByCurrencyAsync(object[] domain)
    {
        var sums = new Dictionary<string, decimal>();
        foreach (var (type, sign) in new[] { ("out_invoice", 1), ("out_refund", -1) })
        {
            foreach (var (currency, sum) in await SumAsync("account.move", [.. Posted, OdooPerson.Term("move_type", "=", type), .. domain], "currency_id", sign, "amount_residual"))
                sums[currency] = sums.GetValueOrDefault(currency) + sum.Amount;
        }

        return sums;
    }

    public static object[] Unsettled => [OdooPerson.Term("payment_state", "not in", Settled)];

    /// <summary>Due between so many days ago and so many days ago.</summary>
    public static object[] Late(int? from, int? to = null) =>
    [
        .. Unsettled,
        .. from is { } first ? [OdooPerson.Term("invoice_date_due", "<=", $"{Today.AddDays(-first):O}")] : (object[])[],
        .. to is { } last ? [OdooPerson.Term("invoice_date_due", ">=", $"{Today.AddDays(-last):O}")] : (object[])[],
    ];

    private object[] Posted => [OdooPerson.Term("state", "=", "posted"), OdooPerson.Term("move_type", "in", new[] { "out_invoice", "out_refund" }), .. person.Invoices];

    /// <summary>Won leads: the days from their creation to that.</summary>
    public async Task<decimal> CycleAsync()
    {
        var rows = (await odoo.CallAsync("crm.lead", "search_read", new
        {
            domain = (object[])[OdooPerson.Term("type", "=", "opportunity"), .. person.Leads, .. Won],
            fields = new[] { "create_date", "date_closed" },
            context = new { active_test = false },
        }))!.AsArray();
        var days = rows.Where(row => row!["date_closed"]!.GetValueKind() == System.Text.Json.JsonValueKind.String)
            .Select(row => (decimal)(Instant(row!["date_closed"]!) - Instant(row["create_date"]!)).TotalSeconds / 86_400).ToList();
        return days.Count == 0 ? 0 : days.Average();
    }

    private static DateTime Instant(JsonNode text) => DateTime.ParseExact((string)text!, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>A currency's id, as groups are keyed by it.</summary>
    public async Task<string> CurrencyIdAsync(string code) => $"{(await odoo.SearchAsync("res.currency", new object[] { OdooPerson.Term("name", "=", code) }))[0]}";

    /// <summary>The code of the currency that a company's leads are in.</summary>
    public string CurrencyOf(string company) => currencies[company == "false" ? 0 : int.Parse(company, CultureInfo.InvariantCulture)];

    /// <summary>What one unit of a company's currency is worth in the main company's.</summary>
    public decimal FactorOf(string company) => factors[company == "false" ? 0 : int.Parse(company, CultureInfo.InvariantCulture)];

    private async Task<Dictionary<string, OdooSum>> SumAsync(string model, object[] domain, string? by, int sign, params string[] fields)
    {
        // A foreign amount is converted per company; in its own currency it is not.
        var converted = by != "currency_id";
        string[] groupby = by is null or "company_id" ? ["company_id"] : [by, "company_id"];
        var answer = await odoo.CallAsync(model, "read_group", new { domain, fields = fields.Select(field => $"{field}:sum"), groupby, lazy = false, context = new { active_test = false, tz = "UTC" } });
        var sums = new Dictionary<string, OdooSum>();
        foreach (var group in answer!.AsArray().Select(group => group!))
        {
            var factor = sign * (converted ? factors[OdooPerson.Id(group["company_id"])] : 1);
            var key = by is null ? "" : group[by] is JsonArray pair ? pair[0]!.ToJsonString() : group[by]!.ToString();
            var before = sums.GetValueOrDefault(key) ?? new OdooSum(0, new decimal[fields.Length]);
            sums[key] = new OdooSum(before.Count + (int)group["__count"]!, [.. fields.Zip(before.Amounts, (field, amount) => amount + (factor * Amount(group[field])))]);
        }

        return sums;
    }

    private static decimal Amount(JsonNode? sum) => sum?.GetValueKind() == System.Text.Json.JsonValueKind.Number ? Math.Round((decimal)sum, 6) : 0;

    private async Task ReadRatesAsync()
    {
        var main = await OdooPerson.MainCompanyAsync(odoo);
        var companies = await OdooPerson.RowsAsync(odoo, "res.company", [], "currency_id");
        var context = new { date = $"{Today:O}", allowed_company_ids = new[] { main }, active_test = false };
        var rates = (await odoo.CallAsync("res.currency", "search_read", new { domain = Array.Empty<object>(), fields = new[] { "name", "rate" }, context }))!.AsArray()
            .ToDictionary(row => (int)row!["id"]!, row => (Rate: (decimal)row!["rate"]!, Name: (string)row["name"]!));
        var own = OdooPerson.Id(companies.Single(company => (int)company["id"]! == main)["currency_id"]);
        foreach (var company in companies)
        {
            var foreign = OdooPerson.Id(company["currency_id"]);
            (factors[(int)company["id"]!], currencies[(int)company["id"]!]) = (rates[own].Rate / rates[foreign].Rate, rates[foreign].Name);
        }

        (factors[0], currencies[0]) = (1, rates[own].Name);
    }
}
