using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Causeway.Tests.Platform.Access;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Features.SignIn;

public sealed class SessionTests(AccessServer access) : IClassFixture<AccessServer>
{
    [Fact]
    public async Task A_browser_gets_a_cookie_in_place_of_tokens()
    {
        await access.RegisterAsync("ada");
        using var browser = access.Server.NewClient();

        using var answer = await SignInAsync(browser, "ada", Origin);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var cookie = answer.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem();
        cookie.ShouldStartWith("causeway_session=");
        cookie.ShouldContain("httponly", Case.Insensitive);
        cookie.ShouldContain("samesite=strict", Case.Insensitive);
        cookie.ShouldNotContain("secure", Case.Insensitive);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        body.TryGetProperty("access_token", out _).ShouldBeFalse();
        body.GetProperty("user").GetProperty("username").GetString().ShouldBe("ada");
        (await StatusAsync(browser, HttpMethod.Get, "/api/auth/me")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Off_loopback_the_cookie_travels_over_TLS_only()
    {
        await access.RegisterAsync("barbara");
        using var browser = access.Server.NewClient();
        using var request = SignIn("barbara", "http://crm.example.com");
        request.Headers.Host = "crm.example.com";

        using var answer = await browser.SendAsync(request);

        answer.Headers.GetValues("Set-Cookie").Single().ShouldContain("; secure", Case.Insensitive);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("null")]
    [InlineData("https://evil.example.com")]
    public async Task A_sign_in_that_another_site_sends_gets_no_cookie(string? origin)
    {
        using var browser = access.Server.NewClient();

        using var answer = await SignInAsync(browser, "admin", origin, AccessServer.AdminPassword);

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }

    [Fact]
    public async Task What_changes_something_needs_the_token_and_our_own_origin()
    {
        await access.RegisterAsync("grace");
        using var browser = access.Server.NewClient();
        (await SignInAsync(browser, "grace", Origin)).Dispose();
        var csrf = (await browser.GetFromJsonAsync<JsonElement>("/api/auth/session")).GetProperty("csrf_token").GetString();

        (await StatusAsync(browser, HttpMethod.Patch, "/api/auth/me", Origin)).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync(browser, HttpMethod.Patch, "/api/auth/me", Origin, "another")).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync(browser, HttpMethod.Patch, "/api/auth/me", "https://evil.example.com", csrf)).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync(browser, HttpMethod.Patch, "/api/auth/me", null, csrf)).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync(browser, HttpMethod.Patch, "/api/auth/me", Origin, csrf)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task One_sessions_token_does_not_fit_another()
    {
        await access.RegisterAsync("hedy");
        using var browser = access.Server.NewClient();
        using var other = access.Server.NewClient();
        (await SignInAsync(browser, "hedy", Origin)).Dispose();
        (await SignInAsync(other, "hedy", Origin)).Dispose();
        var csrf = (await other.GetFromJsonAsync<JsonElement>("/api/auth/session")).GetProperty("csrf_token").GetString();

        (await StatusAsync(browser, HttpMethod.Patch, "/api/auth/me", Origin, csrf)).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task An_ended_session_opens_nothing()
    {
        await access.RegisterAsync("joan");
        using var browser = access.Server.NewClient();
        using var signIn = await SignInAsync(browser, "joan", Origin);
        var cookie = signIn.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        var csrf = (await signIn.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("csrf_token").GetString();

        (await StatusAsync(browser, HttpMethod.Delete, "/api/auth/session", Origin, csrf)).ShouldBe(HttpStatusCode.NoContent);

        using var thief = access.Server.NewClient();
        thief.DefaultRequestHeaders.Add("Cookie", cookie);
        (await StatusAsync(thief, HttpMethod.Get, "/api/auth/me")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_cookie_cannot_be_turned_into_tokens()
    {
        await access.RegisterAsync("mary");
        using var browser = access.Server.NewClient();
        using var signIn = await SignInAsync(browser, "mary", Origin);
        var csrf = (await signIn.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("csrf_token").GetString();

        (await StatusAsync(browser, HttpMethod.Post, "/api/auth/refresh", Origin, csrf, body: null)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_token_is_no_session()
    {
        var rosa = await access.RegisterAsync("rosa");

        using var answer = await access.SendAsync(HttpMethod.Get, "/api/auth/session", rosa.Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private string Origin => access.Server.Address.GetLeftPart(UriPartial.Authority);

    private static HttpRequestMessage SignIn(string username, string? origin, string password = AccessServer.Password)
    {
        var request = AccessServer.Request(HttpMethod.Post, "/api/auth/login", body: new { username, password, session = true });
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        return request;
    }

    private static async Task<HttpResponseMessage> SignInAsync(HttpClient browser, string username, string? origin, string password = AccessServer.Password)
    {
        using var request = SignIn(username, origin, password);
        return await browser.SendAsync(request);
    }

    private static Task<HttpStatusCode> StatusAsync(HttpClient browser, HttpMethod method, string path, string? origin = null, string? csrf = null) =>
        StatusAsync(browser, method, path, origin, csrf, method == HttpMethod.Patch ? new { full_name = "Another Name" } : null);

    private static async Task<HttpStatusCode> StatusAsync(HttpClient browser, HttpMethod method, string path, string? origin, string? csrf, object? body)
    {
        using var request = AccessServer.Request(method, path, body: body);
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        if (csrf is not null)
            request.Headers.Add("X-CSRF-Token", csrf);
        using var answer = await browser.SendAsync(request);
        return answer.StatusCode;
    }
}
