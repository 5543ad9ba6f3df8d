using System.Globalization;
using System.Net;
using System.Text.Json;
using Causeway.Tests.Infrastructure;
using Causeway.Tests.Sandbox;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Acceptance;

/// <summary>
/// Dashboard, receivables and accounts to the cent as Odoo's own read_group answers sum them up, for an administrator, a
/// team's leader and a salesperson: over the sandbox's business, and over more of it on real servers.
/// </summary>
[Collection(AcceptanceTargets.OneAtATime)]
public sealed class FiguresAcceptanceTests(AcceptanceTargets targets, ITestOutputHelper output) : IClassFixture<AcceptanceTargets>
{
    /// <summary>Figures do not depend on how they are carried.</summary>
    public static TheoryData<string> Plain => [.. new[] { "sandbox 18.0 jsonrpc", "sandbox 19.0 jsonrpc" }.Concat(Targets.Real.Where(name => name.EndsWith("jsonrpc", StringComparison.Ordinal)))];

    [Theory]
    [MemberData(nameof(Plain))]
    public async Task Dashboard_receivables_and_accounts_are_what_Odoo_sums_up_for_three_users(string target)
    {
        var mirror = await targets.OpenAsync(target);
        await using var scene = new FiguresScene(mirror.Odoo);
        if (!mirror.Odoo.IsSandbox)
            await scene.MakeAsync();
        await mirror.SyncAsync();
        var people = new List<(string Name, Api Api, OdooPerson Person)> { ("administrator", mirror.Admin, await OdooPerson.AdministratorAsync(mirror.Odoo.Admin)) };
        foreach (var (name, login, key) in await SignInsAsync(target, mirror, scene))
            people.Add((name, await mirror.SignInAsync(login, key), await OdooPerson.ReadAsync(mirror.Odoo.Admin, login)));

        foreach (var (name, api, person) in people)
        {
            var odoo = await OdooFigures.OfAsync(mirror.Odoo, person);
            await CheckDashboardAsync(api, odoo, $"{target}, {name}");
            await CheckReceivablesAsync(api, odoo, $"{target}, {name}");
            await CheckAccountsAsync(api, odoo, mirror, mirror.Odoo.IsSandbox ? "" : $"q={scene.Mark}", $"{target}, {name}");
        }
    }

    private async Task<(string, string, string)[]> SignInsAsync(string target, MirroredTarget mirror, FiguresScene scene) => mirror.Odoo.IsSandbox
        ? [.. (await targets.UsersAsync(target)).Where(user => user.Login is "anna.keller" or "pieter.jansen").Select(user => (user.Login == "anna.keller" ? "leader" : "salesperson", user.Login, user.Password))]
        : [("leader", scene.Leader, FiguresScene.Password), ("salesperson", scene.Salesperson, FiguresScene.Password)];

    private async Task CheckDashboardAsync(Api api, OdooFigures odoo, string who)
    {
        var dashboard = (await api.GetAsync("/api/sales/dashboard/real")).Expect(HttpStatusCode.OK);
        var (open, won, lost) = (await TotalAsync(odoo.LeadsAsync(odoo.Open)), await TotalAsync(odoo.LeadsAsync(odoo.Won)), await TotalAsync(odoo.LeadsAsync(odoo.Lost)));
        var (due, late) = (await TotalAsync(odoo.InvoicesAsync(OdooFigures.Unsettled)), await TotalAsync(odoo.InvoicesAsync(OdooFigures.Late(1))));

        Compare(who, dashboard["metrics"], new()
        {
            ["pipeline_value"] = open.Amount,
            ["weighted_pipeline"] = open.Amounts[1],
            ["won_revenue"] = won.Amount,
            ["lost_revenue"] = lost.Amount,
            ["win_rate"] = won.Count + lost.Count == 0 ? 0 : 100m * won.Count / (won.Count + lost.Count),
            ["average_deal"] = won.Count == 0 ? 0 : won.Amount / won.Count,
            ["average_cycle_days"] = await odoo.CycleAsync(),
            ["active_opportunities"] = open.Count,
            ["total_receivables"] = due.Amount,
            ["overdue_receivables"] = late.Amount,
            ["pending_invoices"] = (await TotalAsync(odoo.InvoicesAsync(Due))).Count,
        });
        var byStage = await odoo.LeadsAsync([OdooPerson.Term("active", "=", true)], "stage_id");
        CompareEach(who, dashboard["by_stage"], "stage_id", byStage.Keys, stage => new() { ["count"] = byStage[stage].Count, ["total_value"] = byStage[stage].Amount, ["weighted_value"] = byStage[stage].Amounts[1] });
        await CheckBySalespersonAsync(dashboard, odoo, who);
        await CheckByMonthAsync(dashboard, odoo, who);
        await CheckByCurrencyAsync(dashboard, odoo, who);
        output.WriteLine($"{who}: {open.Count} open of {open.Amount:0.00}, {won.Count} won of {won.Amount:0.00}, {lost.Count} lost of {lost.Amount:0.00}, due {due.Amount:0.00}, late {late.Amount:0.00}");
    }

    private static object[] Due => [.. OdooFigures.Unsettled, OdooPerson.Term("amount_residual", "!=", 0)];

    private static async Task CheckBySalespersonAsync(ApiAnswer dashboard, OdooFigures odoo, string who)
    {
        var (open, won, lost) = (await odoo.LeadsAsync(odoo.Open, "user_id"), await odoo.LeadsAsync(odoo.Won, "user_id"), await odoo.LeadsAsync(odoo.Lost, "user_id"));
        var all = await odoo.LeadsAsync([], "user_id");
        CompareEach(who, dashboard["by_salesperson"], "salesperson_id", all.Keys, person => new()
        {
            ["active_opportunities"] = Of(open, person).Count,
            ["pipeline_value"] = Of(open, person).Amount,
            ["won_count"] = Of(won, person).Count,
            ["won_revenue"] = Of(won, person).Amount,
            ["lost_count"] = Of(lost, person).Count,
        });
    }

    private static async Task CheckByMonthAsync(ApiAnswer dashboard, OdooFigures odoo, string who)
    {
        object[] closed = [OdooPerson.Term("date_closed", "!=", false)];
        var (won, lost) = (ByMonth(await odoo.LeadsAsync([.. odoo.Won, .. closed], "date_closed:month")), ByMonth(await odoo.LeadsAsync([.. odoo.Lost, .. closed], "date_closed:month")));
        CompareEach(who, dashboard["by_month"], "month", won.Keys.Union(lost.Keys), month => new()
        {
            ["won_count"] = Of(won, month).Count,
            ["won_revenue"] = Of(won, month).Amount,
            ["lost_count"] = Of(lost, month).Count,
            ["lost_revenue"] = Of(lost, month).Amount,
        });
    }

    /// <summary>Odoo's "May 2026" is our "2026-05".</summary>
    private static Dictionary<string, OdooSum> ByMonth(Dictionary<string, OdooSum> sums) =>
        sums.ToDictionary(sum => DateTime.ParseExact(sum.Key, "MMMM yyyy", CultureInfo.InvariantCulture).ToString("yyyy-MM"), sum => sum.Value);

    private static async Task CheckByCurrencyAsync(ApiAnswer dashboard, OdooFigures odoo, string who)
    {
        var open = await odoo.LeadsAsync(odoo.Open, "company_id");
        var (due, late) = (await odoo.InvoicesByCurrencyAsync(OdooFigures.Unsettled), await odoo.InvoicesByCurrencyAsync(OdooFigures.Late(1)));
        foreach (var sums in dashboard["by_currency"].EnumerateArray())
        {
            var code = sums.GetProperty("currency").GetString()!;
            Compare($"{who} in {code}", sums, new()
            {
                ["pipeline_value"] = open.Where(company => odoo.CurrencyOf(company.Key) == code).Sum(company => company.Value.Amount / odoo.FactorOf(company.Key)),
                ["total_receivables"] = due.GetValueOrDefault(await odoo.CurrencyIdAsync(code)),
                ["overdue_receivables"] = late.GetValueOrDefault(await odoo.CurrencyIdAsync(code)),
            });
        }
    }

    private static async Task CheckReceivablesAsync(Api api, OdooFigures odoo, string who)
    {
        var summary = (await api.GetAsync("/api/receivables")).Expect(HttpStatusCode.OK)["summary"];
        var (all, due, late) = (await TotalAsync(odoo.InvoicesAsync([])), await TotalAsync(odoo.InvoicesAsync(OdooFigures.Unsettled)), await TotalAsync(odoo.InvoicesAsync(OdooFigures.Late(1))));

        Compare(who, summary, new()
        {
            ["total_receivables"] = due.Amount,
            ["total_collected"] = all.Amounts[1] - due.Amount,
            ["total_overdue"] = late.Amount,
            ["pending_count"] = (await TotalAsync(odoo.InvoicesAsync(Due))).Count,
            ["overdue_count"] = (await TotalAsync(odoo.InvoicesAsync([.. OdooFigures.Late(1), OdooPerson.Term("amount_residual", "!=", 0)]))).Count,
        });
        Compare(who, summary.GetProperty("aging"), new()
        {
            ["current"] = (await TotalAsync(odoo.InvoicesAsync(OdooFigures.Late(null, 0)))).Amount,
            ["d1_30"] = (await TotalAsync(odoo.InvoicesAsync(OdooFigures.Late(1, 30)))).Amount,
            ["d31_60"] = (await TotalAsync(odoo.InvoicesAsync(OdooFigures.Late(31, 60)))).Amount,
            ["d61_90"] = (await TotalAsync(odoo.InvoicesAsync(OdooFigures.Late(61, 90)))).Amount,
            ["over_90"] = (await TotalAsync(odoo.InvoicesAsync(OdooFigures.Late(91)))).Amount,
        });
    }

    private static async Task CheckAccountsAsync(Api api, OdooFigures odoo, MirroredTarget mirror, string filter, string who)
    {
        var accounts = (await api.GetAsync($"/api/accounts/real?per_page=100&{filter}")).Expect(HttpStatusCode.OK);
        var ids = accounts.Ids("accounts");
        ids.ShouldNotBeEmpty();
        var partners = (await OdooPerson.RowsAsync(mirror.Odoo.Admin, "res.partner", [OdooPerson.Term("commercial_partner_id", "in", ids), "|", OdooPerson.Term("active", "=", true), OdooPerson.Term("active", "=", false)], "commercial_partner_id"))
            .ToLookup(partner => (long)OdooPerson.Id(partner["commercial_partner_id"]), partner => $"{partner["id"]}");
        object[] theirs = [OdooPerson.Term("partner_id", "in", partners.SelectMany(group => group).Select(int.Parse).ToArray())];
        var (all, open, won) = (await odoo.LeadsAsync(theirs, "partner_id"), await odoo.LeadsAsync([.. theirs, .. odoo.Open], "partner_id"), await odoo.LeadsAsync([.. theirs, .. odoo.Won], "partner_id"));
        var due = await odoo.InvoicesAsync([OdooPerson.Term("commercial_partner_id", "in", ids), .. OdooFigures.Unsettled], "commercial_partner_id");

        foreach (var account in accounts["accounts"].EnumerateArray())
        {
            var own = partners[account.GetProperty("id").GetInt64()].ToList();
            Compare($"{who}, account {account.GetProperty("name")}", account, new()
            {
                ["pipeline_value"] = own.Sum(partner => Of(open, partner).Amount),
                ["won_value"] = own.Sum(partner => Of(won, partner).Amount),
                ["active_opportunities"] = own.Sum(partner => Of(open, partner).Count),
                ["total_opportunities"] = own.Sum(partner => Of(all, partner).Count),
                ["receivable"] = Of(due, $"{account.GetProperty("id")}").Amount,
            });
        }
    }

    private static OdooSum Of(Dictionary<string, OdooSum> sums, string key) => sums.GetValueOrDefault(key) ?? new OdooSum(0, [0, 0]);

    private static async Task<OdooSum> TotalAsync(Task<Dictionary<string, OdooSum>> sums) => Of(await sums, "");

    private static void CompareEach(string who, JsonElement rows, string key, IEnumerable<string> keys, Func<string, Dictionary<string, decimal>> expected)
    {
        var found = rows.EnumerateArray().ToDictionary(row => row.GetProperty(key) is { ValueKind: JsonValueKind.Null } ? "false" : row.GetProperty(key).ToString());
        found.Keys.ShouldBe(keys, ignoreOrder: true, who);
        foreach (var (name, row) in found)
            Compare($"{who}, {key} {name}", row, expected(name));
    }

    private static void Compare(string who, JsonElement got, Dictionary<string, decimal> expected) =>
        expected.Keys.Select(name => $"{name} {Math.Round(got.GetProperty(name).GetDecimal(), 2):0.00}")
            .ShouldBe(expected.Select(figure => $"{figure.Key} {Math.Round(figure.Value, 2, MidpointRounding.AwayFromZero):0.00}"), who);
}
