using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Causeway.Platform.Settings;
using Causeway.Tests.Infrastructure;
using Shouldly;
using Xunit;
using Registration = Causeway.Platform.Settings.Registration;

namespace Causeway.Tests.Platform.Access;

/// <summary>How many requests a caller may make, and that nobody uses up another's.</summary>
public sealed class RequestLimitsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const int Few = 5;

    private static readonly string Password = AccessServer.Password;

    [Fact]
    public async Task Who_asks_too_often_is_told_how_long_to_wait_and_others_at_the_address_go_on()
    {
        await using var server = await StartAsync(settings => settings with { RequestsPerMinute = Few });
        var (ada, alan) = (await RegisterAsync(server), await RegisterAsync(server));

        using var refused = await ExhaustAsync(server, ada);

        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta!.Value.ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        refused.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await GetAsync(server, "/api/auth/me", alan)).ShouldBe(HttpStatusCode.OK);
        (await GetAsync(server, "/api/auth/me")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Strangers_who_ask_too_often_keep_nobody_out_who_is_signed_in_or_wants_to_be()
    {
        await using var server = await StartAsync(settings => settings with { AnonymousRequestsPerMinute = Few });
        var ada = await RegisterAsync(server);

        (await ExhaustAsync(server, "not.a.token")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);

        (await GetAsync(server, "/api/auth/me", ada)).ShouldBe(HttpStatusCode.OK);
        (await RegisterAsync(server)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Too_many_sign_ins_from_an_address_wait_right_or_wrong_and_those_signed_in_go_on()
    {
        await using var server = await StartAsync(settings => settings with { SignInsPerMinute = Few, TrustedProxies = [IPNetwork.Parse("127.0.0.0/8")] });
        var ada = await RegisterAsync(server, from: "203.0.113.1");

        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < Few + 1; i++)
            statuses.Add(await SignInAsync(server, $"nobody {i}", from: "203.0.113.2"));

        statuses.ShouldBe([.. Enumerable.Repeat(HttpStatusCode.Unauthorized, Few), HttpStatusCode.TooManyRequests]);
        (await GetAsync(server, "/api/auth/me", ada)).ShouldBe(HttpStatusCode.OK);
        (await SignInAsync(server, "nobody else", from: "203.0.113.3")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_program_that_runs_wild_leaves_its_owner_in()
    {
        await using var server = await StartAsync(settings => settings with { RequestsPerMinute = Few });
        var ada = await RegisterAsync(server);
        using var request = AccessServer.Request(HttpMethod.Post, "/api/auth/tokens", ada, new { name = "wild", scopes = new[] { "read" } });
        using var made = await server.Client.SendAsync(request);
        var token = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString()!;

        (await ExhaustAsync(server, token)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);

        (await GetAsync(server, "/api/auth/me", ada)).ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("GET", "/health/live", HttpStatusCode.OK)]
    [InlineData("GET", "/health/ready", HttpStatusCode.OK)]
    [InlineData("POST", "/api/webhooks/odoo", HttpStatusCode.Unauthorized)]
    [InlineData("POST", "/api/webhooks/odoo/a-guess", HttpStatusCode.Unauthorized)]
    public async Task Probes_and_webhooks_are_not_counted(string method, string path, HttpStatusCode status)
    {
        await using var server = await StartAsync(settings => settings with { AnonymousRequestsPerMinute = 1 });
        (await ExhaustAsync(server, "not.a.token")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);

        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var answer = await server.Client.SendAsync(request);

        answer.StatusCode.ShouldBe(status);
    }

    private Task<TestServer> StartAsync(Func<CausewaySettings, CausewaySettings> with) =>
        TestServer.StartAsync(database.DataSource, settings => with(settings with { Registration = Registration.Open }));

    private static async Task<string> RegisterAsync(TestServer server, string? from = null)
    {
        var name = $"user-{Guid.NewGuid():N}";
        using var request = AccessServer.Request(HttpMethod.Post, "/api/auth/register", body: new { username = name, email = $"{name}@example.com", password = Password, full_name = "Somebody" });
        request.Headers.Add("X-Forwarded-For", from ?? "203.0.113.200");
        using var answer = await server.Client.SendAsync(request);
        return SignedIn.Of(await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).Token;
    }

    private static async Task<HttpStatusCode> SignInAsync(TestServer server, string username, string from)
    {
        using var request = AccessServer.Request(HttpMethod.Post, "/api/auth/login", body: new { username, password = "wrong" });
        request.Headers.Add("X-Forwarded-For", from);
        using var answer = await server.Client.SendAsync(request);
        return answer.StatusCode;
    }

    /// <summary>The first answer that is a refusal, after as many as the limit lets through and a few that came back meanwhile.</summary>
    private static async Task<HttpResponseMessage> ExhaustAsync(TestServer server, string token)
    {
        for (var i = 0; i < 10 * Few; i++)
        {
            using var request = AccessServer.Request(HttpMethod.Get, "/api/auth/me", token);
            var answer = await server.Client.SendAsync(request);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
                return answer;
            answer.Dispose();
        }

        throw new InvalidOperationException("No request was refused.");
    }

    private static async Task<HttpStatusCode> GetAsync(TestServer server, string path, string? token = null)
    {
        using var request = AccessServer.Request(HttpMethod.Get, path, token);
        using var answer = await server.Client.SendAsync(request);
        return answer.StatusCode;
    }
}
