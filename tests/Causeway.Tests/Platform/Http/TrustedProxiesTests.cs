using System.Net;
using System.Net.Http.Json;
using Causeway.Tests.Infrastructure;
using Dapper;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Platform.Http;

/// <summary>Whom we believe where a request comes from.</summary>
public sealed class TrustedProxiesTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Theory]
    [InlineData("", "203.0.113.9", "127.0.0.1")]
    [InlineData("10.0.0.0/8", "203.0.113.9", "127.0.0.1")]
    [InlineData("127.0.0.0/8", "203.0.113.9", "203.0.113.9")]
    [InlineData("127.0.0.0/8", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    // What the client wrote itself stands to the left of what the proxy added.
    [InlineData("127.0.0.0/8", "198.51.100.66, 203.0.113.9", "203.0.113.9")]
    [InlineData("127.0.0.0/8", "127.0.0.1, 203.0.113.9", "203.0.113.9")]
    [InlineData("127.0.0.0/8 10.0.0.0/8", "203.0.113.9, 10.1.2.3, 10.1.2.4", "203.0.113.9")]
    [InlineData("127.0.0.0/8", "nonsense", "127.0.0.1")]
    public async Task An_address_is_what_the_trusted_proxies_say_and_nobody_else(string trusted, string forwarded, string address)
    {
        await using var server = await StartAsync(trusted);

        await SignInAsync(server, ("X-Forwarded-For", forwarded));

        await using var db = await database.DataSource.OpenConnectionAsync();
        (await db.ExecuteScalarAsync<string>("select address from causeway.sign_in_failure order by ctid desc limit 1")).ShouldBe(address);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("127.0.0.0/8", true)]
    public async Task Whether_a_request_came_by_https_is_the_trusted_proxys_word(string trusted, bool believed)
    {
        await using var server = await StartAsync(trusted);

        using var answer = await SignInAsync(server, ("X-Forwarded-Proto", "https"));

        answer.Headers.Contains("Strict-Transport-Security").ShouldBe(believed);
    }

    [Fact]
    public async Task No_proxy_changes_the_host_that_our_own_origin_is_made_of()
    {
        await using var server = await StartAsync("127.0.0.0/8");

        using var answer = await SignInAsync(server, ("X-Forwarded-Host", "evil.example"), ("Origin", "http://evil.example"));

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private Task<TestServer> StartAsync(string trusted) => TestServer.StartAsync(
        database.DataSource,
        settings => settings with { TrustedProxies = [.. trusted.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(network => IPNetwork.Parse(network))] });

    private static async Task<HttpResponseMessage> SignInAsync(TestServer server, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/auth/login");
        request.Content = JsonContent.Create(new { username = $"nobody {Guid.NewGuid()}", password = "x", session = headers.Any(header => header.Name == "Origin") });
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await server.Client.SendAsync(request);
    }
}
