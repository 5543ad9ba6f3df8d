using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Causeway.Tests.Platform.Access;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Features.Audit;

public sealed class AuditEndpointsTests(AccessServer access) : IClassFixture<AccessServer>
{
    [Fact]
    public async Task A_sign_in_is_on_record_with_who_from_where_and_when()
    {
        await access.RegisterAsync("ada");
        using var request = AccessServer.Request(HttpMethod.Post, "/api/auth/login", body: new { username = "ada", password = AccessServer.Password });
        request.Headers.UserAgent.ParseAdd("a-browser/1.0");
        (await access.Client.SendAsync(request)).Dispose();

        var entry = (await EntriesAsync("action=sign_in&actor=ada")).ShouldHaveSingleItem();

        entry.GetProperty("outcome").GetString().ShouldBe("done");
        entry.GetProperty("address").GetString().ShouldBe("127.0.0.1");
        entry.GetProperty("user_agent").GetString().ShouldBe("a-browser/1.0");
        entry.GetProperty("at").GetDateTimeOffset().ShouldBe(access.Server.Clock.GetUtcNow());
        entry.GetProperty("detail").GetProperty("method").GetString().ShouldBe("password");
    }

    [Fact]
    public async Task A_failure_names_the_account_that_was_tried_and_nothing_that_was_typed()
    {
        var alan = await access.RegisterAsync("alan");
        await FailAsync("alan@example.com", "a wrong password of his");
        await FailAsync("a password typed as a name", "x");

        var entry = (await EntriesAsync($"action=sign_in&outcome=refused&target_id={alan.Id}")).ShouldHaveSingleItem();

        entry.GetProperty("actor").GetString().ShouldBe("nobody");
        entry.GetProperty("detail").GetProperty("account").GetString().ShouldBe("alan");
        var all = string.Concat(await EntriesAsync("outcome=refused"));
        all.ShouldNotContain("typed as a name");
        all.ShouldNotContain("wrong password");
    }

    [Fact]
    public async Task What_has_to_wait_does_not_fill_the_log()
    {
        var barbara = await access.RegisterAsync("barbara");
        for (var i = 0; i < 9; i++)
            await FailAsync("barbara", "wrong");

        (await EntriesAsync($"action=sign_in&outcome=refused&target_id={barbara.Id}")).Length.ShouldBe(5);
    }

    [Fact]
    public async Task A_change_of_role_tells_what_it_was_and_what_it_is()
    {
        var grace = await access.RegisterAsync("grace");
        await access.SetRoleAsync(await access.SignInAsAdminAsync(), grace, "manager");

        var entry = (await EntriesAsync($"action=user.change&target_id={grace.Id}")).ShouldHaveSingleItem();

        entry.GetProperty("actor").GetString().ShouldBe("admin");
        var detail = entry.GetProperty("detail");
        detail.GetProperty("before").GetProperty("role").GetString().ShouldBe("member");
        detail.GetProperty("after").GetProperty("role").GetString().ShouldBe("manager");
    }

    [Fact]
    public async Task Credentials_that_come_and_go_are_on_record_and_not_in_it()
    {
        var hedy = await access.RegisterAsync("hedy");
        using var made = await access.SendAsync(HttpMethod.Post, "/api/auth/tokens", hedy.Token, new { name = "a program", scopes = new[] { "read" } });
        var body = await made.Content.ReadFromJsonAsync<JsonElement>();
        await access.StatusAsync(HttpMethod.Delete, $"/api/auth/tokens/{body.GetProperty("api_token").GetProperty("id").GetString()}", hedy.Token);
        await access.StatusAsync(HttpMethod.Post, "/api/auth/me/password", hedy.Token, new { old_password = "not hers", new_password = "an altogether other one" });
        await access.StatusAsync(HttpMethod.Post, "/api/auth/me/password", hedy.Token, new { old_password = AccessServer.Password, new_password = "an altogether other one" });
        await access.StatusAsync(HttpMethod.Patch, "/api/auth/me", hedy.Token, new { email = "hedy@example.org" });
        await access.StatusAsync(HttpMethod.Post, "/api/auth/logout", hedy.Token);

        var entries = await EntriesAsync($"actor_id={hedy.Id}&sort_order=asc");

        entries.Select(entry => $"{entry.GetProperty("action").GetString()} {entry.GetProperty("outcome").GetString()}").ShouldBe(
            ["user.register done", "api_token.create done", "api_token.revoke done", "password.change refused", "password.change done", "user.profile done", "sign_out done"]);
        var secret = body.GetProperty("token").GetString()![9..];
        string.Concat(entries).ShouldNotContain(secret);
    }

    [Fact]
    public async Task A_refresh_token_that_came_twice_is_on_record_once()
    {
        var ida = await access.RegisterAsync("ida");
        for (var i = 0; i < 3; i++)
            await access.StatusAsync(HttpMethod.Post, "/api/auth/refresh", body: new { refresh_token = ida.RefreshToken });

        (await EntriesAsync($"action=token.reuse&target_id={ida.Id}")).Length.ShouldBe(1);
    }

    [Fact]
    public async Task What_an_API_token_did_names_the_token()
    {
        var admin = await access.SignInAsAdminAsync();
        using var made = await access.SendAsync(HttpMethod.Post, "/api/auth/tokens", admin.Token, new { name = "an auditor", scopes = new[] { "admin" } });
        var body = await made.Content.ReadFromJsonAsync<JsonElement>();

        using var answer = await access.SendAsync(HttpMethod.Get, "/api/audit?action=api_token.create&per_page=1", body.GetProperty("token").GetString());

        var entry = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("entries")[0];
        entry.GetProperty("via").GetString().ShouldBe("token");
        entry.GetProperty("target_ids")[0].GetString().ShouldBe(body.GetProperty("api_token").GetProperty("id").GetString());
    }

    [Fact]
    public async Task It_is_paged_by_cursor_without_gap_or_repetition()
    {
        var joan = await access.RegisterAsync("joan");
        for (var i = 0; i < 6; i++)
            await access.StatusAsync(HttpMethod.Patch, "/api/auth/me", joan.Token, new { full_name = $"Joan {i}" });

        var (seen, cursor) = (new List<long>(), "");
        do
        {
            var page = await PageAsync($"actor=joan&per_page=3{(cursor.Length > 0 ? $"&cursor={cursor}" : "")}");
            seen.AddRange(page.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("entry").GetInt64()));
            cursor = page.GetProperty("pagination").GetProperty("next_cursor").GetString() ?? "";
        }
        while (cursor.Length > 0);

        seen.Count.ShouldBe(7);
        seen.ShouldBe(seen.Distinct().OrderDescending());
    }

    [Fact]
    public async Task A_time_bounds_it()
    {
        var karen = await access.RegisterAsync("karen");
        var between = access.Server.Clock.GetUtcNow().AddMinutes(1);
        access.Server.Clock.Advance(TimeSpan.FromMinutes(2));
        await access.StatusAsync(HttpMethod.Patch, "/api/auth/me", karen.Token, new { full_name = "Karen the Second" });

        (await EntriesAsync($"actor=karen&to={Uri.EscapeDataString(between.ToString("O"))}")).Single().GetProperty("action").GetString().ShouldBe("user.register");
        (await EntriesAsync($"actor=karen&from={Uri.EscapeDataString(between.ToString("O"))}")).Single().GetProperty("action").GetString().ShouldBe("user.profile");
    }

    [Theory]
    [InlineData("action=nonsense", "action")]
    [InlineData("actor_id=7", "actor_id")]
    [InlineData("from=yesterday", "from")]
    [InlineData("sort_by=actor", "sort_by")]
    [InlineData("user=ada", "user")]
    public async Task A_filter_that_it_does_not_know_is_named(string query, string field)
    {
        using var answer = await access.SendAsync(HttpMethod.Get, $"/api/audit?{query}", (await access.SignInAsAdminAsync()).Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("details").TryGetProperty(field, out _).ShouldBeTrue();
    }

    [Fact]
    public async Task It_is_for_administrators()
    {
        var lise = await access.RegisterAsync("lise");

        (await access.StatusAsync(HttpMethod.Get, "/api/audit", lise.Token)).ShouldBe(HttpStatusCode.Forbidden);
        (await access.StatusAsync(HttpMethod.Get, "/api/audit")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_name_with_line_ends_forges_no_entry_and_no_log_line()
    {
        using var request = AccessServer.Request(HttpMethod.Post, "/api/auth/login", body: new { username = "mary\r\nERROR forged line", password = "x" });
        request.Headers.TryAddWithoutValidation("User-Agent", "agent\tforged");

        (await access.Client.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        access.Server.Logs.Text.ShouldNotContain("forged line");
    }

    private async Task FailAsync(string username, string password) =>
        (await access.Client.PostAsJsonAsync("/api/auth/login", new { username, password })).Dispose();

    private async Task<JsonElement[]> EntriesAsync(string query) => [.. (await PageAsync($"{query}&per_page=100")).GetProperty("entries").EnumerateArray()];

    private async Task<JsonElement> PageAsync(string query)
    {
        using var answer = await access.Client.SendAsync(Admin($"/api/audit?{query}"));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static HttpRequestMessage Admin(string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("X-ODOO-API-KEY", AccessServer.AdminApiKey);
        return request;
    }
}
