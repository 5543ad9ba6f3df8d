using System.Net;
using Causeway.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Platform.Http;

/// <summary>Whose pages may call the API from a browser.</summary>
public sealed class OtherOriginsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const string App = "https://app.example.com";

    [Theory]
    [InlineData(App, App, App)]
    [InlineData(App, "https://evil.example", null)]
    [InlineData(App, "https://app.example.com.evil.example", null)]
    [InlineData(App, "http://app.example.com", null)]
    [InlineData(App, "null", null)]
    [InlineData("", App, null)]
    [InlineData("*", "https://anybody.example", "*")]
    public async Task A_listed_origin_may_ask_beforehand_and_no_other(string listed, string origin, string? allowed)
    {
        await using var server = await StartAsync(listed);

        using var answer = await SendAsync(server, HttpMethod.Options, "/api/crm/leads/1", origin, ("Access-Control-Request-Method", "PUT"), ("Access-Control-Request-Headers", "authorization,if-match"));

        Header(answer, "Access-Control-Allow-Origin").ShouldBe(allowed);
        if (allowed is not null)
        {
            Header(answer, "Access-Control-Allow-Methods")!.ShouldContain("PUT");
            Header(answer, "Access-Control-Allow-Headers")!.ShouldContain("if-match");
        }
    }

    [Theory]
    [InlineData("/api/crm/leads", HttpStatusCode.Unauthorized)]
    [InlineData("/api/nothing", HttpStatusCode.NotFound)]
    [InlineData("/api/health", HttpStatusCode.OK)]
    public async Task Every_answer_can_be_read_there_with_our_own_headers_errors_too(string path, HttpStatusCode status)
    {
        await using var server = await StartAsync(App);

        using var answer = await SendAsync(server, HttpMethod.Get, path, App);

        answer.StatusCode.ShouldBe(status);
        Header(answer, "Access-Control-Allow-Origin").ShouldBe(App);
        Header(answer, "Access-Control-Expose-Headers")!.ShouldContain("X-Changes-Position");
    }

    [Theory]
    [InlineData(App)]
    [InlineData("*")]
    public async Task Our_cookie_is_never_theirs_to_use(string listed)
    {
        await using var server = await StartAsync(listed);

        foreach (var method in new[] { HttpMethod.Options, HttpMethod.Get })
        {
            using var answer = await SendAsync(server, method, "/api/health", App, ("Access-Control-Request-Method", "GET"));
            answer.Headers.Contains("Access-Control-Allow-Credentials").ShouldBeFalse();
        }
    }

    private Task<TestServer> StartAsync(string listed) =>
        TestServer.StartAsync(database.DataSource, settings => settings with { CorsOrigins = listed.Length > 0 ? [listed] : [] });

    private static async Task<HttpResponseMessage> SendAsync(TestServer server, HttpMethod method, string path, string origin, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Origin", origin);
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return await server.Client.SendAsync(request);
    }

    private static string? Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : null;
}
