using System.Net;
using System.Text.Json.Nodes;
using Causeway.Mirror.Catalog;
using Causeway.Tests.Infrastructure;
using Causeway.Tests.Sandbox;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Acceptance;

/// <summary>A lead's life by the API: over the sandbox, and over real servers where there are any.</summary>
[Collection(AcceptanceTargets.OneAtATime)]
public sealed class CrmAcceptanceTests(AcceptanceTargets targets, ITestOutputHelper output) : IClassFixture<AcceptanceTargets>
{
    private const string Leads = "/api/crm/leads";

    [Theory]
    [MemberData(nameof(AcceptanceTargets.All), MemberType = typeof(AcceptanceTargets))]
    public async Task Of_two_hundred_leads_the_one_that_Odoo_refuses_does_not_sink_the_others(string target)
    {
        var mirror = await targets.OpenAsync(target);
        await using var records = mirror.Odoo.Records();
        var (login, key) = await targets.SalespersonAsync(target);
        var sam = await mirror.SignInAsync(login, key);
        var uid = (await sam.GetAsync("/api/auth/me"))["user"].GetProperty("odoo_user_id").GetInt32();
        var ids = await records.CreateManyAsync("crm.lead", [.. Enumerable.Range(0, 200).Select(n => (object)new { name = $"{records.Mark} {n}", type = "opportunity", user_id = uid })]);
        await mirror.SyncAsync();
        (await sam.PostAsync("/api/profile/odoo-credentials", new { odoo_username = login, odoo_password = key, odoo_database = mirror.Odoo.Database })).Expect(HttpStatusCode.OK);
        // Nobody here knows yet that it is another's now; Odoo does.
        await mirror.Odoo.Admin.WriteAsync("crm.lead", ids[77], new { user_id = mirror.Odoo.Admin.Uid });

        var answer = (await sam.PatchAsync(Leads, new { ids, set = new { priority = "2" } })).Expect(HttpStatusCode.OK);

        answer["updated"].GetInt32().ShouldBe(199, answer.Text);
        var refused = answer["results"].EnumerateArray().Single(result => result.GetProperty("outcome").GetString() != "updated");
        (refused.GetProperty("id").GetInt32(), refused.GetProperty("outcome").GetString()).ShouldBe((ids[77], "refused"));
        refused.GetProperty("error").GetString()!.ShouldContain("access");
        var rows = (await mirror.Odoo.Admin.CallAsync("crm.lead", "read", new { fields = new[] { "priority" } }, ids))!.AsArray();
        rows.Count(row => (string)row!["priority"]! == "2").ShouldBe(199);
        (await sam.GetAsync($"{Leads}/{ids[199]}")).Expect(HttpStatusCode.OK)["priority"].GetString().ShouldBe("2");
        (await sam.DeleteAsync("/api/profile/odoo-credentials")).Expect(HttpStatusCode.OK);
        output.WriteLine($"{target}: {answer["updated"]} updated; {refused}");
    }

    [Theory]
    [MemberData(nameof(AcceptanceTargets.All), MemberType = typeof(AcceptanceTargets))]
    public async Task Many_are_tagged_lost_with_a_reason_restored_and_won(string target)
    {
        var mirror = await targets.OpenAsync(target);
        await using var records = mirror.Odoo.Records();
        var ids = await records.CreateManyAsync("crm.lead", [.. Enumerable.Range(0, 10).Select(n => (object)new { name = $"{records.Mark} {n}", type = "opportunity" })]);
        var reason = await records.CreateAsync("crm.lost.reason", new { name = records.Mark });
        var tag = await records.CreateAsync("crm.tag", new { name = records.Mark });
        await mirror.SyncAsync();

        await ChangeAsync(mirror, new { ids, set = new { add_tag_ids = new[] { tag } } });
        (await LeadAsync(mirror, ids[9]))["tags"][0].GetProperty("name").GetString().ShouldBe(records.Mark);
        await ChangeAsync(mirror, new { ids, set = new { remove_tag_ids = new[] { tag } } });
        (await LeadAsync(mirror, ids[9]))["tags"].GetArrayLength().ShouldBe(0);
        await ChangeAsync(mirror, new { ids, action = "lost", lost_reason_id = reason });
        (await LeadAsync(mirror, ids[0]))["won_status"].GetString().ShouldBe("lost");
        ((int)(await mirror.Odoo.Admin.ReadAsync("crm.lead", ids[0], "lost_reason_id"))["lost_reason_id"]![0]!).ShouldBe(reason);
        await ChangeAsync(mirror, new { ids, action = "restore" });
        (await LeadAsync(mirror, ids[0]))["active"].GetBoolean().ShouldBeTrue();
        await ChangeAsync(mirror, new { ids, action = "won" });
        (await LeadAsync(mirror, ids[0]))["won_status"].GetString().ShouldBe("won");

        var lost = await mirror.Admin.PatchAsync(Leads, new { ids, action = "lost" });
        foreach (var result in lost.Expect(HttpStatusCode.OK)["results"].EnumerateArray())
            (result.GetProperty("outcome").GetString(), result.GetProperty("error").GetString()).ShouldBe(mirror.Odoo.Version >= 19 ? ("refused", "A lead in a Won stage cannot be lost. Move it to another stage first.") : ("updated", null));
    }

    [Theory]
    [MemberData(nameof(AcceptanceTargets.All), MemberType = typeof(AcceptanceTargets))]
    public async Task A_lead_is_converted_with_its_customer_and_has_a_history(string target)
    {
        var mirror = await targets.OpenAsync(target);
        await using var records = mirror.Odoo.Records();
        var partner = await records.CreateAsync("res.partner", new { name = records.Mark });
        var kept = await records.CreateAsync("crm.lead", new { name = records.Mark, type = "lead", partner_id = partner });
        var linked = await records.CreateAsync("crm.lead", new { name = records.Mark, type = "lead" });
        await mirror.SyncAsync();

        (await mirror.Admin.PostAsync($"{Leads}/{kept}/convert")).Expect(HttpStatusCode.OK)["type"].GetString().ShouldBe("opportunity");
        var opportunity = (await mirror.Admin.PostAsync($"{Leads}/{linked}/convert", new { partner_id = partner, user_id = mirror.Odoo.Admin.Uid })).Expect(HttpStatusCode.OK);

        opportunity["user"].GetProperty("id").GetInt32().ShouldBe(mirror.Odoo.Admin.Uid);
        foreach (var id in new[] { kept, linked })
        {
            (await LeadAsync(mirror, id))["partner"].GetProperty("id").GetInt32().ShouldBe(partner);
            var row = await mirror.Odoo.Admin.ReadAsync("crm.lead", id, "type", "partner_id");
            ((string)row["type"]!, (int)row["partner_id"]![0]!).ShouldBe(("opportunity", partner));
            (await mirror.Admin.PostAsync($"{Leads}/{id}/convert")).Expect(HttpStatusCode.Conflict);
        }

        (await mirror.Admin.PostAsync($"{Leads}/{kept}/lost")).Expect(HttpStatusCode.OK);
        (await mirror.Admin.GetAsync($"{Leads}/{kept}/history")).Expect(HttpStatusCode.OK)["history"].EnumerateArray().Select(entry => entry.GetProperty("field").GetString()).ShouldContain("active");
    }

    [Theory]
    [MemberData(nameof(AcceptanceTargets.All), MemberType = typeof(AcceptanceTargets))]
    public async Task A_note_shows_its_author_in_Odoo_and_here(string target)
    {
        var mirror = await targets.OpenAsync(target);
        await using var records = mirror.Odoo.Records();
        var (login, key) = await targets.SalespersonAsync(target);
        var sam = await mirror.SignInAsync(login, key);
        var uid = (await sam.GetAsync("/api/auth/me"))["user"].GetProperty("odoo_user_id").GetInt32();
        var id = await records.CreateAsync("crm.lead", new { name = records.Mark, user_id = uid });
        await mirror.SyncAsync();

        var shared = (await sam.PostAsync($"{Leads}/{id}/notes", new { text = "By the\nshared <account>" })).Expect(HttpStatusCode.Created);
        (await sam.PostAsync("/api/profile/odoo-credentials", new { odoo_username = login, odoo_password = key, odoo_database = mirror.Odoo.Database })).Expect(HttpStatusCode.OK);
        var own = (await sam.PostAsync($"{Leads}/{id}/notes", new { html = "<p>By <b>myself</b><script>alert(1)</script></p>" })).Expect(HttpStatusCode.Created);
        (await sam.DeleteAsync("/api/profile/odoo-credentials")).Expect(HttpStatusCode.OK);

        (shared["text"].GetString(), shared["html"].GetString()).ShouldBe(("By the\nshared <account>", "<p>By the<br>shared &lt;account&gt;</p>"));
        (own["html"].GetString(), own["subtype"].GetProperty("name").GetString()).ShouldBe(("<p>By <b>myself</b></p>", "Note"));
        await ShouldBeOfAsync(mirror, own, uid);
        await ShouldBeOfAsync(mirror, shared, mirror.Odoo.Admin.Uid);
        var listed = (await sam.GetAsync($"{Leads}/{id}/notes")).Expect(HttpStatusCode.OK);
        listed["notes"].EnumerateArray().Take(2).Select(note => note.ToString()).ShouldBe([own.Json.ToString(), shared.Json.ToString()]);
        output.WriteLine(listed["notes"][0].ToString());
    }

    [Theory]
    [MemberData(nameof(AcceptanceTargets.All), MemberType = typeof(AcceptanceTargets))]
    public async Task A_field_of_the_instances_own_is_written_and_held_to_its_keys(string target)
    {
        var mirror = await targets.OpenAsync(target);
        await using var records = mirror.Odoo.Records();
        var name = $"x_{records.Mark.Replace('-', '_')}";
        var model = (await mirror.Odoo.Admin.SearchAsync("ir.model", new object[] { new object[] { "model", "=", "crm.lead" } }))[0];
        var lead = await records.CreateAsync("crm.lead", new { name = records.Mark });
        await records.CreateAsync("ir.model.fields", new { name, field_description = records.Mark, model_id = model, ttype = "integer", state = "manual" });
        await mirror.ForgetFieldsAsync(DefaultModels.Lead);
        await mirror.SyncAsync();

        var written = await SetAsync(5);

        written.Expect(HttpStatusCode.OK)["custom"].GetProperty(name).GetInt32().ShouldBe(5);
        ((int)(await mirror.Odoo.Admin.ReadAsync("crm.lead", lead, name))[name]!).ShouldBe(5);
        (await SetAsync("five")).Expect(HttpStatusCode.BadRequest).BadFields.ShouldBe([$"custom.{name}"]);

        Task<ApiAnswer> SetAsync(JsonNode value) => mirror.Admin.PutAsync($"{Leads}/{lead}", new JsonObject { ["custom"] = new JsonObject { [name] = value } });
    }

    private static async Task ChangeAsync(MirroredTarget mirror, object change)
    {
        var answer = (await mirror.Admin.PatchAsync(Leads, change)).Expect(HttpStatusCode.OK);
        answer["updated"].GetInt32().ShouldBe(10, answer.Text);
    }

    private static async Task<ApiAnswer> LeadAsync(MirroredTarget mirror, int id) => (await mirror.Admin.GetAsync($"{Leads}/{id}")).Expect(HttpStatusCode.OK);

    private static async Task ShouldBeOfAsync(MirroredTarget mirror, ApiAnswer note, int uid)
    {
        var partner = (await mirror.Odoo.Admin.ReadAsync("res.users", uid, "partner_id"))["partner_id"]![0]!.GetValue<int>();
        note["author"].GetProperty("id").GetInt32().ShouldBe(partner);
        (await mirror.Odoo.Admin.ReadAsync("mail.message", (int)note.Id, "author_id"))["author_id"]![0]!.GetValue<int>().ShouldBe(partner);
    }
}
