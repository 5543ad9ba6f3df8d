using System.Net;
using System.Text.Json;
using Causeway.Tests.Infrastructure;
using Causeway.Tests.Mirror;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Features.Dashboard;

/// <summary>The figures of sales, reckoned anew from Odoo's own rows.</summary>
public sealed class DashboardTests(SharedMirror shared) : IClassFixture<SharedMirror>
{
    private readonly MirrorServer mirror = shared.Mirror;

    [Fact]
    public async Task Every_metric_is_what_Odoos_rows_sum_up_to()
    {
        var leads = (await mirror.Control.DumpAsync("crm.lead")).Values
            .Where(lead => lead.GetProperty("type").GetString() == "opportunity" && lead.GetProperty("company_id").ToString() is not "2").ToList();
        var wonStages = (await mirror.Control.DumpAsync("crm.stage")).Values.Where(stage => stage.GetProperty("is_won").ValueKind == JsonValueKind.True).Select(stage => stage.GetProperty("id").GetInt64()).ToList();
        bool IsWon(JsonElement lead) => Number(lead, "probability") == 100 && wonStages.Contains((long)Number(lead, "stage_id"));
        var (open, won, lost) = (leads.Where(lead => IsActive(lead) && !IsWon(lead)).ToList(), leads.Where(IsWon).ToList(), leads.Where(IsLost).ToList());
        var receivables = (await mirror.Admin.GetAsync("/api/receivables"))["summary"];

        var dashboard = (await mirror.Admin.GetAsync("/api/sales/dashboard/real")).Expect(HttpStatusCode.OK);

        won.ShouldNotBeEmpty();
        lost.ShouldNotBeEmpty();
        decimal Metric(string name) => dashboard["metrics"].GetProperty(name).GetDecimal();
        Metric("pipeline_value").ShouldBe(open.Sum(Revenue));
        Metric("weighted_pipeline").ShouldBe(Rounded(open.Sum(lead => Revenue(lead) * Number(lead, "probability") / 100)));
        Metric("won_revenue").ShouldBe(won.Sum(Revenue));
        Metric("lost_revenue").ShouldBe(lost.Sum(Revenue));
        Metric("win_rate").ShouldBe(Rounded(100m * won.Count / (won.Count + lost.Count)));
        Metric("average_deal").ShouldBe(Rounded(won.Average(Revenue)));
        Metric("active_opportunities").ShouldBe(open.Count);
        Metric("total_receivables").ShouldBe(receivables.GetProperty("total_receivables").GetDecimal());
        Metric("overdue_receivables").ShouldBe(receivables.GetProperty("total_overdue").GetDecimal());
        Metric("pending_invoices").ShouldBe(receivables.GetProperty("pending_count").GetDecimal());
        dashboard["by_stage"].EnumerateArray().Sum(stage => stage.GetProperty("count").GetInt32()).ShouldBe(open.Count + won.Count);
        dashboard["by_salesperson"].EnumerateArray().Sum(person => person.GetProperty("pipeline_value").GetDecimal()).ShouldBe(open.Sum(Revenue));
        dashboard["by_currency"].EnumerateArray().Single(sums => sums.GetProperty("currency").GetString() == "EUR").GetProperty("pipeline_value").GetDecimal().ShouldBe(open.Sum(Revenue));
        dashboard.Ids("opportunities").Length.ShouldBe(20);
        dashboard.Ids("accounts").Length.ShouldBeInRange(1, 20);
        dashboard["accounts"].EnumerateArray().ShouldAllBe(account => account.GetProperty("active_opportunities").GetInt32() > 0);
        dashboard.Ids("invoices").Length.ShouldBe(20);
        dashboard["source"].GetString().ShouldBe("odoo");
    }

    [Fact]
    public async Task A_member_gets_the_figures_of_what_they_may_see_and_304_while_nothing_changes()
    {
        var lukas = await mirror.SignInAsync("lukas.berg");

        var own = (await lukas.GetAsync("/api/sales/dashboard/real")).Expect(HttpStatusCode.OK);
        var all = await mirror.Admin.GetAsync("/api/sales/dashboard/real");

        own["metrics"].GetProperty("pipeline_value").GetDecimal().ShouldBeLessThan(all["metrics"].GetProperty("pipeline_value").GetDecimal());
        own["metrics"].GetProperty("total_receivables").GetDecimal().ShouldBe((await lukas.GetAsync("/api/receivables"))["summary"].GetProperty("total_receivables").GetDecimal());
        (await lukas.GetAsync("/api/sales/dashboard/real", ("If-None-Match", own.ETag))).Expect(HttpStatusCode.NotModified);
    }

    private static bool IsActive(JsonElement lead) => lead.GetProperty("active").ValueKind == JsonValueKind.True;

    private static bool IsLost(JsonElement lead) => !IsActive(lead) && Number(lead, "probability") == 0;

    private static decimal Revenue(JsonElement lead) => Number(lead, "expected_revenue");

    private static decimal Rounded(decimal value) => Math.Round(value, 2, MidpointRounding.AwayFromZero);

    private static decimal Number(JsonElement row, string field) => row.GetProperty(field) is { ValueKind: JsonValueKind.Number } value ? value.GetDecimal() : 0;
}
