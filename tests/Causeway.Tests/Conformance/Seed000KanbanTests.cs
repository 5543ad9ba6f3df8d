using System.Net;
using System.Text;
using System.Text.Json;
using Causeway.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Conformance;

/// <summary>The Kanban API (seeds/000.md): each call of its reference, and where we differ on purpose.</summary>
[Collection(ConformanceServer.Name)]
public sealed class Seed000KanbanTests(ConformanceServer server)
{
    [Theory]
    [InlineData("""{ "username": "lukas.berg", "api_key": "your-odoo-api-key" }""")]
    [InlineData("""{ "username": "lukas.berg", "password": "your-odoo-api-key" }""")]
    public async Task A_login_by_api_key_or_by_its_alias_gives_a_token_of_twelve_hours(string body)
    {
        var answer = await server.Anonymous.SendAsync(HttpMethod.Post, "/api/login", Json(body.Replace("your-odoo-api-key", server.Person("lukas.berg").ApiKey, StringComparison.Ordinal)));

        answer.Expect(HttpStatusCode.OK).ShouldShow("""{ "token": "<JWT>" }""", varying: ["token"], added: ["access_token", "token_type", "expires_in", "refresh_token", "user"]);
        var claims = Jwt.Claims(answer["token"].GetString()!);
        (claims.GetProperty("exp").GetInt64() - claims.GetProperty("iat").GetInt64()).ShouldBe(12 * 3_600);
        (await new Api(server.Http, answer["token"].GetString()).GetAsync("/api/crm/leads")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_wrong_key_is_refused_with_an_error()
    {
        var refused = await server.Anonymous.PostAsync("/api/login", new { username = "lukas.berg", api_key = "wrong" });

        refused.Code.ShouldBe(401);
        refused["error"].GetString().ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData("GET", "/api/crm/leads")]
    [InlineData("POST", "/api/crm/leads")]
    [InlineData("GET", "/api/crm/leads/1")]
    [InlineData("PUT", "/api/crm/leads/1")]
    [InlineData("DELETE", "/api/crm/leads/1")]
    [InlineData("GET", "/api/crm/tags")]
    [InlineData("GET", "/api/crm/users")]
    public async Task Every_other_endpoint_wants_a_bearer_token_or_the_admin_key(string method, string path)
    {
        (await server.Anonymous.SendAsync(new HttpMethod(method), path, method is "POST" or "PUT" ? Json("{}") : null)).Code.ShouldBe(401);
        (await new Api(server.Http, token: null, ("X-ODOO-API-KEY", "not the key")).SendAsync(new HttpMethod(method), path, method is "POST" or "PUT" ? Json("{}") : null)).Code.ShouldBe(401);
    }

    [Fact]
    public async Task The_admin_key_grants_admin_access()
    {
        (await server.ByAdminKey.GetAsync("/api/crm/users")).Expect(HttpStatusCode.OK);
        var lead = await server.AddLeadAsync();
        (await server.ByAdminKey.DeleteAsync($"/api/crm/leads/{lead}")).Expect(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Ours_the_admin_key_is_not_what_tokens_are_signed_with()
    {
        (await new Api(server.Http, token: null, ("X-ODOO-API-KEY", ConformanceServer.JwtSecret)).GetAsync("/api/crm/leads")).Code.ShouldBe(401);
        var token = (await server.Anonymous.PostAsync("/api/auth/login", new { username = "admin", password = MirrorServer.AdminPassword }))["token"].GetString()!;
        (await new Api(server.Http, Jwt.SignAgain(token, ConformanceServer.AdminKey)).GetAsync("/api/crm/leads")).Code.ShouldBe(401);
        (await new Api(server.Http, Jwt.SignAgain(token, ConformanceServer.JwtSecret)).GetAsync("/api/crm/leads")).Code.ShouldBe(200);
    }

    [Fact]
    public async Task Non_admins_list_their_own_leads_whatever_user_they_ask_for()
    {
        var lead = await server.AddLeadAsync();

        var mine = await server.Lukas.GetAsync($"/api/crm/leads?user_id={server.Person("pieter.jansen").Id}&per_page=100");
        var all = await server.ByAdminKey.GetAsync($"/api/crm/leads?user_id={server.LukasUid}&per_page=100");

        mine.Expect(HttpStatusCode.OK).Ids("leads").ShouldContain(lead);
        mine["leads"].EnumerateArray().ShouldAllBe(found => found.GetProperty("user").GetProperty("id").GetInt32() == server.LukasUid);
        all.Ids("leads").ShouldBe(mine.Ids("leads"));
    }

    [Fact]
    public async Task Leads_are_filtered_by_a_part_of_the_stage_in_any_case_by_tag_and_by_contact()
    {
        var stage = (await server.Lukas.GetAsync("/api/crm/stages"))["stages"][1];
        var tag = (await server.Lukas.GetAsync("/api/crm/tags"))["tags"][0].GetProperty("id").GetInt64();
        var contact = (await server.Admin.PostAsync("/api/contacts", new { name = "Filtered by" })).Expect(HttpStatusCode.Created).Id;
        var lead = (await server.Admin.PostAsync("/api/crm/leads", new { name = "Filtered", type = "opportunity", stage_id = stage.GetProperty("id").GetInt64(), tag_ids = new[] { tag }, partner_id = contact })).Expect(HttpStatusCode.Created).Id;
        var part = stage.GetProperty("name").GetString()![1..^1].ToUpperInvariant();

        foreach (var query in new[] { $"stage={Uri.EscapeDataString(part)}", $"tag_id={tag}", $"contact_id={contact}" })
        {
            var found = (await server.Admin.GetAsync($"/api/crm/leads?per_page=100&{query}")).Expect(HttpStatusCode.OK)["leads"].EnumerateArray().ToList();
            found.Select(one => one.GetProperty("id").GetInt64()).ShouldContain(lead, query);
            found.ShouldAllBe(one => query[0] == 's'
                ? one.GetProperty("stage").GetProperty("name").GetString()!.Contains(part, StringComparison.OrdinalIgnoreCase)
                : query[0] == 't' ? one.GetProperty("tags").EnumerateArray().Any(had => had.GetProperty("id").GetInt64() == tag) : one.GetProperty("partner").GetProperty("id").GetInt64() == contact);
        }
    }

    [Fact]
    public async Task A_non_admin_becomes_the_salesperson_of_what_they_create_and_an_admin_chooses()
    {
        var created = (await server.Lukas.PostAsync("/api/crm/leads", new { name = "Whose is it" })).Expect(HttpStatusCode.Created);
        var given = (await server.ByAdminKey.PostAsync("/api/crm/leads", new { name = "His", user_id = server.LukasUid })).Expect(HttpStatusCode.Created);

        foreach (var lead in new[] { created, given })
            lead["user"].GetProperty("id").GetInt32().ShouldBe(server.LukasUid);
        (await server.Lukas.GetAsync($"/api/crm/leads/{created.Id}")).Expect(HttpStatusCode.OK)["name"].GetString().ShouldBe("Whose is it");
    }

    [Fact]
    public async Task An_owner_and_an_admin_update_a_lead()
    {
        var lead = await server.AddLeadAsync();

        (await server.Lukas.PutAsync($"/api/crm/leads/{lead}", new { name = "By its owner" })).Expect(HttpStatusCode.OK)["name"].GetString().ShouldBe("By its owner");
        (await server.ByAdminKey.PutAsync($"/api/crm/leads/{lead}", new { expected_revenue = 10 })).Expect(HttpStatusCode.OK)["name"].GetString().ShouldBe("By its owner");
    }

    [Fact]
    public async Task A_colleague_who_sees_a_lead_is_refused_its_update()
    {
        var lead = await server.AddLeadAsync();
        (await server.Anna.GetAsync($"/api/crm/leads/{lead}")).Expect(HttpStatusCode.OK);

        (await server.Anna.PutAsync($"/api/crm/leads/{lead}", new { name = "Not hers" })).Expect(HttpStatusCode.Forbidden)["error"].GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Ours_a_lead_that_is_not_visible_is_not_found_instead_of_being_read_by_anybody()
    {
        var lead = await server.AddLeadAsync();

        (await server.Pieter.GetAsync($"/api/crm/leads/{lead}")).Code.ShouldBe(404);
        (await server.Pieter.PutAsync($"/api/crm/leads/{lead}", new { name = "Not his" })).Code.ShouldBe(404);
    }

    [Fact]
    public async Task Only_an_admin_deletes_leads_and_lists_users()
    {
        var lead = await server.AddLeadAsync();

        (await server.Lukas.DeleteAsync($"/api/crm/leads/{lead}")).Code.ShouldBe(403);
        (await server.Admin.DeleteAsync($"/api/crm/leads/{lead}")).Code.ShouldBe(204);
        (await server.Lukas.GetAsync("/api/crm/users")).Code.ShouldBe(403);
        var users = (await server.Admin.GetAsync("/api/crm/users?per_page=100")).Expect(HttpStatusCode.OK).Ids("users");
        var odoo = (await server.Mirror.Control.DumpAsync("res.users")).Values.Where(user => user.GetProperty("active").ValueKind == JsonValueKind.True && user.GetProperty("share").ValueKind != JsonValueKind.True);
        users.ShouldBe(odoo.Select(user => user.GetProperty("id").GetInt64()), ignoreOrder: true);
    }

    [Fact]
    public async Task Anybody_lists_all_tags()
    {
        var tags = (await server.Lukas.GetAsync("/api/crm/tags?per_page=100")).Expect(HttpStatusCode.OK);

        tags.Ids("tags").ShouldBe((await server.Mirror.Control.DumpAsync("crm.tag")).Keys, ignoreOrder: true);
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}
