using System.Net;
using Causeway.Tests.Infrastructure;
using Causeway.Tests.Mirror;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Platform.Access.Attacks;

/// <summary>Ways to become somebody else, or more than one is: by a name, an email, or a member that a body should not have.</summary>
public sealed class TakeoverTests(SharedMirror shared) : IClassFixture<SharedMirror>
{
    private readonly MirrorServer mirror = shared.Mirror;

    [Fact]
    public async Task Whoever_registers_with_the_name_and_email_of_an_Odoo_user_is_not_them_before_nor_after_they_came()
    {
        var squatter = await RegisterAsync("sofia.rossi", "sofia.rossi@meridian-office.example");
        var id = await mirror.CreateAsync("crm.lead", new { name = "Sofia's", user_id = mirror.Odoo.Users.Single(user => user.Login == "sofia.rossi").Id });
        await mirror.SyncCompletelyAsync();

        var sofia = await mirror.SignInAsync("sofia.rossi");

        var (hers, his) = ((await sofia.GetAsync("/api/auth/me"))["user"], (await squatter.GetAsync("/api/auth/me"))["user"]);
        hers.GetProperty("id").GetString().ShouldNotBe(his.GetProperty("id").GetString());
        his.GetProperty("odoo_user_id").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        (await sofia.GetAsync($"/api/crm/leads/{id}")).Expect(HttpStatusCode.OK);
        (await squatter.GetAsync($"/api/crm/leads/{id}")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Whoever_takes_the_email_of_an_Odoo_user_gains_nothing_by_it()
    {
        var taker = await RegisterAsync("taker", "taker@example.com");
        (await taker.PatchAsync("/api/auth/me", new { email = "james.walsh@meridian-office.example" })).Expect(HttpStatusCode.OK);

        var james = await mirror.SignInAsync("james.walsh");

        (await taker.GetAsync("/api/auth/me"))["user"].GetProperty("odoo_user_id").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        (await james.GetAsync("/api/auth/me"))["user"].GetProperty("odoo_user_id").GetInt64().ShouldBeGreaterThan(0);
        (await taker.GetAsync("/api/crm/leads"))["pagination"].GetProperty("total").GetInt64().ShouldBe(0);
    }

    [Theory]
    [InlineData("ａｄｍｉｎ")]
    [InlineData("admin\u200b")]
    [InlineData("a\u0301da")]
    [InlineData("admin@example.com")]
    [InlineData("ad min")]
    [InlineData("ﬁona")]
    public async Task A_name_that_only_looks_like_anothers_is_none(string username)
    {
        var answer = await new Api(mirror.Server.Client).PostAsync(
            "/api/auth/register", new { username, email = "looks@example.com", password = AccessServer.Password, full_name = "Looks like" });

        answer.Expect(HttpStatusCode.BadRequest).BadFields.ShouldBe(["username"]);
    }

    [Theory]
    [InlineData("id")]
    [InlineData("company_id")]
    [InlineData("create_uid")]
    [InlineData("write_uid")]
    [InlineData("write_date")]
    [InlineData("message_ids")]
    [InlineData("activity_ids")]
    [InlineData("is_super_admin")]
    [InlineData("connection_id")]
    [InlineData("state")]
    public async Task A_lead_takes_no_member_that_is_not_its_callers_to_set(string member)
    {
        var lukas = await mirror.SignInAsync("lukas.berg");
        var body = new Dictionary<string, object> { ["name"] = "Mass assignment", [member] = 2 };

        (await lukas.PostAsync("/api/crm/leads", body)).Expect(HttpStatusCode.BadRequest).BadFields.ShouldBe([member]);
    }

    [Theory]
    [InlineData("/api/auth/tokens", "user_id")]
    [InlineData("/api/auth/tokens", "expires_at")]
    [InlineData("/api/connections", "owner_id")]
    [InlineData("/api/connections", "is_default")]
    [InlineData("/api/auth/refresh", "user_id")]
    [InlineData("/api/auth/logout", "user_id")]
    [InlineData("/api/auth/login", "role")]
    [InlineData("/api/login", "is_admin")]
    [InlineData("/api/login", "uid")]
    [InlineData("/api/auth/microsoft/complete", "ms_id")]
    [InlineData("/api/auth/relink-odoo", "odoo_user_id")]
    [InlineData("/api/auth/relink-odoo", "user_id")]
    [InlineData("/api/auth/relink-odoo", "email")]
    public async Task Nor_does_any_other_body(string path, string member)
    {
        var lukas = await mirror.SignInAsync("lukas.berg");

        (await lukas.PostAsync(path, new Dictionary<string, object> { [member] = "x" })).Expect(HttpStatusCode.BadRequest)["detail"].GetString()!.ShouldContain(member);
    }

    [Theory]
    [InlineData("id")]
    [InlineData("is_super_admin")]
    [InlineData("role_id")]
    [InlineData("password")]
    [InlineData("password_hash")]
    [InlineData("auth_provider")]
    [InlineData("odoo_user_id")]
    [InlineData("ms_id")]
    public async Task Not_even_an_administrator_sets_what_makes_somebody_who_they_are(string member)
    {
        var users = (await mirror.Admin.GetAsync("/api/auth/users"))["users"];

        (await mirror.Admin.PatchAsync($"/api/auth/users/{users[0].GetProperty("id").GetString()}", new Dictionary<string, object> { [member] = "x" })).Expect(HttpStatusCode.BadRequest)["detail"].GetString()!.ShouldContain(member);
    }

    [Fact]
    public async Task A_member_gives_a_lead_to_nobody_else_when_they_make_it_nor_after()
    {
        var lukas = await mirror.SignInAsync("lukas.berg");
        var (his, hers) = (mirror.Odoo.Users.Single(user => user.Login == "lukas.berg").Id, mirror.Odoo.Users.Single(user => user.Login == "claire.moreau").Id);

        var made = (await lukas.PostAsync("/api/crm/leads", new { name = "Mass assignment", user_id = hers })).Expect(HttpStatusCode.Created);
        made["user"].GetProperty("id").GetInt64().ShouldBe(his);

        (await lukas.PutAsync($"/api/crm/leads/{made.Id}", new { user_id = hers })).Expect(HttpStatusCode.Forbidden);
    }

    private async Task<Api> RegisterAsync(string username, string email)
    {
        (await new Api(mirror.Server.Client).PostAsync("/api/auth/register", new { username, email, password = AccessServer.Password, full_name = "Somebody else" })).Expect(HttpStatusCode.Created);
        var listed = (await mirror.Admin.GetAsync($"/api/auth/users?q={username}"))["users"].EnumerateArray().Single(user => user.GetProperty("auth_provider").GetString() == "local");
        (await mirror.Admin.PatchAsync($"/api/auth/users/{listed.GetProperty("id").GetString()}", new { approval_status = "approved" })).Expect(HttpStatusCode.OK);
        return await Api.SignInAsync(mirror.Server.Client, "/api/auth/login", new { username, password = AccessServer.Password });
    }
}
