using System.Net;
using System.Text.RegularExpressions;
using Causeway.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Platform.Http;

/// <summary>What a browser is told not to do with our answers.</summary>
public sealed partial class SecurityHeadersTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Theory]
    [InlineData("GET", "/api/health", HttpStatusCode.OK)]
    [InlineData("GET", "/api/crm/leads", HttpStatusCode.Unauthorized)]
    [InlineData("GET", "/api/nothing", HttpStatusCode.NotFound)]
    [InlineData("DELETE", "/api/auth/login", HttpStatusCode.MethodNotAllowed)]
    // Its body is no JSON: this answer comes from where exceptions end.
    [InlineData("POST", "/api/auth/login", HttpStatusCode.BadRequest)]
    [InlineData("GET", "/openapi/v1.json", HttpStatusCode.OK)]
    public async Task An_answer_of_the_API_is_neither_sniffed_nor_framed_nor_run_nor_stored(string method, string path, HttpStatusCode status)
    {
        await using var server = await TestServer.StartAsync(database.DataSource);
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method == "POST")
            request.Content = new StringContent("{", System.Text.Encoding.UTF8, "application/json");

        using var answer = await server.Client.SendAsync(request);

        answer.StatusCode.ShouldBe(status);
        Header(answer, "X-Content-Type-Options").ShouldBe("nosniff");
        Header(answer, "X-Frame-Options").ShouldBe("DENY");
        Header(answer, "Content-Security-Policy").ShouldBe("default-src 'none'; frame-ancestors 'none'");
        Header(answer, "Cross-Origin-Resource-Policy").ShouldBe("same-origin");
        Header(answer, "Server").ShouldBeNull();
        if (path.StartsWith("/api", StringComparison.Ordinal))
            Header(answer, "Cache-Control")!.ShouldStartWith("no-store");
    }

    [Fact]
    public async Task The_page_of_the_documentation_works_under_a_policy_without_scripts_in_it()
    {
        await using var server = await TestServer.StartAsync(database.DataSource);

        using var answer = await server.Client.GetAsync("/docs/index.html");

        var policy = Header(answer, "Content-Security-Policy")!;
        policy.ShouldStartWith("default-src 'self'");
        policy.ShouldNotContain("script-src");
        var page = await answer.Content.ReadAsStringAsync();
        Scripts().Count(page).ShouldBeGreaterThan(0);
        Scripts().Matches(page).ShouldAllBe(script => script.Value.Contains("src=") && !script.Value.Contains("//"));
    }

    private static string? Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : null;

    [GeneratedRegex("<script[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex Scripts();
}
