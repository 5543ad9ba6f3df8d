using System.Net;
using System.Text.Json;
using Causeway.Tests.Features.Profile;
using Causeway.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Features.PassThrough;

public sealed class PassThroughTests(ProfileMirror profile) : IClassFixture<ProfileMirror>
{
    private const string Lukas = "lukas.berg", Sofia = "sofia.rossi", Pieter = "pieter.jansen";
    private const string Odoo = "/api/utils/odoo";

    private readonly MirrorServer mirror = profile.Mirror;

    [Fact]
    public async Task A_search_answers_records_as_the_API_does_and_whether_there_are_more()
    {
        await profile.LeadOfAsync(Lukas);
        var found = (await mirror.Admin.GetAsync($"{Odoo}/crm.lead?domain=[[\"name\",\"=\",\"As it was\"]]&fields=name,user_id,partner_id,tag_ids,expected_revenue,create_date,active&order=id desc&limit=1")).Expect(HttpStatusCode.OK);

        var lead = found["records"].EnumerateArray().ShouldHaveSingleItem();
        lead.EnumerateObject().Select(member => member.Name).ShouldBe(["id", "name", "user_id", "partner_id", "tag_ids", "expected_revenue", "create_date", "active", "odoo_url"]);
        lead.GetProperty("user_id").GetProperty("name").GetString().ShouldBe("Lukas Berg");
        lead.GetProperty("partner_id").ValueKind.ShouldBe(JsonValueKind.Null);
        lead.GetProperty("tag_ids").GetArrayLength().ShouldBe(0);
        lead.GetProperty("create_date").GetDateTimeOffset().Offset.ShouldBe(TimeSpan.Zero);
        lead.GetProperty("active").GetBoolean().ShouldBeTrue();
        (found["limit"].GetInt32(), found["offset"].GetInt32()).ShouldBe((1, 0));
        var one = (await mirror.Admin.GetAsync($"{Odoo}/crm.lead/{lead.GetProperty("id")}?fields=name")).Expect(HttpStatusCode.OK);
        one["name"].GetString().ShouldBe("As it was");
        (await mirror.Admin.GetAsync($"{Odoo}/crm.lead/{lead.GetProperty("id")}?fields=name", ("If-None-Match", one.ETag))).Code.ShouldBe(304);
        (await mirror.Admin.GetAsync($"{Odoo}/crm.lead/99999999")).Code.ShouldBe(404);
        (await mirror.Admin.GetAsync($"{Odoo}/crm.lead?limit=2&offset=1"))["has_more"].GetBoolean().ShouldBeTrue();
        (await mirror.Admin.GetAsync($"{Odoo}/crm.lead/fields")).Expect(HttpStatusCode.OK)["fields"].EnumerateArray().ShouldContain(field => field.GetProperty("name").GetString() == "stage_id");
        (await mirror.Admin.GetAsync($"{Odoo}/models")).Expect(HttpStatusCode.OK)["models"].EnumerateArray().ShouldContain(model => model.GetProperty("model").GetString() == "crm.lead");
        (await mirror.Admin.GetAsync($"{Odoo}/version")).Expect(HttpStatusCode.OK)["account"].GetString().ShouldBe("connection");
    }

    [Fact]
    public async Task Odoo_s_rules_for_the_person_decide_what_they_get()
    {
        var (his, others) = (await profile.LeadOfAsync(Lukas), await profile.LeadOfAsync(Pieter));
        var stranger = await mirror.SignInAsync("claire.moreau");
        (await stranger.GetAsync($"{Odoo}/crm.lead")).Expect(HttpStatusCode.Forbidden)["detail"].GetString()!.ShouldContain("odoo-credentials");
        (await stranger.GetAsync($"{Odoo}/crm.lead?as=connection")).Expect(HttpStatusCode.Forbidden);
        var lukas = await profile.ActingAsync(Lukas);

        var seen = (await lukas.PostAsync($"{Odoo}/crm.lead/search", new { args = new object[] { new object[] { new object[] { "id", "in", new[] { his, others } } } } })).Expect(HttpStatusCode.OK);

        seen["result"].EnumerateArray().Select(id => id.GetInt32()).ShouldBe([his]);
        (await lukas.GetAsync($"{Odoo}/crm.lead/{others}?fields=name")).Code.ShouldBe(404);
        (await lukas.GetAsync($"{Odoo}/version"))["account"].GetString().ShouldBe("own");
        (await lukas.GetAsync($"{Odoo}/crm.lead?as=connection")).Code.ShouldBe(403);
        (await mirror.Admin.PostAsync($"{Odoo}/crm.lead/search_count", new { args = new object[] { new object[] { new object[] { "id", "in", new[] { his, others } } } } }))["result"].GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task A_call_that_only_reads_is_no_write_and_a_key_sent_with_it_counts_for_nothing()
    {
        var key = ("Idempotency-Key", $"{Guid.NewGuid()}");
        var before = (await mirror.Admin.PostAsync($"{Odoo}/crm.lead/search_count", new { }, key)).Expect(HttpStatusCode.OK);
        await profile.LeadOfAsync(Lukas);

        var after = (await mirror.Admin.PostAsync($"{Odoo}/crm.lead/search_count", new { }, key)).Expect(HttpStatusCode.OK);

        after["result"].GetInt32().ShouldBe(before["result"].GetInt32() + 1);
        after.Header("Idempotency-Replayed").ShouldBeNull();
        (await mirror.Admin.PostAsync($"{Odoo}/crm.lead/search_count", new { kwargs = new { limit = 1 } }, key)).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Every_reading_method_answers_as_Odoo_does()
    {
        var id = await profile.LeadOfAsync(Lukas);
        object[] domain = [new object[] { "id", "=", id }];

        (await CallAsync("crm.lead", "search_count", new { args = new object[] { domain } })).GetInt32().ShouldBe(1);
        (await CallAsync("crm.lead", "search_read", new { args = new object[] { domain, new[] { "name", "user_id" } } }))[0].GetProperty("user_id")[1].GetString().ShouldBe("Lukas Berg");
        (await CallAsync("crm.lead", "search_read", new { kwargs = new { domain, fields = new[] { "user_id" }, limit = 1, order = "id desc" } }))[0].GetProperty("user_id")[0].GetInt32().ShouldBe(profile.Person(Lukas).Id);
        (await CallAsync("crm.lead", "read", new { args = new object[] { new[] { id }, new[] { "name" } } }))[0].GetProperty("name").GetString().ShouldBe("As it was");
        (await CallAsync("crm.lead", "read", new { args = new object[] { id } }))[0].GetProperty("id").GetInt32().ShouldBe(id);
        (await CallAsync("crm.lead", "name_search", new { args = new object[] { "As it" }, kwargs = new { limit = 1 } })).GetArrayLength().ShouldBe(1);
        (await CallAsync("crm.lead", "fields_get", new { kwargs = new { allfields = new[] { "name" }, attributes = new[] { "type" } } })).GetProperty("name").GetProperty("type").GetString().ShouldBe("char");
    }

    [Theory]
    [InlineData("crm.lead", "_read_group_raw", "private")]
    [InlineData("crm.lead", "write", "not open")]
    [InlineData("crm.lead", "unlink", "not open")]
    [InlineData("crm.lead", "export_data", "not open")]
    [InlineData("crm.lead", "name_create", "not open")]
    [InlineData("crm.lead", "read_group", "not open")]
    [InlineData("crm.lead", "web_search_read", "not open")]
    [InlineData("crm.lead", "onchange", "not open")]
    [InlineData("crm.lead", "sudo", "not open")]
    [InlineData("ir.config_parameter", "search_read", "closed to the service account")]
    [InlineData("ir.model", "search", "closed to the service account")]
    [InlineData("res.users", "read", "closed to the service account")]
    [InlineData("res.users.apikeys", "search", "closed to the service account")]
    [InlineData("res.groups", "name_search", "closed to the service account")]
    [InlineData("base.automation", "search", "closed to the service account")]
    public async Task What_is_not_allowed_is_refused_with_the_reason_and_put_on_record(string model, string method, string reason)
    {
        var refused = (await mirror.Admin.PostAsync($"{Odoo}/{model}/{method}", new { args = new object[] { new[] { 1 } } })).Expect(HttpStatusCode.Forbidden);

        refused["detail"].GetString()!.ShouldContain(reason);
        var entry = (await mirror.Admin.GetAsync($"/api/audit?action=odoo.call&target_type={model}&per_page=1"))["entries"][0];
        (entry.GetProperty("outcome").GetString(), entry.GetProperty("detail").GetProperty("method").GetString()).ShouldBe(("refused", method));
    }

    [Theory]
    [InlineData("""[["user_id.login", "=", "x"]]""")]
    [InlineData("""[["user_id", "any", [["login", "=", "x"]]]]""")]
    [InlineData("""[["create_uid.partner_id.name", "ilike", "x"]]""")]
    [InlineData("""[["user_id.password", "like", "a%"]]""")]
    [InlineData("""[["team_id", "not any", [["user_id.signature", "!=", false]]]]""")]
    public async Task What_is_closed_cannot_be_found_out_by_searching(string domain)
    {
        (await mirror.Admin.GetAsync($"{Odoo}/crm.lead?domain={Uri.EscapeDataString(domain)}")).Code.ShouldBe(403);
        (await mirror.Admin.PostAsync($"{Odoo}/crm.lead/search_count", new { args = new[] { JsonSerializer.Deserialize<JsonElement>(domain) } })).Code.ShouldBe(403);
    }

    [Fact]
    public async Task Fields_that_hold_secrets_are_neither_given_out_nor_named()
    {
        var sofia = await profile.ActingAsync(Sofia);

        (await sofia.GetAsync($"{Odoo}/res.users?fields=login,password")).Code.ShouldBe(403);
        (await sofia.GetAsync($"{Odoo}/res.users?order=password")).Code.ShouldBe(403);
        (await sofia.GetAsync($"{Odoo}/res.users?domain=[[\"password\",\"!=\",false]]")).Code.ShouldBe(403);
        (await sofia.PostAsync($"{Odoo}/res.users/read", new { args = new object[] { new[] { profile.Person(Sofia).Id }, new[] { "login", "api_key_ids" } } })).Code.ShouldBe(403);
        (await sofia.GetAsync($"{Odoo}/res.users?limit=1")).Expect(HttpStatusCode.OK)["records"][0].TryGetProperty("password", out _).ShouldBeFalse();
        (await sofia.GetAsync($"{Odoo}/res.users/fields")).Expect(HttpStatusCode.OK).Text.ShouldNotContain("password");
        (await sofia.PostAsync($"{Odoo}/res.users/fields_get", new { })).Expect(HttpStatusCode.OK).Text.ShouldNotContain("password");
    }

    [Theory]
    [InlineData("domain=x", "domain")]
    [InlineData("domain={}", "domain")]
    [InlineData("domain=[1]", "domain")]
    [InlineData("domain=[\"%26\",[\"id\",\"=\",1]]", "domain")]
    [InlineData("domain=[[\"id\",\"~\",1]]", "domain")]
    [InlineData("domain=[[\"id\",\"any!\",[]]]", "domain")]
    [InlineData("domain=[[\"id;drop\",\"=\",1]]", "domain")]
    [InlineData("domain=[[\"id\",\"=\",{}]]", "domain")]
    [InlineData("domain=[[\"id\",\"=\",\"\\ud800\"]]", "domain")]
    [InlineData("domain=[[\"id\",\"=\",1e999]]", "domain")]
    [InlineData("order=id;drop", "order")]
    [InlineData("order=id%20sideways", "order")]
    [InlineData("fields=nonsense", "fields")]
    [InlineData("fields=a-b", "fields")]
    [InlineData("limit=0", "limit")]
    [InlineData("offset=-1", "offset")]
    [InlineData("offset=2000000", "offset")]
    [InlineData("as=root", "as")]
    [InlineData("sudo=1", "sudo")]
    public async Task What_cannot_be_meant_is_a_400_that_names_it(string query, string field)
    {
        var refused = await mirror.Admin.GetAsync($"{Odoo}/crm.lead?{query}");

        refused.Code.ShouldBe(400, refused.Text);
        refused.BadFields.ShouldBe([field]);
    }

    [Fact]
    public async Task So_are_arguments_that_a_method_does_not_have()
    {
        foreach (var (method, body) in new (string, object)[]
        {
            ("read", new { }), ("read", new { args = new object[] { Array.Empty<int>() } }), ("read", new { args = new object[] { "x" } }), ("read", new { args = new object[] { Enumerable.Range(1, 1001) } }),
            ("search", new { args = new object[] { Array.Empty<int>(), 0, 1, "id", 5 } }), ("search", new { kwargs = new { limit = 1001 } }), ("search", new { kwargs = new { count = true } }),
            ("search", new { args = new object[] { Array.Empty<int>() }, kwargs = new { domain = Array.Empty<int>() } }), ("search_read", new { kwargs = new { fields = "name" } }),
            ("search_read", new { kwargs = new { load = "all" } }), ("name_search", new { args = new object[] { 7 } }), ("search", new { nonsense = 1 }), ("search", new { kwargs = new { context = 1 } }),
            ("search", new { kwargs = new { context = new { lang = 5 } } }),
        })
        {
            var refused = await mirror.Admin.PostAsync($"{Odoo}/crm.lead/{method}", body);
            refused.Code.ShouldBe(400, $"{method} {JsonSerializer.Serialize(body)}: {refused.Text}");
        }

        foreach (var key in new[] { "uid", "tracking_disable", "mail_notrack", "force_company", "default_user_id", "sudo" })
            (await mirror.Admin.PostAsync($"{Odoo}/crm.lead/search", new { kwargs = new { context = new Dictionary<string, object> { [key] = 1 } } })).Expect(HttpStatusCode.Forbidden)["detail"].GetString()!.ShouldContain(key);
        (await mirror.Admin.GetAsync($"{Odoo}/CRM%20lead")).Code.ShouldBe(400);
        (await mirror.Admin.GetAsync($"{Odoo}/no.such.model")).Code.ShouldBe(422);
    }

    [Fact]
    public async Task A_writing_method_that_was_opened_is_Odoo_s_and_the_mirror_has_it_at_once()
    {
        var lead = await profile.LeadOfAsync(Lukas);
        var lukas = await profile.ActingAsync(Lukas);
        (await lukas.PutAsync($"{Odoo}/methods", new { methods = new { } })).Code.ShouldBe(403);
        (await mirror.Admin.PutAsync($"{Odoo}/methods", new { methods = new Dictionary<string, string[]> { ["crm.lead"] = ["write", "create", "unlink"] } })).Expect(HttpStatusCode.OK);

        (await lukas.PostAsync($"{Odoo}/crm.lead/write", new { args = new object[] { new[] { lead }, new { expected_revenue = 1234.5, name = "Through us" } } })).Expect(HttpStatusCode.OK)["result"].GetBoolean().ShouldBeTrue();

        (await lukas.GetAsync($"/api/crm/leads/{lead}"))["name"].GetString().ShouldBe("Through us");
        (await profile.OdooAsync("crm.lead", lead)).GetProperty("write_uid").GetInt32().ShouldBe(profile.Person(Lukas).Id);
        var entry = (await profile.WritesAsync(lead))[0];
        entry.GetProperty("detail").GetProperty("account").GetString().ShouldBe("own");
        entry.GetProperty("detail").GetProperty("fields").EnumerateArray().Select(field => field.GetString()).ShouldBe(["expected_revenue", "name"]);
        entry.GetRawText().ShouldNotContain("Through us");
        var made = (await lukas.PostAsync($"{Odoo}/crm.lead/create", new { args = new object[] { new { name = "Made through us", user_id = profile.Person(Lukas).Id } } })).Expect(HttpStatusCode.OK)["result"].GetInt64();
        (await lukas.GetAsync($"/api/crm/leads/{made}")).Expect(HttpStatusCode.OK);
        (await mirror.Admin.PostAsync($"{Odoo}/crm.lead/unlink", new { args = new object[] { new[] { made } } })).Expect(HttpStatusCode.OK);
        (await mirror.Admin.GetAsync($"/api/crm/leads/{made}")).Code.ShouldBe(404);
        (await lukas.PostAsync($"{Odoo}/crm.lead/write", new { args = new object[] { new[] { 99999999 }, new { name = "x" } } })).Code.ShouldBe(404);
        (await lukas.PostAsync($"{Odoo}/crm.lead/write", new { args = new object[] { new[] { lead }, new { nonsense = 1 } } })).Code.ShouldBe(422);
        (await lukas.PostAsync($"{Odoo}/res.partner/write", new { args = new object[] { new[] { 1 }, new { name = "x" } } })).Code.ShouldBe(403);
        (await mirror.Admin.PutAsync($"{Odoo}/methods", new { methods = new { } })).Expect(HttpStatusCode.OK);
        (await lukas.PostAsync($"{Odoo}/crm.lead/write", new { args = new object[] { new[] { lead }, new { name = "x" } } })).Code.ShouldBe(403);
    }

    [Fact]
    public async Task What_hands_out_other_rights_cannot_be_opened()
    {
        foreach (var method in new[] { "_write", "sudo", "with_user", "read", "a b", "" })
            (await mirror.Admin.PutAsync($"{Odoo}/methods", new { methods = new Dictionary<string, string[]> { ["res.partner"] = [method] } })).Code.ShouldBe(400, method);
        (await mirror.Admin.PutAsync($"{Odoo}/methods", new { methods = new Dictionary<string, string[]> { ["Res Partner"] = ["write"] } })).Code.ShouldBe(400);
    }

    [Fact]
    public async Task A_call_is_on_record_without_its_values()
    {
        await CallAsync("res.partner", "search_count", new { args = new object[] { new object[] { new object[] { "name", "ilike", "whispered" } } } });

        var entry = (await mirror.Admin.GetAsync("/api/audit?action=odoo.call&target_type=res.partner&per_page=1"))["entries"][0];

        entry.GetProperty("detail").GetProperty("method").GetString().ShouldBe("search_count");
        entry.GetProperty("detail").GetProperty("account").GetString().ShouldBe("connection");
        entry.GetProperty("detail").GetProperty("count").GetInt64().ShouldBe(0);
        entry.GetRawText().ShouldNotContain("whispered");
    }

    private async Task<JsonElement> CallAsync(string model, string method, object body) =>
        (await mirror.Admin.PostAsync($"{Odoo}/{model}/{method}", body)).Expect(HttpStatusCode.OK)["result"];
}
