using Shouldly;
using Xunit;

namespace Causeway.Tests.Sandbox;

public sealed class ContractTestsReading(Targets targets) : IClassFixture<Targets>
{
    [Theory, MemberData(nameof(Targets.All), MemberType = typeof(Targets))]
    public async Task A_record_is_read_as_it_was_written(string name)
    {
        var odoo = await targets.OpenAsync(name);
        await using var records = odoo.Records();
        var id = await records.CreateAsync("crm.lead", new { name = records.Mark, expected_revenue = 12.5, date_deadline = "2027-03-31", user_id = false });

        var lead = await odoo.Admin.ReadAsync("crm.lead", id, "name", "expected_revenue", "date_deadline", "user_id", "phone", "active", "tag_ids", "color", "date_closed");

        lead.Select(pair => pair.Key).ShouldBe(["id", "name", "expected_revenue", "date_deadline", "user_id", "phone", "active", "tag_ids", "color", "date_closed"], ignoreOrder: true);
        ((string)lead["name"]!).ShouldBe(records.Mark);
        ((double)lead["expected_revenue"]!).ShouldBe(12.5);
        ((string)lead["date_deadline"]!).ShouldBe("2027-03-31");
        ((bool)lead["user_id"]!).ShouldBeFalse();
        ((bool)lead["phone"]!).ShouldBeFalse();
        ((bool)lead["active"]!).ShouldBeTrue();
        lead["tag_ids"]!.AsArray().ShouldBeEmpty();
        ((int)lead["color"]!).ShouldBe(0);
        ((bool)lead["date_closed"]!).ShouldBeFalse();
    }

    [Theory, MemberData(nameof(Targets.All), MemberType = typeof(Targets))]
    public async Task A_many2one_comes_with_its_name_or_bare(string name)
    {
        var odoo = await targets.OpenAsync(name);
        await using var records = odoo.Records();
        var partner = await records.CreateAsync("res.partner", new { name = records.Mark });
        var lead = await records.CreateAsync("crm.lead", new { name = records.Mark, partner_id = partner });

        var classic = await odoo.Admin.ReadAsync("crm.lead", lead, "partner_id");
        var bare = (await odoo.Admin.CallAsync("crm.lead", "search_read", new { domain = Only(lead), fields = new[] { "partner_id" }, load = "" }))![0]!;

        ((int)classic["partner_id"]![0]!).ShouldBe(partner);
        ((string)classic["partner_id"]![1]!).ShouldBe(records.Mark);
        ((int)bare["partner_id"]!).ShouldBe(partner);
    }

    [Theory, MemberData(nameof(Targets.All), MemberType = typeof(Targets))]
    public async Task Reading_keeps_the_order_asked_for_and_leaves_out_what_is_gone(string name)
    {
        var odoo = await targets.OpenAsync(name);
        await using var records = odoo.Records();
        var ids = await records.CreateManyAsync("crm.lead", new { name = "a" }, new { name = "b" }, new { name = "c" });
        await odoo.Admin.CallAsync("crm.lead", "unlink", ids: [ids[1]]);

        var read = await odoo.Admin.CallAsync("crm.lead", "read", new { fields = new[] { "name" } }, [ids[2], ids[1], ids[0], ids[2]]);
        var gone = await odoo.Admin.CallAsync("crm.lead", "read", new { fields = new[] { "name" } }, [ids[1]]);

        read!.AsArray().Select(row => (int)row!["id"]!).ShouldBe([ids[2], ids[0], ids[2]]);
        gone!.AsArray().ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Targets.All), MemberType = typeof(Targets))]
    public async Task Archived_records_are_found_only_when_asked_for_and_read_by_id(string name)
    {
        var odoo = await targets.OpenAsync(name);
        await using var records = odoo.Records();
        var id = await records.CreateAsync("crm.lead", new { name = records.Mark, active = false });
        var domain = new object[] { new object[] { "name", "=", records.Mark } };

        (await odoo.Admin.SearchAsync("crm.lead", domain)).ShouldBeEmpty();
        (await odoo.Admin.SearchAsync("crm.lead", domain, new { active_test = false })).ShouldBe([id]);
        (await odoo.Admin.SearchAsync("crm.lead", domain.Append(new object[] { "active", "in", new[] { true, false } }))).ShouldBe([id]);
        ((bool)(await odoo.Admin.ReadAsync("crm.lead", id, "active"))["active"]!).ShouldBeFalse();
    }

    [Theory, MemberData(nameof(Targets.All), MemberType = typeof(Targets))]
    public async Task Windows_and_orders_are_those_of_SQL(string name)
    {
        var odoo = await targets.OpenAsync(name);
        await using var records = odoo.Records();
        var ids = await records.CreateManyAsync("crm.lead",
            new { name = records.Mark, referred = "b", color = 1 }, new { name = records.Mark, referred = "a", color = 1 },
            new { name = records.Mark, color = 2 }, new { name = records.Mark, referred = "C", color = 2 });

        Task<int[]> Sorted(string order, int limit, int offset = 0) => SearchAsync(odoo, records.Mark, order, limit, offset);

        (await Sorted("id", 0)).ShouldBe(ids);
        (await Sorted("id desc", 2)).ShouldBe([ids[3], ids[2]]);
        (await Sorted("id", 2, 1)).ShouldBe([ids[1], ids[2]]);
        (await Sorted("color desc, id", 0)).ShouldBe([ids[2], ids[3], ids[0], ids[1]]);
        (await Sorted("referred", 0)).Last().ShouldBe(ids[2], "an empty text comes last going up");
        (await Sorted("referred desc", 0)).First().ShouldBe(ids[2], "and first going down");
        (await Wires.FaultAsync(() => Sorted("id", 1, -1))).Text.ShouldContain("OFFSET must not be negative");
        (await Wires.FaultAsync(() => Sorted("no_such_field", 1))).Text.ShouldContain("no_such_field");
    }

    [Theory, MemberData(nameof(Targets.All), MemberType = typeof(Targets))]
    public async Task Counting_and_names_agree_with_searching(string name)
    {
        var odoo = await targets.OpenAsync(name);
        await using var records = odoo.Records();
        var ids = await records.CreateManyAsync("res.partner", new { name = records.Mark + " One" }, new { name = records.Mark + " Two" });
        var domain = new object[] { new object[] { "name", "like", records.Mark } };

        ((int)(await odoo.Admin.CallAsync("res.partner", "search_count", new { domain }))!).ShouldBe(2);
        var found = await odoo.Admin.CallAsync("res.partner", "name_search", new { name = records.Mark + " T" });
        ((int)found![0]![0]!).ShouldBe(ids[1]);
        ((string)found[0]![1]!).ShouldBe(records.Mark + " Two");
    }

    [Theory, MemberData(nameof(Targets.All), MemberType = typeof(Targets))]
    public async Task Fields_get_tells_types_relations_and_what_is_stored(string name)
    {
        var odoo = await targets.OpenAsync(name);
        var fields = await odoo.Admin.CallAsync("crm.lead", "fields_get", new { attributes = new[] { "type", "relation", "store", "required", "readonly", "selection" } });

        void Is(string field, string type, bool store, bool required = false, bool isReadOnly = false)
        {
            ((string)fields![field]!["type"]!).ShouldBe(type, field);
            ((bool)fields[field]!["store"]!).ShouldBe(store, field);
            ((bool)fields[field]!["required"]!).ShouldBe(required, field);
            ((bool)fields[field]!["readonly"]!).ShouldBe(isReadOnly, field);
        }

        Is("name", "char", store: true, required: true);
        Is("expected_revenue", "monetary", store: true);
        Is("prorated_revenue", "monetary", store: true, isReadOnly: true);
        Is("stage_id", "many2one", store: true);
        Is("tag_ids", "many2many", store: true);
        Is("activity_ids", "one2many", store: true);
        Is("activity_state", "selection", store: false, isReadOnly: true);
        Is("display_name", "char", store: false, isReadOnly: true);
        Is("write_date", "datetime", store: true, isReadOnly: true);
        Is("lead_properties", "properties", store: true);
        ((string)fields!["stage_id"]!["relation"]!).ShouldBe("crm.stage");
        fields["priority"]!["selection"]!.AsArray().Select(option => (string)option![0]!).ShouldBe(["0", "1", "2", "3"]);
        (fields["mobile"] is not null).ShouldBe(odoo.Version < 19);
        (fields["won_status"] is not null).ShouldBe(odoo.Version >= 19);
    }

    [Theory, MemberData(nameof(Targets.All), MemberType = typeof(Targets))]
    public async Task Unknown_names_are_named_in_the_error(string name)
    {
        var odoo = await targets.OpenAsync(name);
        var field = await Wires.FaultAsync(() => odoo.Admin.CallAsync("crm.lead", "search_read", new { domain = Array.Empty<object>(), fields = new[] { "no_such_field" }, limit = 1 }));
        var condition = await Wires.FaultAsync(() => odoo.Admin.SearchAsync("crm.lead", new object[] { new object[] { "no_such_field", "=", 1 } }));
        var model = await Wires.FaultAsync(() => odoo.Admin.SearchAsync("no.such.model", Array.Empty<object>()));

        field.Is("ValueError").ShouldBeTrue(field.Name);
        field.Text.ShouldContain("Invalid field 'no_such_field' on");
        condition.Is("ValueError").ShouldBeTrue(condition.Name);
        condition.Text.ShouldContain("Invalid field crm.lead.no_such_field in ");
        model.Text.ShouldContain("no.such.model");
    }

    private static object[] Only(int id) => [new object[] { "id", "=", id }];

    private static async Task<int[]> SearchAsync(OdooTarget odoo, string mark, string order, int limit, int offset) =>
        Wires.Ids(await odoo.Admin.CallAsync("crm.lead", "search", new { domain = new object[] { new object[] { "name", "=", mark } }, order, limit, offset }));
}
