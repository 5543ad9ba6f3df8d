using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Causeway.Tests.Platform.Access;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Features.Users;

public sealed class UsersEndpointsTests(AccessServer access) : IClassFixture<AccessServer>
{
    [Fact]
    public async Task The_list_is_for_administrators()
    {
        var ada = await access.RegisterAsync("ada");

        (await StatusAsync(HttpMethod.Get, "/api/auth/users", null)).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(HttpMethod.Get, "/api/auth/users", ada.Token)).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync(HttpMethod.Patch, $"/api/auth/users/{ada.Id}", ada.Token, new { role = "admin" })).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync(HttpMethod.Get, "/api/auth/users", await AdminAsync())).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_list_is_filtered_and_paged()
    {
        foreach (var name in new[] { "pager.a", "pager.b", "pager.c" })
            await access.RegisterAsync(name);
        var admin = await AdminAsync();

        var first = await GetAsync("/api/auth/users?q=PAGER&per_page=2", admin);
        var next = await GetAsync($"/api/auth/users?q=PAGER&per_page=2&cursor={first.GetProperty("pagination").GetProperty("next_cursor").GetString()}", admin);
        var second = await GetAsync("/api/auth/users?q=pager&per_page=2&page=2&sort_order=asc", admin);

        Names(first).ShouldBe(["pager.a", "pager.b"]);
        Names(next).ShouldBe(["pager.c"]);
        Names(second).ShouldBe(["pager.c"]);
        first.GetProperty("pagination").GetProperty("total").GetInt32().ShouldBe(3);
        first.GetProperty("pagination").GetProperty("pages").GetInt32().ShouldBe(2);
        first.GetProperty("pagination").GetProperty("has_next").GetBoolean().ShouldBeTrue();
        next.GetProperty("pagination").GetProperty("has_next").GetBoolean().ShouldBeFalse();
        Names(await GetAsync("/api/auth/users?q=p%C3%A1ger.b", admin)).ShouldBe(["pager.b"]);
        Names(await GetAsync("/api/auth/users?q=pager_b", admin)).ShouldBeEmpty();
        Names(await GetAsync("/api/auth/users?role=admin", admin)).ShouldBe(["admin"]);
        Names(await GetAsync("/api/auth/users?approval_status=pending", admin)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("?role=owner")]
    [InlineData("?nonsense=1")]
    [InlineData("?sort_by=password_hash")]
    [InlineData("?cursor=nonsense")]
    public async Task A_query_that_means_nothing_is_refused(string query) =>
        (await StatusAsync(HttpMethod.Get, $"/api/auth/users{query}", await AdminAsync())).ShouldBe(HttpStatusCode.BadRequest);

    [Fact]
    public async Task A_changed_role_counts_from_the_next_request_on()
    {
        var grace = await access.RegisterAsync("grace");

        (await StatusAsync(HttpMethod.Patch, $"/api/auth/users/{grace.Id}", await AdminAsync(), new { role = "manager" })).ShouldBe(HttpStatusCode.OK);

        (await StatusAsync(HttpMethod.Get, "/api/auth/me", grace.Token)).ShouldBe(HttpStatusCode.Unauthorized);
        using var refresh = await access.SendAsync(HttpMethod.Post, "/api/auth/refresh", body: new { refresh_token = grace.RefreshToken });
        var next = SignedIn.Of(await refresh.Content.ReadFromJsonAsync<JsonElement>());
        next.User.GetProperty("role").GetString().ShouldBe("manager");
        (await StatusAsync(HttpMethod.Get, "/api/users", next.Token)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_disabled_user_is_out_at_once_and_may_only_be_told()
    {
        var hedy = await access.RegisterAsync("hedy");

        (await StatusAsync(HttpMethod.Patch, $"/api/auth/users/{hedy.Id}", await AdminAsync(), new { is_active = false })).ShouldBe(HttpStatusCode.OK);

        (await StatusAsync(HttpMethod.Get, "/api/users", hedy.Token)).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(HttpMethod.Post, "/api/auth/refresh", null, new { refresh_token = hedy.RefreshToken })).ShouldBe(HttpStatusCode.Unauthorized);
        var again = await access.SignInAsync("hedy", AccessServer.Password);
        (await StatusAsync(HttpMethod.Get, "/api/auth/me", again.Token)).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(HttpMethod.Get, "/api/users", again.Token)).ShouldBe(HttpStatusCode.Forbidden);
        Names(await GetAsync("/api/users", await AdminAsync())).ShouldNotContain("hedy");
    }

    [Theory]
    [InlineData("role", "member")]
    [InlineData("is_active", false)]
    [InlineData("approval_status", "rejected")]
    public async Task The_last_administrator_stays_one(string member, object value)
    {
        var admin = await access.SignInAsAdminAsync();

        (await StatusAsync(HttpMethod.Patch, $"/api/auth/users/{admin.Id}", admin.Token, new Dictionary<string, object> { [member] = value }))
            .ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Two_administrators_who_demote_each_other_do_not_both_succeed()
    {
        var joan = await access.RegisterAsync("joan");
        var admin = await access.SignInAsAdminAsync();
        await StatusAsync(HttpMethod.Patch, $"/api/auth/users/{joan.Id}", admin.Token, new { role = "admin" });
        var joanAsAdmin = await access.SignInAsync("joan", AccessServer.Password);

        var statuses = await Task.WhenAll(
            StatusAsync(HttpMethod.Patch, $"/api/auth/users/{joan.Id}", admin.Token, new { role = "member" }),
            StatusAsync(HttpMethod.Patch, $"/api/auth/users/{admin.Id}", joanAsAdmin.Token, new { role = "member" }));

        statuses.Count(status => status == HttpStatusCode.OK).ShouldBe(1);
        await AsAdminKeyAsync(admin.Id, new { role = "admin" });
        await AsAdminKeyAsync(joan.Id, new { role = "member" });
    }

    [Fact]
    public async Task An_unknown_user_is_not_found_and_a_malformed_id_is_refused()
    {
        (await StatusAsync(HttpMethod.Patch, $"/api/auth/users/{Guid.NewGuid()}", await AdminAsync(), new { role = "admin" })).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(HttpMethod.Patch, "/api/auth/users/seven", await AdminAsync(), new { role = "admin" })).ShouldBe(HttpStatusCode.BadRequest);
        (await StatusAsync(HttpMethod.Patch, $"/api/auth/users/{Guid.NewGuid()}", await AdminAsync(), new { role = "owner" })).ShouldBe(HttpStatusCode.BadRequest);
    }

    private async Task<string> AdminAsync() => (await access.SignInAsAdminAsync()).Token;

    private async Task AsAdminKeyAsync(string id, object body)
    {
        using var request = AccessServer.Request(HttpMethod.Patch, $"/api/auth/users/{id}", body: body);
        request.Headers.Add("X-ODOO-API-KEY", AccessServer.AdminApiKey);
        (await access.Client.SendAsync(request)).EnsureSuccessStatusCode().Dispose();
    }

    private async Task<JsonElement> GetAsync(string path, string token)
    {
        using var answer = await access.SendAsync(HttpMethod.Get, path, token);
        return await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task<HttpStatusCode> StatusAsync(HttpMethod method, string path, string? token, object? body = null)
    {
        using var answer = await access.SendAsync(method, path, token, body);
        return answer.StatusCode;
    }

    private static IEnumerable<string> Names(JsonElement list) =>
        list.GetProperty("users").EnumerateArray().Select(user => user.GetProperty("username").GetString()!);
}
