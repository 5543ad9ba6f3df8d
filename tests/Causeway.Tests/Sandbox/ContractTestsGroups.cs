using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Sandbox;

public sealed class ContractTestsGroups(Targets targets) : IClassFixture<Targets>
{
    [Theory, MemberData(nameof(Targets.All), MemberType = typeof(Targets))]
    public async Task Groups_by_day_carry_their_bounds_in_UTC(string name)
    {
        var odoo = await targets.OpenAsync(name);
        await using var records = odoo.Records();
        var ids = await records.CreateManyAsync("crm.lead", new { name = records.Mark }, new { name = records.Mark });

        var group = (await GroupAsync(odoo, ids, ["id:sum"], ["write_date:day"], new { tz = "UTC" }, lazy: false)).ShouldHaveSingleItem()!;
        var shown = (string)(await odoo.Admin.ReadAsync("crm.lead", ids[0], "write_date"))["write_date"]!;

        ((int)group["__count"]!).ShouldBe(2);
        ((int)group["id"]!).ShouldBe(ids.Sum());
        var range = group["__range"]!["write_date:day"]!;
        string.CompareOrdinal((string)range["from"]!, shown).ShouldBeLessThanOrEqualTo(0);
        string.CompareOrdinal((string)range["to"]!, shown).ShouldBeGreaterThan(0);
        ((string)range["from"]!).ShouldEndWith(" 00:00:00");
    }

    [Theory, MemberData(nameof(Targets.Plain), MemberType = typeof(Targets))]
    public async Task A_time_zone_cuts_the_days_elsewhere(string name)
    {
        var odoo = await targets.OpenAsync(name);
        await using var records = odoo.Records();
        var ids = await records.CreateManyAsync("crm.lead", new { name = records.Mark });
        var group = (await GroupAsync(odoo, ids, [], ["write_date:day"], new { tz = "Asia/Tokyo" }, lazy: false)).ShouldHaveSingleItem()!;
        ((string)group["__range"]!["write_date:day"]!["from"]!).ShouldEndWith(" 15:00:00");
    }

    [Theory, MemberData(nameof(Targets.All), MemberType = typeof(Targets))]
    public async Task Groups_by_keys_come_with_counts_and_figures(string name)
    {
        var odoo = await targets.OpenAsync(name);
        await using var records = odoo.Records();
        var partner = await records.CreateAsync("res.partner", new { name = records.Mark });
        var ids = await records.CreateManyAsync("crm.lead",
            new { name = records.Mark, priority = "1", expected_revenue = 1.5, partner_id = partner },
            new { name = records.Mark, priority = "0", expected_revenue = 2, partner_id = partner },
            new { name = records.Mark, priority = "1", expected_revenue = 4 });

        var lazy = await GroupAsync(odoo, ids, ["expected_revenue:sum"], ["priority", "partner_id"], new { }, lazy: true);
        lazy.Select(group => $"{group!["priority"]} {group["priority_count"]} {(double)group["expected_revenue"]!:0.0}").ShouldBe(["0 1 2.0", "1 2 5.5"]);
        lazy[0]!["__context"]!["group_by"]!.AsArray().Select(field => (string)field!).ShouldBe(["partner_id"]);

        var eager = await GroupAsync(odoo, ids, ["expected_revenue:max"], ["partner_id"], new { }, lazy: false);
        eager.Select(group => $"{group!["partner_id"]!.ToJsonString()} {group["__count"]} {(double)group["expected_revenue"]!:0.0}")
            .ShouldBe([$"[{partner},\"{records.Mark}\"] 2 2.0", "false 1 4.0"]);
    }

    [Theory, MemberData(nameof(Targets.All), MemberType = typeof(Targets))]
    public async Task Without_groups_there_is_one_row_of_totals(string name)
    {
        var odoo = await targets.OpenAsync(name);
        await using var records = odoo.Records();
        var ids = await records.CreateManyAsync("crm.lead", new { name = records.Mark }, new { name = records.Mark });
        var all = (await GroupAsync(odoo, ids, ["write_date:max", "id:max"], [], new { }, lazy: true)).ShouldHaveSingleItem()!;
        ((int)all["__count"]!).ShouldBe(2);
        ((int)all["id"]!).ShouldBe(ids[1]);
        ((string)all["write_date"]!).Length.ShouldBe("2026-01-01 00:00:00".Length);
    }

    [Theory, MemberData(nameof(Targets.Plain), MemberType = typeof(Targets))]
    public async Task Months_have_names_and_records_without_a_date_their_own_group(string name)
    {
        var odoo = await targets.OpenAsync(name);
        await using var records = odoo.Records();
        var ids = await records.CreateManyAsync("crm.lead", new { name = records.Mark, date_deadline = "2026-07-14" }, new { name = records.Mark, date_deadline = "2026-05-04" }, new { name = records.Mark });

        var groups = await GroupAsync(odoo, ids, [], ["date_deadline:month"], new { }, lazy: false);

        groups.Select(group => group!["date_deadline:month"]!.ToString()).ShouldBe(["May 2026", "July 2026", "false"]);
        ((string)groups[0]!["__range"]!["date_deadline:month"]!["to"]!).ShouldBe("2026-06-01");
        var week = await GroupAsync(odoo, ids, [], ["date_deadline:week"], new { }, lazy: false);
        ((string)week[0]!["date_deadline:week"]!).ShouldBe("W19 2026");
        ((string)week[0]!["__range"]!["date_deadline:week"]!["from"]!).ShouldBe("2026-05-03");
    }

    [Theory, MemberData(nameof(Targets.All), MemberType = typeof(Targets))]
    public async Task The_domain_of_a_group_finds_its_records(string name)
    {
        var odoo = await targets.OpenAsync(name);
        await using var records = odoo.Records();
        var ids = await records.CreateManyAsync("crm.lead", new { name = records.Mark, color = 1 }, new { name = records.Mark, color = 2 }, new { name = records.Mark, color = 1 });
        var groups = await GroupAsync(odoo, ids, [], ["color"], new { }, lazy: false);
        (await odoo.Admin.SearchAsync("crm.lead", groups[0]!["__domain"]!)).ShouldBe([ids[0], ids[2]]);
    }

    [Theory, MemberData(nameof(Targets.All), MemberType = typeof(Targets))]
    public async Task Version_19_has_formatted_groups_too(string name)
    {
        var odoo = await targets.OpenAsync(name);
        await using var records = odoo.Records();
        var ids = await records.CreateManyAsync("crm.lead", new { name = records.Mark, expected_revenue = 3 });
        Task<JsonNode?> Formatted() => odoo.Admin.CallAsync("crm.lead", "formatted_read_group",
            new { domain = new object[] { new object[] { "id", "in", ids } }, groupby = new[] { "write_date:day" }, aggregates = new[] { "__count", "expected_revenue:sum" } });

        if (odoo.Version < 19)
        {
            await Wires.FaultAsync(Formatted);
            return;
        }

        var group = (await Formatted())![0]!;
        ((string)group["write_date:day"]![0]!).ShouldEndWith(" 00:00:00");
        ((int)group["__count"]!).ShouldBe(1);
        ((double)group["expected_revenue:sum"]!).ShouldBe(3);
        (group["__extra_domain"] is not null).ShouldBeTrue();
    }

    private static async Task<JsonArray> GroupAsync(OdooTarget odoo, int[] ids, string[] fields, string[] groupby, object context, bool lazy) =>
        (await odoo.Admin.CallAsync("crm.lead", "read_group", new { domain = new object[] { new object[] { "id", "in", ids } }, fields, groupby, lazy, context }))!.AsArray();
}
