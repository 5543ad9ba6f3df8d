using System.Net;
using System.Text.Json.Nodes;
using Causeway.Tests.Infrastructure;
using Causeway.Tests.Sandbox;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Acceptance;

/// <summary>Whom Odoo's own history shows: over the sandbox, and over real servers where there are any.</summary>
[Collection(AcceptanceTargets.OneAtATime)]
public sealed class OwnCredentialsAcceptanceTests(AcceptanceTargets targets, ITestOutputHelper output) : IClassFixture<AcceptanceTargets>
{
    private const string Route = "/api/profile/odoo-credentials";

    [Theory]
    [MemberData(nameof(AcceptanceTargets.All), MemberType = typeof(AcceptanceTargets))]
    public async Task A_lead_is_changed_by_the_person_with_own_credentials_and_else_by_the_service_account_with_the_person_on_record(string target)
    {
        var mirror = await targets.OpenAsync(target);
        await using var records = mirror.Odoo.Records();
        var (login, key) = await targets.SalespersonAsync(target);
        var sam = await mirror.SignInAsync(login, key);
        var uid = (await sam.GetAsync("/api/auth/me"))["user"].GetProperty("odoo_user_id").GetInt32();
        var stages = await mirror.Odoo.Admin.SearchAsync("crm.stage", Array.Empty<object>());
        var id = await records.CreateAsync("crm.lead", new { name = records.Mark, type = "opportunity", user_id = uid, stage_id = stages[0] });
        await mirror.SyncAsync();

        (await sam.PostAsync(Route, new { odoo_username = login, odoo_password = key, odoo_database = mirror.Odoo.Database })).Expect(HttpStatusCode.OK)["odoo_uid"].GetInt32().ShouldBe(uid);
        await MoveAsync(sam, id, stages[1]);
        await ShouldShowAsync(mirror, id, uid, "own");

        (await sam.DeleteAsync(Route)).Expect(HttpStatusCode.OK);
        await MoveAsync(sam, id, stages[2]);
        await ShouldShowAsync(mirror, id, mirror.Odoo.Admin.Uid, "connection");
        foreach (var entry in await EntriesAsync(mirror, id))
            entry["actor"]!.GetValue<string>().ShouldBe(login);
    }

    [Theory]
    [MemberData(nameof(AcceptanceTargets.All), MemberType = typeof(AcceptanceTargets))]
    public async Task An_ordinary_user_who_names_another_address_of_the_shared_Odoo_writes_to_that_one(string target)
    {
        var mirror = await targets.OpenAsync(target);
        var (login, key) = await targets.SalespersonAsync(target);
        var sam = await mirror.SignInAsync(login, key);
        var url = mirror.Odoo.Http.BaseAddress!.AbsoluteUri;

        var saved = await sam.PostAsync(Route, new { odoo_url = url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal), odoo_username = login, odoo_password = key, odoo_database = mirror.Odoo.Database });

        saved.Expect(HttpStatusCode.OK)["odoo_url"].GetString().ShouldBe(url.TrimEnd('/'));
        (await sam.GetAsync(Route))["private"].GetBoolean().ShouldBeFalse();
        (await sam.DeleteAsync(Route)).Expect(HttpStatusCode.OK);
    }

    private static async Task MoveAsync(Api sam, int id, int stage) =>
        (await sam.PatchAsync($"/api/opportunities/{id}/stage", new { stage_id = stage })).Expect(HttpStatusCode.OK)["stage_id"].GetInt32().ShouldBe(stage);

    /// <summary>In Odoo: the one who wrote last and, where it tracks the stage, the author of the note that says so. Here: the audit log.</summary>
    private async Task ShouldShowAsync(MirroredTarget mirror, int id, int uid, string account)
    {
        var odoo = mirror.Odoo.Admin;
        (await odoo.ReadAsync("crm.lead", id, "write_uid"))["write_uid"]![0]!.GetValue<int>().ShouldBe(uid);
        if (!mirror.Odoo.IsSandbox)
        {
            var partner = (await odoo.ReadAsync("res.users", uid, "partner_id"))["partner_id"]![0]!.GetValue<int>();
            object[] tracked = [new object[] { "model", "=", "crm.lead" }, new object[] { "res_id", "=", id }, new object[] { "tracking_value_ids", "!=", false }];
            var note = await odoo.ReadAsync("mail.message", (await odoo.SearchAsync("mail.message", tracked))[^1], "author_id", "create_uid");
            (note["author_id"]![0]!.GetValue<int>(), note["create_uid"]![0]!.GetValue<int>()).ShouldBe((partner, uid));
            output.WriteLine($"Odoo's history of lead {id}: {note["author_id"]}");
        }

        var detail = (await EntriesAsync(mirror, id))[0]["detail"]!;
        (detail["account"]!.GetValue<string>(), detail["odoo_user_id"]!.GetValue<int>()).ShouldBe((account, uid));
    }

    private static async Task<JsonNode[]> EntriesAsync(MirroredTarget mirror, int id) =>
        [.. JsonNode.Parse((await mirror.Admin.GetAsync($"/api/audit?action=odoo.write&target_id={id}")).Expect(HttpStatusCode.OK).Text)!["entries"]!.AsArray().Select(entry => entry!)];
}
