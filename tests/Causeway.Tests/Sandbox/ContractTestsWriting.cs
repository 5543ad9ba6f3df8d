using Shouldly;
using Xunit;

namespace Causeway.Tests.Sandbox;

public sealed class ContractTestsWriting(Targets targets) : IClassFixture<Targets>
{
    [Theory, MemberData(nameof(Targets.All), MemberType = typeof(Targets))]
    public async Task Many_records_are_made_in_order_or_none(string name)
    {
        var odoo = await targets.OpenAsync(name);
        await using var records = odoo.Records();
        var ids = await records.CreateManyAsync("crm.tag", new { name = records.Mark + 1 }, new { name = records.Mark + 2 });
        (await odoo.Admin.CallAsync("crm.tag", "create", new { vals_list = Array.Empty<object>() }))!.AsArray().ShouldBeEmpty();

        await Wires.FaultAsync(() => odoo.Admin.CallAsync("crm.tag", "create", new { vals_list = new object[] { new { name = records.Mark + 3 }, new { color = 1 } } }));

        ids[1].ShouldBe(ids[0] + 1);
        (await odoo.Admin.SearchAsync("crm.tag", new object[] { new object[] { "name", "like", records.Mark } })).ShouldBe(ids);
    }

    [Theory, MemberData(nameof(Targets.Plain), MemberType = typeof(Targets))]
    public async Task An_id_is_never_given_twice_and_a_failed_create_spends_one(string name)
    {
        var odoo = await targets.OpenAsync(name);
        await using var records = odoo.Records();
        var first = await records.CreateAsync("crm.tag", new { name = records.Mark });
        await odoo.Admin.CallAsync("crm.tag", "unlink", ids: [first]);
        await Wires.FaultAsync(() => odoo.Admin.CallAsync("crm.tag", "create", new { vals_list = new[] { new { color = 1 } } }));
        var next = await records.CreateAsync("crm.tag", new { name = records.Mark });

        next.ShouldBe(first + 2);
    }

    [Theory, MemberData(nameof(Targets.All), MemberType = typeof(Targets))]
    public async Task What_the_database_refuses_is_a_validation_error(string name)
    {
        var odoo = await targets.OpenAsync(name);
        await using var records = odoo.Records();
        await records.CreateAsync("crm.tag", new { name = records.Mark });
        var stage = await records.CreateAsync("crm.stage", new { name = records.Mark });
        var lead = await records.CreateAsync("crm.lead", new { name = records.Mark, stage_id = stage });

        await RefusedAsync(() => odoo.Admin.CallAsync("crm.tag", "create", new { vals_list = new[] { new { name = records.Mark } } }), "Tag name already exists!");
        await RefusedAsync(() => odoo.Admin.CallAsync("crm.stage", "create", new { vals_list = new[] { new { sequence = 99 } } }), "(name)");
        await RefusedAsync(() => odoo.Admin.WriteAsync("crm.lead", lead, new { name = false }), "mandatory field");
        await RefusedAsync(() => odoo.Admin.CallAsync("crm.stage", "unlink", ids: [stage]), "(crm.lead)");
        await RefusedAsync(() => odoo.Admin.CallAsync("crm.lead", "create", new { vals_list = new[] { new { name = "x", user_id = 99999999 } } }), "user_id");
        await RefusedAsync(() => odoo.Admin.CallAsync("res.partner", "create", new { vals_list = new[] { new { email = "a@b.example" } } }), "Contacts require a name");
    }

    [Theory, MemberData(nameof(Targets.All), MemberType = typeof(Targets))]
    public async Task A_record_that_is_gone_is_missing(string name)
    {
        var odoo = await targets.OpenAsync(name);
        await using var records = odoo.Records();
        var id = await records.CreateAsync("crm.lead", new { name = records.Mark });
        ((bool)(await odoo.Admin.CallAsync("crm.lead", "unlink", ids: [id]))!).ShouldBeTrue();

        foreach (var call in new[] { () => odoo.Admin.WriteAsync("crm.lead", id, new { name = "x" }), () => odoo.Admin.CallAsync("crm.lead", "unlink", ids: [id]) })
        {
            var fault = await Wires.FaultAsync(call);
            fault.Is("MissingError").ShouldBeTrue(fault.Name);
            fault.Text.ShouldContain($"(Record: crm.lead({id},), User: {odoo.Admin.Uid})");
        }
    }

    [Theory, MemberData(nameof(Targets.All), MemberType = typeof(Targets))]
    public async Task The_smallest_tables_do_not_miss_a_record_that_is_gone(string name)
    {
        var odoo = await targets.OpenAsync(name);
        ((bool)(await odoo.Admin.WriteAsync("crm.tag", 99999999, new { color = 1 }))!).ShouldBeTrue();
        ((bool)(await odoo.Admin.CallAsync("crm.tag", "unlink", ids: [99999999]))!).ShouldBeTrue();
    }

    [Theory, MemberData(nameof(Targets.All), MemberType = typeof(Targets))]
    public async Task A_value_that_does_not_fit_its_field_is_a_value_error(string name)
    {
        var odoo = await targets.OpenAsync(name);
        await using var records = odoo.Records();
        var id = await records.CreateAsync("crm.lead", new { name = records.Mark });

        async Task Refused(object values, string text)
        {
            var fault = await Wires.FaultAsync(() => odoo.Admin.WriteAsync("crm.lead", id, values));
            fault.Is("ValueError").ShouldBeTrue(fault.Name);
            fault.Text.ShouldContain(text);
        }

        await Refused(new { priority = "99" }, "Wrong value for crm.lead.priority: '99'");
        await Refused(new { date_deadline = "not-a-date" }, "time data 'not-a-date' does not match format '%Y-%m-%d'");
        await Refused(new { date_open = "2026-05-04T10:11:12Z" }, "does not match format '%Y-%m-%d %H:%M:%S'");
        await Refused(new { expected_revenue = "abc" }, "could not convert string to float: 'abc'");
        await Refused(new { no_such_field = 1 }, "Invalid field 'no_such_field'");
    }

    [Theory, MemberData(nameof(Targets.All), MemberType = typeof(Targets))]
    public async Task Links_are_changed_by_commands(string name)
    {
        var odoo = await targets.OpenAsync(name);
        await using var records = odoo.Records();
        var tags = await records.CreateManyAsync("crm.tag", new { name = records.Mark + 1 }, new { name = records.Mark + 2 }, new { name = records.Mark + 3 });
        var lead = await records.CreateAsync("crm.lead", new { name = records.Mark, tag_ids = new object[] { new object[] { 6, 0, new[] { tags[0], tags[1] } } } });

        async Task<int[]> After(params object[] command)
        {
            await odoo.Admin.WriteAsync("crm.lead", lead, new { tag_ids = new object[] { command } });
            return Wires.Ids((await odoo.Admin.ReadAsync("crm.lead", lead, "tag_ids"))["tag_ids"]);
        }

        (await After(4, tags[2])).ShouldBe(tags);
        (await After(3, tags[0])).ShouldBe([tags[1], tags[2]]);
        (await After(6, 0, new[] { tags[0] })).ShouldBe([tags[0]]);
        (await After(5)).ShouldBeEmpty();
        var made = await After(0, 0, new { name = records.Mark + 4 });
        records.Track("crm.tag", made.ShouldHaveSingleItem());
    }

    [Theory, MemberData(nameof(Targets.All), MemberType = typeof(Targets))]
    public async Task Lines_are_made_changed_and_removed_through_their_parent(string name)
    {
        var odoo = await targets.OpenAsync(name);
        await using var records = odoo.Records();
        var company = await records.CreateAsync("res.partner", new { name = records.Mark, is_company = true, child_ids = new object[] { new object[] { 0, 0, new { name = records.Mark + " child" } } } });
        var child = Wires.Ids((await odoo.Admin.ReadAsync("res.partner", company, "child_ids"))["child_ids"]).ShouldHaveSingleItem();

        await odoo.Admin.WriteAsync("res.partner", company, new { child_ids = new object[] { new object[] { 1, child, new { function = "Buyer" } } } });
        ((string)(await odoo.Admin.ReadAsync("res.partner", child, "function"))["function"]!).ShouldBe("Buyer");

        await odoo.Admin.WriteAsync("res.partner", company, new { child_ids = new object[] { new object[] { 2, child, 0 } } });
        (await odoo.Admin.CallAsync("res.partner", "read", new { fields = new[] { "name" } }, [child]))!.AsArray().ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Targets.All), MemberType = typeof(Targets))]
    public async Task Html_is_sanitised_and_every_other_text_kept(string name)
    {
        var odoo = await targets.OpenAsync(name);
        await using var records = odoo.Records();
        const string Text = "Ünïcödé 日本語 😀 𠮷 <tag> & \"quotes\"";
        var id = await records.CreateAsync("crm.lead", new { name = Text, description = "<p onclick=\"x()\">a<script>alert(1)</script></p>" });

        var lead = await odoo.Admin.ReadAsync("crm.lead", id, "name", "description");

        ((string)lead["name"]!).ShouldBe(Text);
        ((string)lead["description"]!).ShouldBe("<p>a</p>");
    }

    [Theory, MemberData(nameof(Targets.Plain), MemberType = typeof(Targets))]
    public async Task A_partner_cannot_be_its_own_parent(string name)
    {
        var odoo = await targets.OpenAsync(name);
        await using var records = odoo.Records();
        var id = await records.CreateAsync("res.partner", new { name = records.Mark });
        await RefusedAsync(() => odoo.Admin.WriteAsync("res.partner", id, new { parent_id = id }), "recursive Partner hierarchies");
    }

    [Theory, MemberData(nameof(Targets.All), MemberType = typeof(Targets))]
    public async Task A_reference_that_must_be_followed_is_missing_when_its_target_is(string name)
    {
        var odoo = await targets.OpenAsync(name);
        await using var records = odoo.Records();
        var id = await records.CreateAsync("crm.lead", new { name = records.Mark });
        var fault = await Wires.FaultAsync(() => odoo.Admin.WriteAsync("crm.lead", id, new { partner_id = 99999999 }));
        fault.Is("MissingError").ShouldBeTrue(fault.Name);
        fault.Text.ShouldContain("res.partner(99999999,)");
    }

    [Theory, MemberData(nameof(Targets.Plain), MemberType = typeof(Targets))]
    public async Task A_copy_has_the_values_of_its_original(string name)
    {
        var odoo = await targets.OpenAsync(name);
        await using var records = odoo.Records();
        var id = await records.CreateAsync("crm.lead", new { name = records.Mark, referred = "Paul" });

        var copy = (await odoo.Admin.CallAsync("crm.lead", "copy", new { @default = new { name = records.Mark + " copy" } }, [id]))!;
        var made = records.Track("crm.lead", (int)copy[0]!);

        var lead = await odoo.Admin.ReadAsync("crm.lead", made, "name", "referred");
        ((string)lead["name"]!).ShouldBe(records.Mark + " copy");
        ((string)lead["referred"]!).ShouldBe("Paul");
    }

    [Theory, MemberData(nameof(Targets.Plain), MemberType = typeof(Targets))]
    public async Task Properties_are_defined_by_the_team_and_written_as_a_whole(string name)
    {
        var odoo = await targets.OpenAsync(name);
        await using var records = odoo.Records();
        var team = await records.CreateAsync("crm.team", new
        {
            name = records.Mark,
            lead_properties_definition = new object[] { new { name = "p_text", type = "char", @string = "Text" }, new { name = "p_int", type = "integer", @string = "Int" } },
        });
        var lead = await records.CreateAsync("crm.lead", new { name = records.Mark, team_id = team, lead_properties = new { p_text = "hello", p_int = 3 } });

        (await PropertiesAsync(odoo, lead)).ShouldBe("p_text=\"hello\" p_int=3");
        (await odoo.Admin.SearchAsync("crm.lead", new object[] { new object[] { "lead_properties.p_text", "=", "hello" }, new object[] { "id", "=", lead } })).ShouldBe([lead]);

        await odoo.Admin.WriteAsync("crm.lead", lead, new { lead_properties = new { p_text = "changed" } });
        (await PropertiesAsync(odoo, lead)).ShouldBe(odoo.Version >= 19 ? "p_text=\"changed\" p_int=" : "p_text=\"changed\" p_int=false");
    }

    private static async Task<string> PropertiesAsync(OdooTarget odoo, int lead)
    {
        var properties = (await odoo.Admin.ReadAsync("crm.lead", lead, "lead_properties"))["lead_properties"]!.AsArray();
        return string.Join(' ', properties.Select(property => $"{(string)property!["name"]!}={property["value"]?.ToJsonString()}"));
    }

    private static async Task RefusedAsync(Func<Task> call, string text)
    {
        var fault = await Wires.FaultAsync(call);
        fault.Is("ValidationError").ShouldBeTrue(fault.Name);
        fault.Text.ShouldContain(text);
    }
}
