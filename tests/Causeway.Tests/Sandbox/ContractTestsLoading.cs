using Shouldly;
using Xunit;

namespace Causeway.Tests.Sandbox;

public sealed class ContractTestsLoading(Targets targets) : IClassFixture<Targets>
{
    [Theory, MemberData(nameof(Targets.All), MemberType = typeof(Targets))]
    public async Task An_external_id_makes_one_record_however_often_it_comes(string name)
    {
        var odoo = await targets.OpenAsync(name);
        await using var records = odoo.Records();
        var external = $"causeway_test.{records.Mark.Replace('-', '_')}";

        var first = await LoadAsync(odoo, "res.partner", ["id", "name", "email"], [external, records.Mark, "a@b.example"]);
        var again = await LoadAsync(odoo, "res.partner", ["id", "name", "email"], [external, records.Mark + " v2", "a@b.example"]);
        var id = records.Track("res.partner", first.Ids.ShouldHaveSingleItem());

        again.Ids.ShouldBe([id]);
        ((string)(await odoo.Admin.ReadAsync("res.partner", id, "name"))["name"]!).ShouldBe(records.Mark + " v2");
        var data = await odoo.Admin.CallAsync("ir.model.data", "search_read", new { domain = new object[] { new object[] { "module", "=", "causeway_test" }, new object[] { "name", "=", external.Split('.')[1] } }, fields = new[] { "model", "res_id" } });
        ((string)data![0]!["model"]!).ShouldBe("res.partner");
        ((int)data[0]!["res_id"]!).ShouldBe(id);
    }

    [Theory, MemberData(nameof(Targets.All), MemberType = typeof(Targets))]
    public async Task One_bad_row_keeps_all_out_and_is_said_in_the_answer(string name)
    {
        var odoo = await targets.OpenAsync(name);
        await using var records = odoo.Records();

        var result = await LoadAsync(odoo, "res.partner", ["id", "name", "country_id/.id"],
            [$"causeway_test.{records.Mark}a", records.Mark, "1"], [$"causeway_test.{records.Mark}b", records.Mark, "99999999"]);

        result.Ids.ShouldBeEmpty();
        result.Messages.ShouldContain("No matching record found for database id '99999999' in field 'Country'");
        (await odoo.Admin.SearchAsync("res.partner", new object[] { new object[] { "name", "=", records.Mark } })).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Targets.Plain), MemberType = typeof(Targets))]
    public async Task A_load_makes_what_a_create_makes(string name)
    {
        var odoo = await targets.OpenAsync(name);
        await using var records = odoo.Records();
        var partner = await records.CreateAsync("res.partner", new { name = records.Mark, email = "load@create.example", phone = "+32 470 99 88 77" });
        var tag = await records.CreateAsync("crm.tag", new { name = records.Mark });
        string[] fields = ["name", "type", "expected_revenue", "priority", "date_deadline", "partner_id", "tag_ids", "user_id", "stage_id", "team_id", "email_from", "phone", "contact_name", "probability", "active"];

        var loaded = await LoadAsync(odoo, "crm.lead", ["id", "name", "expected_revenue", "priority", "date_deadline", "partner_id/.id", "tag_ids/.id"],
            [$"causeway_test.{records.Mark}", records.Mark, "1234.5", "2", "2027-02-03", $"{partner}", $"{tag}"]);
        var made = await records.CreateAsync("crm.lead", new { name = records.Mark, expected_revenue = 1234.5, priority = "2", date_deadline = "2027-02-03", partner_id = partner, tag_ids = new object[] { new object[] { 6, 0, new[] { tag } } } });

        var one = await odoo.Admin.ReadAsync("crm.lead", records.Track("crm.lead", loaded.Ids.ShouldHaveSingleItem()), fields);
        var other = await odoo.Admin.ReadAsync("crm.lead", made, fields);
        one.Remove("id");
        other.Remove("id");
        one.ToJsonString().ShouldBe(other.ToJsonString());
    }

    private static async Task<(int[] Ids, string Messages)> LoadAsync(OdooTarget odoo, string model, string[] fields, params string[][] data)
    {
        var result = (await odoo.Admin.CallAsync(model, "load", new { fields, data }))!;
        var ids = result["ids"] is System.Text.Json.Nodes.JsonArray list ? Wires.Ids(list) : [];
        return (ids, string.Join('\n', result["messages"]!.AsArray().Select(message => (string)message!["message"]!)));
    }
}
