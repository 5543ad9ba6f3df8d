using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Sandbox;

/// <summary>What Odoo does with leads by itself.</summary>
public sealed class ContractTestsLeads(Targets targets) : IClassFixture<Targets>
{
    [Theory, MemberData(nameof(Targets.Plain), MemberType = typeof(Targets))]
    public async Task A_new_lead_is_an_opportunity_of_its_maker_in_the_first_stage(string name)
    {
        var odoo = await targets.OpenAsync(name);
        await using var records = odoo.Records();
        var id = await records.CreateAsync("crm.lead", new { name = records.Mark });
        var stages = await odoo.Admin.CallAsync("crm.stage", "search", new { domain = new object[] { new object[] { "fold", "=", false } } });

        var lead = await odoo.Admin.ReadAsync("crm.lead", id, "type", "user_id", "stage_id", "active", "priority", "date_open", "date_last_stage_update", "create_date", "company_id");

        ((string)lead["type"]!).ShouldBe("opportunity");
        ((int)lead["user_id"]![0]!).ShouldBe(odoo.Admin.Uid);
        ((int)lead["stage_id"]![0]!).ShouldBe((int)stages![0]!);
        ((string)lead["priority"]!).ShouldBe("0");
        ((string)lead["date_open"]!).ShouldBe((string)lead["create_date"]!);
        ((string)lead["date_last_stage_update"]!).ShouldBe((string)lead["create_date"]!);
        lead["company_id"]!.AsArray().Count.ShouldBe(2);
    }

    [Theory, MemberData(nameof(Targets.Plain), MemberType = typeof(Targets))]
    public async Task A_lead_takes_what_its_contact_knows(string name)
    {
        var odoo = await targets.OpenAsync(name);
        await using var records = odoo.Records();
        var company = await records.CreateAsync("res.partner", new { name = records.Mark + " Ltd", is_company = true, city = "Gent", street = "Veldstraat 1" });
        var person = await records.CreateAsync("res.partner", new { name = records.Mark, parent_id = company, email = "buyer@lead.example", phone = "+32 470 11 22 33", function = "Buyer" });
        var id = await records.CreateAsync("crm.lead", new { name = records.Mark, partner_id = person });

        var lead = await odoo.Admin.ReadAsync("crm.lead", id, "contact_name", "partner_name", "email_from", "email_normalized", "phone", "function", "city", "street");

        ((string)lead["contact_name"]!).ShouldBe(records.Mark);
        ((string)lead["partner_name"]!).ShouldBe(records.Mark + " Ltd");
        ((string)lead["email_from"]!).ShouldBe("buyer@lead.example");
        ((string)lead["email_normalized"]!).ShouldBe("buyer@lead.example");
        ((string)lead["phone"]!).ShouldBe("+32 470 11 22 33");
        ((string)lead["function"]!).ShouldBe("Buyer");
        ((string)lead["city"]!).ShouldBe("Gent");
        ((string)lead["street"]!).ShouldBe("Veldstraat 1");
    }

    [Theory, MemberData(nameof(Targets.All), MemberType = typeof(Targets))]
    public async Task Won_is_a_stage_with_all_the_probability(string name)
    {
        var odoo = await targets.OpenAsync(name);
        await using var records = odoo.Records();
        var id = await records.CreateAsync("crm.lead", new { name = records.Mark, expected_revenue = 200 });

        ((bool)(await odoo.Admin.CallAsync("crm.lead", "action_set_won", ids: [id]))!).ShouldBeTrue();

        var lead = await StateAsync(odoo, id);
        ((double)lead["probability"]!).ShouldBe(100);
        ((double)lead["automated_probability"]!).ShouldBe(100);
        ((double)lead["prorated_revenue"]!).ShouldBe(200);
        (lead["date_closed"]!.GetValueKind() == System.Text.Json.JsonValueKind.String).ShouldBeTrue();
        ((bool)(await odoo.Admin.ReadAsync("crm.stage", (int)lead["stage_id"]![0]!, "is_won"))["is_won"]!).ShouldBeTrue();
        Status(odoo, lead, "won");
    }

    [Theory, MemberData(nameof(Targets.Plain), MemberType = typeof(Targets))]
    public async Task Lost_is_archived_without_probability_and_can_be_undone(string name)
    {
        var odoo = await targets.OpenAsync(name);
        await using var records = odoo.Records();
        var reason = await records.CreateAsync("crm.lost.reason", new { name = records.Mark });
        var id = await records.CreateAsync("crm.lead", new { name = records.Mark, expected_revenue = 200 });

        await odoo.Admin.CallAsync("crm.lead", "action_set_lost", new { lost_reason_id = reason }, [id]);

        var lost = await StateAsync(odoo, id);
        ((bool)lost["active"]!).ShouldBeFalse();
        ((double)lost["probability"]!).ShouldBe(0);
        ((double)lost["prorated_revenue"]!).ShouldBe(0);
        ((int)lost["lost_reason_id"]![0]!).ShouldBe(reason);
        (lost["date_closed"]!.GetValueKind() == System.Text.Json.JsonValueKind.String).ShouldBeTrue();
        Status(odoo, lost, "lost");

        await odoo.Admin.CallAsync("crm.lead", "action_unarchive", ids: [id]);
        var restored = await StateAsync(odoo, id);
        ((bool)restored["active"]!).ShouldBeTrue();
        ((bool)restored["lost_reason_id"]!).ShouldBeFalse();
        Status(odoo, restored, "pending");
    }

    [Theory, MemberData(nameof(Targets.Plain), MemberType = typeof(Targets))]
    public async Task A_stage_that_is_won_wins_what_moves_there_and_leaving_it_reopens(string name)
    {
        var odoo = await targets.OpenAsync(name);
        await using var records = odoo.Records();
        var open = await records.CreateAsync("crm.stage", new { name = records.Mark, sequence = 90 });
        var won = await records.CreateAsync("crm.stage", new { name = records.Mark + " won", sequence = 91, is_won = true });
        var id = await records.CreateAsync("crm.lead", new { name = records.Mark });

        await odoo.Admin.WriteAsync("crm.lead", id, new { stage_id = won });
        ((double)(await StateAsync(odoo, id))["probability"]!).ShouldBe(100);
        await odoo.Admin.WriteAsync("crm.lead", id, new { stage_id = open });
        var lead = await StateAsync(odoo, id);

        ((bool)lead["date_closed"]!).ShouldBeFalse();
        ((double)lead["probability"]!).ShouldBeLessThan(100);
        Status(odoo, lead, "pending");
    }

    [Theory, MemberData(nameof(Targets.Plain), MemberType = typeof(Targets))]
    public async Task A_lead_is_converted_by_Odoo_but_not_with_a_contact_given_by_id(string name)
    {
        var odoo = await targets.OpenAsync(name);
        await using var records = odoo.Records();
        var id = await records.CreateAsync("crm.lead", new { name = records.Mark, type = "lead" });

        ((bool)(await odoo.Admin.CallAsync("crm.lead", "convert_opportunity", new { partner = false }, [id]))!).ShouldBeTrue();

        var lead = await odoo.Admin.ReadAsync("crm.lead", id, "type", "date_conversion");
        ((string)lead["type"]!).ShouldBe("opportunity");
        (lead["date_conversion"]!.GetValueKind() == System.Text.Json.JsonValueKind.String).ShouldBeTrue();
    }

    [Theory, MemberData(nameof(Targets.Plain), MemberType = typeof(Targets))]
    public async Task Without_a_contact_the_method_takes_away_the_one_that_the_lead_has(string name)
    {
        var odoo = await targets.OpenAsync(name);
        await using var records = odoo.Records();
        var partner = await records.CreateAsync("res.partner", new { name = records.Mark });
        var id = await records.CreateAsync("crm.lead", new { name = records.Mark, type = "lead", partner_id = partner });

        await odoo.Admin.CallAsync("crm.lead", "convert_opportunity", new { partner = false }, [id]);

        ((bool)(await odoo.Admin.ReadAsync("crm.lead", id, "partner_id"))["partner_id"]!).ShouldBeFalse();
    }

    [Theory, MemberData(nameof(Targets.All), MemberType = typeof(Targets))]
    public async Task The_wizard_converts_and_leaves_contact_and_salesperson_where_none_is_named(string name)
    {
        var odoo = await targets.OpenAsync(name);
        await using var records = odoo.Records();
        var partner = await records.CreateAsync("res.partner", new { name = records.Mark });
        var kept = await records.CreateAsync("crm.lead", new { name = records.Mark, type = "lead", partner_id = partner, user_id = odoo.Admin.Uid });
        var linked = await records.CreateAsync("crm.lead", new { name = records.Mark, type = "lead", user_id = odoo.Admin.Uid });

        await ConvertAsync(odoo, kept, new { lead_id = kept, name = "convert", action = "exist", partner_id = false, force_assignment = false });
        await ConvertAsync(odoo, linked, new { lead_id = linked, name = "convert", action = "exist", partner_id = partner, force_assignment = false });

        foreach (var id in new[] { kept, linked })
        {
            var lead = await odoo.Admin.ReadAsync("crm.lead", id, "type", "partner_id", "user_id");
            ((string)lead["type"]!, (int)lead["partner_id"]![0]!, (int)lead["user_id"]![0]!).ShouldBe(("opportunity", partner, odoo.Admin.Uid));
        }
    }

    [Theory, MemberData(nameof(Targets.Plain), MemberType = typeof(Targets))]
    public async Task The_wizard_links_but_does_not_convert_what_is_won_and_does_nothing_to_what_is_archived(string name)
    {
        var odoo = await targets.OpenAsync(name);
        await using var records = odoo.Records();
        var partner = await records.CreateAsync("res.partner", new { name = records.Mark });
        var won = await records.CreateAsync("crm.lead", new { name = records.Mark, type = "lead" });
        await odoo.Admin.CallAsync("crm.lead", "action_set_won", ids: [won]);
        var archived = await records.CreateAsync("crm.lead", new { name = records.Mark, type = "lead", active = false });

        foreach (var id in new[] { won, archived })
        {
            await ConvertAsync(odoo, id, new { lead_id = id, name = "convert", action = "exist", partner_id = partner, force_assignment = false });
            ((string)(await odoo.Admin.ReadAsync("crm.lead", id, "type"))["type"]!).ShouldBe("lead");
        }

        ((int)(await odoo.Admin.ReadAsync("crm.lead", won, "partner_id"))["partner_id"]![0]!).ShouldBe(partner);
        ((bool)(await odoo.Admin.ReadAsync("crm.lead", archived, "partner_id"))["partner_id"]!).ShouldBeFalse();
    }

    [Theory, MemberData(nameof(Targets.Plain), MemberType = typeof(Targets))]
    public async Task What_stands_in_a_won_stage_is_not_lost_from_19_on(string name)
    {
        var odoo = await targets.OpenAsync(name);
        await using var records = odoo.Records();
        var id = await records.CreateAsync("crm.lead", new { name = records.Mark });
        await odoo.Admin.CallAsync("crm.lead", "action_set_won", ids: [id]);

        var lose = () => odoo.Admin.CallAsync("crm.lead", "write", new { vals = new { probability = 0 } }, [id]);

        if (odoo.Version >= 19)
            (await lose.ShouldThrowAsync<OdooFault>()).Text.ShouldContain("A lead in a Won stage cannot be lost. Move it to another stage first.");
        else
            ((bool)(await lose())!).ShouldBeTrue();
    }

    [Theory, MemberData(nameof(Targets.All), MemberType = typeof(Targets))]
    public async Task A_note_is_HTML_where_it_says_so_and_of_the_subtype_that_it_names(string name)
    {
        var odoo = await targets.OpenAsync(name);
        await using var records = odoo.Records();
        var id = await records.CreateAsync("crm.lead", new { name = records.Mark });
        var posted = (await odoo.Admin.CallAsync("crm.lead", "message_post", new { body = "<p>a <b>note</b><script>alert(1)</script></p>", body_is_html = true, message_type = "comment", subtype_xmlid = "mail.mt_note" }, [id]))!;

        var note = await odoo.Admin.ReadAsync("mail.message", odoo.Version >= 19 ? (int)posted[0]! : (int)posted, "body", "subtype_id", "message_type");

        ((string)note["body"]!).ShouldBe("<p>a <b>note</b></p>");
        ((string)note["subtype_id"]![1]!).ShouldBe("Note");
        ((string)note["message_type"]!).ShouldBe("comment");
    }

    [Theory, MemberData(nameof(Targets.Plain), MemberType = typeof(Targets))]
    public async Task A_note_is_kept_as_text_and_goes_with_its_lead(string name)
    {
        var odoo = await targets.OpenAsync(name);
        await using var records = odoo.Records();
        var id = await records.CreateAsync("crm.lead", new { name = records.Mark });
        var posted = (await odoo.Admin.CallAsync("crm.lead", "message_post", new { body = "a <b>note</b>", message_type = "comment" }, [id]))!;
        var message = odoo.Version >= 19 ? (int)posted[0]! : (int)posted;

        var note = await odoo.Admin.ReadAsync("mail.message", message, "body", "model", "res_id", "author_id", "message_type");
        ((string)note["body"]!).ShouldBe("<p>a &lt;b&gt;note&lt;/b&gt;</p>");
        ((string)note["model"]!).ShouldBe("crm.lead");
        ((int)note["res_id"]!).ShouldBe(id);
        Wires.Ids((await odoo.Admin.ReadAsync("crm.lead", id, "message_ids"))["message_ids"]).ShouldContain(message);

        await odoo.Admin.CallAsync("crm.lead", "unlink", ids: [id]);
        (await odoo.Admin.SearchAsync("mail.message", new object[] { new object[] { "id", "=", message } })).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Targets.Plain), MemberType = typeof(Targets))]
    public async Task An_activity_shows_on_its_lead_until_it_is_done(string name)
    {
        var odoo = await targets.OpenAsync(name);
        await using var records = odoo.Records();
        var model = (await odoo.Admin.SearchAsync("ir.model", new object[] { new object[] { "model", "=", "crm.lead" } })).ShouldHaveSingleItem();
        var lead = await records.CreateAsync("crm.lead", new { name = records.Mark });
        var activity = await records.CreateAsync("mail.activity", new { res_model_id = model, res_id = lead, summary = "Call", date_deadline = "2020-01-01" });

        var made = await odoo.Admin.ReadAsync("mail.activity", activity, "res_model", "res_name", "state", "user_id");
        ((string)made["res_model"]!).ShouldBe("crm.lead");
        ((string)made["res_name"]!).ShouldBe(records.Mark);
        ((string)made["state"]!).ShouldBe("overdue");
        (made["user_id"] is JsonArray).ShouldBe(odoo.Version < 19, "from 19 on an activity may be nobody's");
        var before = await odoo.Admin.ReadAsync("crm.lead", lead, "activity_ids", "activity_state", "activity_date_deadline");
        Wires.Ids(before["activity_ids"]).ShouldBe([activity]);
        ((string)before["activity_state"]!).ShouldBe("overdue");
        ((string)before["activity_date_deadline"]!).ShouldBe("2020-01-01");

        await odoo.Admin.CallAsync("mail.activity", "action_feedback", new { feedback = "done" }, [activity]);
        Wires.Ids((await odoo.Admin.ReadAsync("crm.lead", lead, "activity_ids"))["activity_ids"]).ShouldBeEmpty();
        var after = (await odoo.Admin.CallAsync("mail.activity", "read", new { fields = new[] { "active", "state" } }, [activity]))!.AsArray();
        after.Count.ShouldBe(odoo.Version >= 19 ? 1 : 0, "a done activity is removed, and from 19 on archived");
    }

    private static Task<JsonObject> StateAsync(OdooTarget odoo, int id)
    {
        string[] fields = ["probability", "automated_probability", "prorated_revenue", "active", "stage_id", "date_closed", "lost_reason_id"];
        return odoo.Admin.ReadAsync("crm.lead", id, odoo.Version >= 19 ? [.. fields, "won_status"] : fields);
    }

    private static void Status(OdooTarget odoo, JsonObject lead, string expected)
    {
        if (odoo.Version >= 19)
        {
            ((string)lead["won_status"]!).ShouldBe(expected);
        }
    }

    private static async Task ConvertAsync(OdooTarget odoo, int lead, object values)
    {
        var context = new { active_model = "crm.lead", active_id = lead, active_ids = new[] { lead } };
        var wizard = await odoo.Admin.CallAsync("crm.lead2opportunity.partner", "create", new { vals_list = new[] { values }, context });
        await odoo.Admin.CallAsync("crm.lead2opportunity.partner", "action_apply", new { context }, [(int)wizard![0]!]);
    }
}
