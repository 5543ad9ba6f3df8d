using System.Globalization;
using System.Net;
using Causeway.Mirror.Catalog;
using Causeway.Tests.Infrastructure;
using Causeway.Tests.Mirror;
using Dapper;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Features.Leads;

/// <summary>Many leads at once: each by the rules that hold for it alone, in few calls, one bad one not sinking the rest.</summary>
[Collection(LeadsMirror.Name)]
public sealed class ChangeLeadsTests(SharedMirror shared) : IAsyncLifetime
{
    // One team: Lukas, Sofia. Another: Pieter.
    private const string Lukas = "lukas.berg", Sofia = "sofia.rossi", Pieter = "pieter.jansen";

    private const string Route = "/api/crm/leads";

    private readonly MirrorServer mirror = shared.Mirror;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await mirror.Control.ClearRulesAsync();
        await mirror.Control.ClearFaultsAsync();
    }

    [Fact]
    public async Task They_are_moved_assigned_and_valued_by_one_call_and_readable_at_once()
    {
        var ids = await mirror.LeadsAsync(40, Lukas);
        await mirror.Control.ResetCallsAsync();

        var answer = (await mirror.Admin.PatchAsync(Route, new { ids, set = new { stage_id = 3, user_id = mirror.Uid(Sofia), expected_revenue = 250, custom = new { x_studio_score = 9 } } })).Expect(HttpStatusCode.OK);

        answer["updated"].GetInt32().ShouldBe(40);
        Outcomes(answer).ShouldBe(ids.Select(id => (id, "updated")));
        (await mirror.Control.CallsAsync()).Where(call => call.Method == "write").ShouldBe([("crm.lead", "write", 1)]);
        (await mirror.Control.CallsAsync()).Sum(call => call.Count).ShouldBeLessThan(6);
        var rows = await mirror.Control.DumpAsync("crm.lead");
        ids.ShouldAllBe(id => rows[id].GetProperty("stage_id").GetInt32() == 3 && rows[id].GetProperty("user_id").GetInt32() == mirror.Uid(Sofia) && rows[id].GetProperty("x_studio_score").GetInt32() == 9);
        (await mirror.Admin.GetAsync($"{Route}/{ids[^1]}"))["stage"].GetProperty("id").GetInt32().ShouldBe(3);
        await mirror.Comparison.ShouldBeEqualAsync(DefaultModels.Lead);
    }

    [Fact]
    public async Task What_somebody_changed_meanwhile_is_left_as_it_is_and_told_with_its_present_state()
    {
        var ids = await mirror.LeadsAsync(4, Lukas);
        string[] etags = [await ETagAsync(Route, ids[0]), await ETagAsync("/api/opportunities", ids[1]), await ETagAsync(Route, ids[2]), await ETagAsync("/api/opportunities", ids[3])];
        mirror.Clock.Advance(TimeSpan.FromSeconds(1));
        // In Odoo itself, so that the mirror does not know of it yet.
        foreach (var id in ids[2..])
            await mirror.Raw.CallAsync("crm.lead", "write", new { vals = new { stage_id = 4 } }, ids: [(int)id]);
        await mirror.Control.ResetCallsAsync();
        var seen = ids.Zip(etags).ToDictionary(pair => pair.First.ToString(CultureInfo.InvariantCulture), pair => pair.Second);

        var answer = (await mirror.Admin.PatchAsync(Route, new { ids, etags = seen, set = new { stage_id = 2 } })).Expect(HttpStatusCode.OK);

        Outcomes(answer).ShouldBe([(ids[0], "updated"), (ids[1], "updated"), (ids[2], "stale"), (ids[3], "stale")]);
        var current = answer["results"][3].GetProperty("current");
        current.GetProperty("stage").GetProperty("id").GetInt32().ShouldBe(4);
        (await mirror.Control.CallsAsync()).Sum(call => call.Count).ShouldBeLessThan(8);
        seen = new() { [$"{ids[3]}"] = current.GetProperty("etag").GetString()! };
        Outcomes(await mirror.Admin.PatchAsync(Route, new { ids = ids[2..], etags = seen, action = "won" })).ShouldBe([(ids[2], "updated"), (ids[3], "updated")]);
    }

    [Fact]
    public async Task Of_what_is_gone_or_anothers_an_ETag_tells_nothing()
    {
        var (strangers, gone) = (await mirror.LeadAsync(Pieter), await mirror.LeadAsync(Lukas));
        var seen = new Dictionary<string, string> { [$"{strangers}"] = "\"x\"", [$"{gone}"] = await ETagAsync(Route, gone) };
        await mirror.Raw.CallAsync("crm.lead", "unlink", ids: [(int)gone]);

        var answer = (await (await mirror.SignInAsync(Lukas)).PatchAsync(Route, new { ids = new[] { strangers, gone }, etags = seen, action = "won" })).Expect(HttpStatusCode.OK);

        Outcomes(answer).ShouldBe([(strangers, "not_found"), (gone, "not_found")]);
    }

    [Fact]
    public async Task Tags_are_replaced_or_added_and_removed_one_by_one()
    {
        var first = await mirror.LeadAsync(Lukas, new { tag_ids = Tags(1, 2) });
        var second = await mirror.LeadAsync(Lukas, new { tag_ids = Tags(3) });

        (await mirror.Admin.PatchAsync(Route, new { ids = new[] { first, second }, set = new { add_tag_ids = new[] { 4, 1 }, remove_tag_ids = new[] { 2, 3 } } })).Expect(HttpStatusCode.OK);
        (await TagsAsync(first)).ShouldBe([1, 4]);
        (await TagsAsync(second)).ShouldBe([1, 4]);

        (await mirror.Admin.PatchAsync(Route, new { ids = new[] { first }, set = new { tag_ids = new[] { 2 } } })).Expect(HttpStatusCode.OK);
        (await TagsAsync(first)).ShouldBe([2]);
        (await TagsAsync(second)).ShouldBe([1, 4]);
    }

    [Fact]
    public async Task They_are_lost_with_a_reason_restored_and_won_by_Odoos_own_methods()
    {
        var ids = await mirror.LeadsAsync(3, Lukas);

        Outcomes((await mirror.Admin.PatchAsync(Route, new { ids, action = "lost", lost_reason_id = 1 })).Expect(HttpStatusCode.OK)).ShouldBe(ids.Select(id => (id, "updated")));
        foreach (var id in ids)
            (await mirror.Control.DumpAsync("crm.lead"))[id].GetProperty("lost_reason_id").GetInt32().ShouldBe(1);
        (await mirror.Admin.GetAsync($"{Route}/{ids[0]}"))["won_status"].GetString().ShouldBe("lost");
        (await mirror.Admin.PatchAsync(Route, new { ids, action = "restore" })).Expect(HttpStatusCode.OK);
        (await mirror.Admin.GetAsync($"{Route}/{ids[1]}"))["won_status"].GetString().ShouldBe("pending");
        (await mirror.Admin.PatchAsync(Route, new { ids, action = "won" })).Expect(HttpStatusCode.OK);
        (await mirror.Admin.GetAsync($"{Route}/{ids[2]}"))["won_status"].GetString().ShouldBe("won");
    }

    [Fact]
    public async Task The_one_that_Odoo_refuses_has_its_words_and_the_others_are_written()
    {
        var ids = await mirror.LeadsAsync(30, Lukas);
        await mirror.Control.RuleAsync(mirror.Odoo.Admin.Login, "crm.lead", new object[] { new object[] { "id", "!=", ids[11] } });

        var answer = (await mirror.Admin.PatchAsync(Route, new { ids, set = new { priority = "3" } })).Expect(HttpStatusCode.OK);

        answer["updated"].GetInt32().ShouldBe(29);
        Outcomes(answer).Where(result => result.Outcome != "updated").ShouldBe([(ids[11], "refused")]);
        Error(answer, ids[11]).ShouldContain("access");
        (await mirror.Control.DumpAsync("crm.lead"))[ids[12]].GetProperty("priority").GetString().ShouldBe("3");
        (await OnRecordAsync(ids[11])).ShouldBe(["write refused"]);
        (await OnRecordAsync(ids[12])).ShouldBe(["write written"]);
    }

    [Fact]
    public async Task Every_lead_is_in_the_audit_log_with_what_became_of_it()
    {
        var ids = await mirror.LeadsAsync(2, Lukas);

        (await mirror.Admin.PatchAsync(Route, new { ids, set = new { priority = "2" } })).Expect(HttpStatusCode.OK);

        foreach (var id in ids)
        {
            var entry = (await mirror.Admin.GetAsync($"/api/audit?action=odoo.write&target_id={id}"))["entries"][0];
            entry.GetProperty("outcome").GetString().ShouldBe("done");
            entry.GetProperty("detail").GetProperty("fields").EnumerateArray().Select(field => field.GetString()).ShouldBe(["priority"]);
        }
    }

    [Fact]
    public async Task What_was_deleted_in_Odoo_meanwhile_is_not_found_and_gone_here()
    {
        var ids = await mirror.LeadsAsync(5, Lukas);
        await mirror.Raw.CallAsync("crm.lead", "unlink", ids: [(int)ids[2]]);

        var answer = (await mirror.Admin.PatchAsync(Route, new { ids, action = "won" })).Expect(HttpStatusCode.OK);

        Outcomes(answer).Where(result => result.Outcome != "updated").ShouldBe([(ids[2], "not_found")]);
        answer["updated"].GetInt32().ShouldBe(4);
        (await mirror.Admin.GetAsync($"{Route}/{ids[2]}")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Each_is_written_by_who_may_write_it_alone()
    {
        var (own, colleagues, strangers) = (await mirror.LeadAsync(Lukas), await mirror.LeadAsync(Sofia), await mirror.LeadAsync(Pieter));
        var nobodys = await mirror.CreateAsync("crm.lead", new { name = "Nobody's", user_id = false, team_id = false });
        await mirror.SyncCompletelyAsync();
        var lukas = await mirror.SignInAsync(Lukas);
        long[] ids = [strangers, colleagues, nobodys, own, 999_999];

        var answer = (await lukas.PatchAsync(Route, new { ids, set = new { phone = "+31 2" } })).Expect(HttpStatusCode.OK);

        Outcomes(answer).ShouldBe([(strangers, "not_found"), (colleagues, "forbidden"), (nobodys, "forbidden"), (own, "updated"), (999_999, "not_found")]);
        Error(answer, colleagues).ShouldBe((await lukas.PutAsync($"{Route}/{colleagues}", new { phone = "+31 2" })).Expect(HttpStatusCode.Forbidden)["detail"].GetString());
        var taken = (await lukas.PatchAsync(Route, new { ids = new[] { own, nobodys }, set = new { user_id = mirror.Uid(Lukas) } })).Expect(HttpStatusCode.OK);
        Outcomes(taken).ShouldBe([(own, "updated"), (nobodys, "updated")]);
        Outcomes(await lukas.PatchAsync(Route, new { ids = new[] { own }, set = new { user_id = mirror.Uid(Sofia) } })).ShouldBe([(own, "forbidden")]);
        var rows = await mirror.Control.DumpAsync("crm.lead");
        (rows[colleagues].GetProperty("phone").ToString(), rows[own].GetProperty("user_id").GetInt32()).ShouldNotBe(("+31 2", mirror.Uid(Sofia)));
    }

    [Fact]
    public async Task An_id_that_is_named_twice_is_written_once()
    {
        var id = await mirror.LeadAsync(Lukas);

        Outcomes((await mirror.Admin.PatchAsync(Route, new { ids = new[] { id, id }, set = new { priority = "1" } })).Expect(HttpStatusCode.OK)).ShouldBe([(id, "updated")]);
    }

    [Fact]
    public async Task Values_that_Odoo_refuses_are_refused_for_each_in_its_words()
    {
        var ids = await mirror.LeadsAsync(4, Lukas);

        var answer = (await mirror.Admin.PatchAsync(Route, new { ids, set = new { stage_id = 99_999 } })).Expect(HttpStatusCode.OK);

        Outcomes(answer).ShouldBe(ids.Select(id => (id, "refused")));
        Error(answer, ids[0]).ShouldBe((await mirror.Admin.PutAsync($"{Route}/{ids[0]}", new { stage_id = 99_999 })).Expect(HttpStatusCode.UnprocessableEntity)["detail"].GetString());
    }

    [Fact]
    public async Task With_Odoo_away_it_is_a_503_as_for_one()
    {
        var id = await mirror.LeadAsync(Lukas);
        await mirror.Control.FaultAsync(new { kind = "status", status = 503, retry_after = 7, model = "crm.lead", method = "write", times = 1 });

        (await mirror.Admin.PatchAsync(Route, new { ids = new[] { id }, set = new { priority = "1" } })).Expect(HttpStatusCode.ServiceUnavailable);

        await mirror.Control.ClearFaultsAsync();
        await mirror.SyncCompletelyAsync();
    }

    [Fact]
    public async Task What_was_written_and_cannot_be_read_back_says_so()
    {
        var id = await mirror.LeadAsync(Lukas);
        await mirror.Control.FaultAsync(new { kind = "error", error = "odoo.exceptions.UserError", message = "Not now.", model = "crm.lead", method = "search_read" });

        var answer = (await mirror.Admin.PatchAsync(Route, new { ids = new[] { id }, set = new { priority = "1" } })).Expect(HttpStatusCode.OK);

        Outcomes(answer).ShouldBe([(id, "unconfirmed")]);
        answer["updated"].GetInt32().ShouldBe(0);
        await mirror.Control.ClearFaultsAsync();
        await mirror.SyncCompletelyAsync();
    }

    [Theory]
    [InlineData("""{"ids": [], "set": {"priority": "1"}}""", "ids")]
    [InlineData("""{"set": {"priority": "1"}}""", "ids")]
    [InlineData("""{"ids": 7, "action": "won"}""", "ids")]
    [InlineData("""{"ids": [7, 0], "action": "won"}""", "ids")]
    [InlineData("""{"ids": [4294967297], "action": "won"}""", "ids")]
    [InlineData("""{"ids": [7]}""", "set")]
    [InlineData("""{"ids": [7], "set": {"priority": "1"}, "action": "won"}""", "set")]
    [InlineData("""{"ids": [7], "set": {}}""", "set")]
    [InlineData("""{"ids": [7], "set": []}""", "set")]
    [InlineData("""{"ids": [7], "action": "delete"}""", "action")]
    [InlineData("""{"ids": [7], "action": null}""", "action")]
    [InlineData("""{"ids": [7], "action": "won", "lost_reason_id": 1}""", "lost_reason_id")]
    [InlineData("""{"ids": [7], "set": {"priority": "1"}, "lost_reason_id": 1}""", "lost_reason_id")]
    [InlineData("""{"ids": [7], "action": "lost", "lost_reason_id": "x"}""", "lost_reason_id")]
    [InlineData("""{"ids": [7], "set": {"colour": 1, "priority": "9", "name": null, "custom": {"x_none": 1}}, "all": true}""", "all", "set.colour", "set.custom.x_none", "set.name", "set.priority")]
    [InlineData("""{"ids": [7], "set": {"tag_ids": [1], "add_tag_ids": [2]}}""", "set.tag_ids")]
    [InlineData("""{"ids": [7], "set": {"tag_ids": null, "remove_tag_ids": []}}""", "set.tag_ids")]
    [InlineData("""{"ids": [7], "set": {"add_tag_ids": [1, 2], "remove_tag_ids": [2]}}""", "set.remove_tag_ids")]
    [InlineData("""{"ids": [7], "set": {"add_tag_ids": null}}""", "set.add_tag_ids")]
    [InlineData("""{"ids": [7], "set": {"stage": {"id": 1}}}""", "set.stage")]
    [InlineData("""{"ids": [7], "etags": ["\"x\""], "action": "won"}""", "etags")]
    [InlineData("""{"ids": [7], "etags": {"8": "\"x\"", "7": "x", "y": null}, "action": "won"}""", "etags.7", "etags.8", "etags.y")]
    [InlineData("[]", "body")]
    [InlineData("{\"ids\": [7], \"action\": \"\\ud800\"}", "body")]
    public async Task A_body_that_is_not_what_it_should_be_is_a_400_that_names_it(string body, params string[] fields) =>
        (await mirror.Admin.SendAsync(HttpMethod.Patch, Route, new StringContent(body, System.Text.Encoding.UTF8, "application/json"))).Expect(HttpStatusCode.BadRequest).BadFields.ShouldBe(fields);

    [Fact]
    public async Task More_than_a_thousand_are_a_400() =>
        (await mirror.Admin.PatchAsync(Route, new { ids = Enumerable.Range(1, 1_001), action = "won" })).Expect(HttpStatusCode.BadRequest).BadFields.ShouldBe(["ids"]);

    [Fact]
    public async Task If_Match_holds_for_one_record_and_is_not_overheard_for_many() =>
        (await mirror.Admin.PatchAsync(Route, new { ids = new[] { 1 }, action = "won" }, ("If-Match", "\"x\""))).Expect(HttpStatusCode.BadRequest).BadFields.ShouldBe(["If-Match"]);

    private async Task<string[]> OnRecordAsync(long id)
    {
        await using var db = await mirror.Database.OpenConnectionAsync();
        return [.. await db.QueryAsync<string>($"select method || ' ' || outcome from causeway.write_log where ids @> array[{id}]::bigint[] order by entry")];
    }

    private async Task<string> ETagAsync(string route, long id) => (await mirror.Admin.GetAsync($"{route}/{id}")).Expect(HttpStatusCode.OK).ETag;

    private async Task<int[]> TagsAsync(long id) =>
        [.. (await mirror.Admin.GetAsync($"{Route}/{id}"))["tags"].EnumerateArray().Select(tag => tag.GetProperty("id").GetInt32()).Order()];

    private static object[] Tags(params int[] ids) => [new object[] { 6, 0, ids }];

    private static IEnumerable<(long Id, string Outcome)> Outcomes(ApiAnswer answer) =>
        answer["results"].EnumerateArray().Select(result => (result.GetProperty("id").GetInt64(), result.GetProperty("outcome").GetString()!));

    private static string Error(ApiAnswer answer, long id) =>
        answer["results"].EnumerateArray().Single(result => result.GetProperty("id").GetInt64() == id).GetProperty("error").GetString()!;
}
