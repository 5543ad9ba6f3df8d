using System.Net;
using Causeway.Tests.Infrastructure;
using Causeway.Tests.Sandbox;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Acceptance;

/// <summary>Odoo through us, by a person's own credentials and by the service account: over the sandbox, and over real servers where there are any.</summary>
[Collection(AcceptanceTargets.OneAtATime)]
public sealed class PassThroughAcceptanceTests(AcceptanceTargets targets) : IClassFixture<AcceptanceTargets>
{
    private const string Odoo = "/api/utils/odoo";

    [Theory]
    [MemberData(nameof(AcceptanceTargets.All), MemberType = typeof(AcceptanceTargets))]
    public async Task A_person_reads_and_writes_by_their_own_rights_and_an_administrator_by_the_service_account(string target)
    {
        var mirror = await targets.OpenAsync(target);
        await using var records = mirror.Odoo.Records();
        var (login, key) = await targets.SalespersonAsync(target);
        var sam = await mirror.SignInAsync(login, key);
        var uid = (await sam.GetAsync("/api/auth/me"))["user"].GetProperty("odoo_user_id").GetInt32();
        var (mine, others) = (await records.CreateAsync("crm.lead", new { name = records.Mark, user_id = uid }), await records.CreateAsync("crm.lead", new { name = records.Mark, user_id = mirror.Odoo.Admin.Uid }));
        object[] domain = [new object[] { "name", "=", records.Mark }];
        (await sam.PostAsync("/api/profile/odoo-credentials", new { odoo_username = login, odoo_password = key, odoo_database = mirror.Odoo.Database })).Expect(HttpStatusCode.OK);
        try
        {
            (await CountAsync(sam, domain), await CountAsync(mirror.Admin, domain)).ShouldBe((1, 2));
            var read = (await sam.PostAsync($"{Odoo}/crm.lead/search_read", new { args = new object[] { domain }, kwargs = new { fields = new[] { "name", "user_id" }, order = "id desc" } })).Expect(HttpStatusCode.OK);
            read["result"].EnumerateArray().ShouldHaveSingleItem().GetProperty("user_id")[0].GetInt32().ShouldBe(uid);
            (await sam.PostAsync($"{Odoo}/crm.lead/search", new { args = new object[] { domain } }))["result"][0].GetInt32().ShouldBe(mine);
            (await sam.PostAsync($"{Odoo}/crm.lead/read", new { args = new object[] { new[] { mine }, new[] { "name" } } })).Expect(HttpStatusCode.OK)["result"][0].GetProperty("name").GetString().ShouldBe(records.Mark);
            (await sam.PostAsync($"{Odoo}/crm.lead/name_search", new { args = new object[] { records.Mark, domain }, kwargs = new { limit = 1 } })).Expect(HttpStatusCode.OK)["result"][0][0].GetInt32().ShouldBe(mine);
            (await sam.PostAsync($"{Odoo}/crm.lead/fields_get", new { kwargs = new { allfields = new[] { "name" }, attributes = new[] { "type" } } })).Expect(HttpStatusCode.OK)["result"].GetProperty("name").GetProperty("type").GetString().ShouldBe("char");
            (await sam.GetAsync($"{Odoo}/crm.lead/{mine}")).Expect(HttpStatusCode.OK)["user_id"].GetProperty("id").GetInt32().ShouldBe(uid);
            (await sam.GetAsync($"{Odoo}/crm.lead/{others}")).Code.ShouldBe(404);
            (await sam.GetAsync($"{Odoo}/res.partner?limit=2")).Expect(HttpStatusCode.OK)["records"].GetArrayLength().ShouldBe(2);
            (await sam.GetAsync($"{Odoo}/models")).Expect(HttpStatusCode.OK)["complete"].ValueKind.ShouldBeOneOf(System.Text.Json.JsonValueKind.True, System.Text.Json.JsonValueKind.False);
            (await mirror.Admin.GetAsync($"{Odoo}/models")).Expect(HttpStatusCode.OK)["complete"].GetBoolean().ShouldBeTrue();
            (await mirror.Admin.GetAsync($"{Odoo}/ir.config_parameter")).Code.ShouldBe(403);
            (await mirror.Admin.PostAsync($"{Odoo}/crm.lead/search_count", new { args = new object[] { new object[] { new object[] { "user_id.login", "=", login } } } })).Code.ShouldBe(403);
            await WriteAsync(mirror, sam, mine, others, uid);
        }
        finally
        {
            (await sam.DeleteAsync("/api/profile/odoo-credentials")).Expect(HttpStatusCode.OK);
        }
    }

    private static async Task WriteAsync(MirroredTarget mirror, Api sam, int mine, int others, int uid)
    {
        (await sam.PostAsync($"{Odoo}/crm.lead/write", new { args = new object[] { new[] { mine }, new { priority = "2" } } })).Code.ShouldBe(403);
        (await mirror.Admin.PutAsync($"{Odoo}/methods", new { methods = new Dictionary<string, string[]> { ["crm.lead"] = ["write", "copy", "unlink"] } })).Expect(HttpStatusCode.OK);
        (await sam.PostAsync($"{Odoo}/crm.lead/write", new { args = new object[] { new[] { mine }, new { priority = "2" } } })).Expect(HttpStatusCode.OK)["result"].GetBoolean().ShouldBeTrue();
        (await sam.GetAsync($"/api/crm/leads/{mine}")).Expect(HttpStatusCode.OK)["priority"].GetString().ShouldBe("2");
        (await mirror.Odoo.Admin.ReadAsync("crm.lead", mine, "write_uid"))["write_uid"]![0]!.GetValue<int>().ShouldBe(uid);
        (await sam.PostAsync($"{Odoo}/crm.lead/write", new { args = new object[] { new[] { others }, new { priority = "2" } } })).Expect(HttpStatusCode.Forbidden)["detail"].GetString().ShouldNotBeNullOrEmpty();
        var copy = (await mirror.Admin.PostAsync($"{Odoo}/crm.lead/copy", new { args = new object[] { new[] { mine }, new { name = "copied" } } })).Expect(HttpStatusCode.OK)["result"];
        var made = copy.ValueKind == System.Text.Json.JsonValueKind.Array ? copy[0].GetInt32() : copy.GetInt32();
        (await mirror.Admin.GetAsync($"/api/crm/leads/{made}")).Expect(HttpStatusCode.OK)["name"].GetString().ShouldBe("copied");
        (await mirror.Admin.PostAsync($"{Odoo}/crm.lead/unlink", new { args = new object[] { new[] { made } } })).Expect(HttpStatusCode.OK);
        (await mirror.Admin.GetAsync($"/api/crm/leads/{made}")).Code.ShouldBe(404);
    }

    private static async Task<int> CountAsync(Api caller, object[] domain) =>
        (await caller.PostAsync($"{Odoo}/crm.lead/search_count", new { args = new object[] { domain } })).Expect(HttpStatusCode.OK)["result"].GetInt32();
}
