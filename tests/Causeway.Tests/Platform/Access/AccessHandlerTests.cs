using System.Net;
using Causeway.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Platform.Access;

public sealed class AccessHandlerTests(AccessServer access) : IClassFixture<AccessServer>
{
    [Fact]
    public async Task Without_a_credential_the_answer_says_what_to_send()
    {
        using var answer = await access.Client.GetAsync("/api/users");

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task The_admin_key_is_an_administrator_without_an_account()
    {
        (await ByKeyAsync("/api/auth/users", AccessServer.AdminApiKey)).ShouldBe(HttpStatusCode.OK);
        (await ByKeyAsync("/api/auth/me", AccessServer.AdminApiKey)).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("")]
    [InlineData("the key of the hous")]
    [InlineData("another key")]
    public async Task A_wrong_admin_key_opens_nothing(string key) =>
        (await ByKeyAsync("/api/users", key)).ShouldBe(HttpStatusCode.Unauthorized);

    [Fact]
    public async Task Without_the_setting_no_admin_key_opens_anything()
    {
        await using var server = await TestServer.StartAsync(access.Database);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/users");
        request.Headers.Add("X-ODOO-API-KEY", "");

        using var answer = await server.Client.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_wrong_credential_is_not_made_good_by_another()
    {
        var ada = await access.RegisterAsync("ada");
        using var request = AccessServer.Request(HttpMethod.Get, "/api/users", ada.Token);
        request.Headers.Add("X-ODOO-API-KEY", "another key");

        using var answer = await access.Client.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("cw_personal")]
    [InlineData("eyJhbGciOiJub25lIn0.eyJyb2xlIjoiYWRtaW4ifQ.")]
    public async Task A_token_that_is_not_ours_is_named_as_the_reason(string token)
    {
        using var answer = await access.SendAsync(HttpMethod.Get, "/api/users", token);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer error=\"invalid_token\"");
    }

    [Fact]
    public async Task An_open_route_does_not_mind_a_stale_credential()
    {
        await access.RegisterAsync("grace");
        using var request = AccessServer.Request(HttpMethod.Post, "/api/auth/login", "stale", new { username = "grace", password = AccessServer.Password });

        using var answer = await access.Client.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private async Task<HttpStatusCode> ByKeyAsync(string path, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("X-ODOO-API-KEY", key);
        using var answer = await access.Client.SendAsync(request);
        return answer.StatusCode;
    }
}
