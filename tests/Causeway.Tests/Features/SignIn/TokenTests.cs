using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Causeway.Tests.Platform.Access;
using Dapper;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Features.SignIn;

public sealed class TokenTests(AccessServer access) : IClassFixture<AccessServer>
{
    [Fact]
    public async Task A_refresh_token_gives_the_next_pair()
    {
        var ada = await access.RegisterAsync("ada");

        var next = await RefreshAsync(ada.RefreshToken);

        next.RefreshToken.ShouldNotBe(ada.RefreshToken);
        (await MeAsync(next.Token)).ShouldBe(HttpStatusCode.OK);
        (await MeAsync(ada.Token)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_refresh_token_that_comes_again_ends_its_whole_family()
    {
        var grace = await access.RegisterAsync("grace");
        var other = await access.SignInAsync("grace", AccessServer.Password);
        var next = await RefreshAsync(grace.RefreshToken);

        using var again = await TryRefreshAsync(grace.RefreshToken);

        again.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await MeAsync(grace.Token)).ShouldBe(HttpStatusCode.Unauthorized);
        (await MeAsync(next.Token)).ShouldBe(HttpStatusCode.Unauthorized);
        using var newest = await TryRefreshAsync(next.RefreshToken);
        newest.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await MeAsync(other.Token)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_refresh_token_used_twice_at_once_gives_one_pair()
    {
        var ida = await access.RegisterAsync("ida");

        var answers = await Task.WhenAll(TryRefreshAsync(ida.RefreshToken), TryRefreshAsync(ida.RefreshToken));

        answers.Count(answer => answer.IsSuccessStatusCode).ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public async Task An_access_token_renews_itself_within_its_family()
    {
        var hedy = await access.RegisterAsync("hedy");

        using var answer = await access.SendAsync(HttpMethod.Post, "/api/auth/refresh", hedy.Token);

        var next = SignedIn.Of(await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>());
        using var old = await TryRefreshAsync(hedy.RefreshToken);
        old.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await MeAsync(next.Token)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("cwr_nothing")]
    [InlineData("\0")]
    public async Task What_is_no_refresh_token_is_refused(string token)
    {
        using var answer = await TryRefreshAsync(token);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Nothing_to_renew_by_is_refused()
    {
        using var answer = await access.SendAsync(HttpMethod.Post, "/api/auth/refresh");

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Signing_out_ends_this_sign_in_and_no_other()
    {
        var joan = await access.RegisterAsync("joan");
        var other = await access.SignInAsync("joan", AccessServer.Password);

        using var answer = await access.SendAsync(HttpMethod.Post, "/api/auth/logout", joan.Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await MeAsync(joan.Token)).ShouldBe(HttpStatusCode.Unauthorized);
        using var refresh = await TryRefreshAsync(joan.RefreshToken);
        refresh.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await MeAsync(other.Token)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_them_all()
    {
        var mary = await access.RegisterAsync("mary");
        var other = await access.SignInAsync("mary", AccessServer.Password);

        using var answer = await access.SendAsync(HttpMethod.Post, "/api/auth/logout", mary.Token, new { everywhere = true });

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await MeAsync(mary.Token)).ShouldBe(HttpStatusCode.Unauthorized);
        (await MeAsync(other.Token)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_token_expires_and_its_refresh_token_goes_on()
    {
        var rosa = await access.RegisterAsync("rosa");

        access.Server.Clock.Advance(TimeSpan.FromHours(24));

        (await MeAsync(rosa.Token)).ShouldBe(HttpStatusCode.Unauthorized);
        (await MeAsync((await RefreshAsync(rosa.RefreshToken)).Token)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task No_renewal_reaches_beyond_the_longest_session()
    {
        var vera = await access.RegisterAsync("vera");
        access.Server.Clock.Advance(TimeSpan.FromDays(30) - TimeSpan.FromHours(1));

        var last = await RefreshAsync(vera.RefreshToken);

        (await MeAsync(last.Token)).ShouldBe(HttpStatusCode.OK);
        access.Server.Clock.Advance(TimeSpan.FromHours(1));
        (await MeAsync(last.Token)).ShouldBe(HttpStatusCode.Unauthorized);
        using var beyond = await TryRefreshAsync(last.RefreshToken);
        beyond.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task No_token_is_in_the_database_as_it_is()
    {
        var lise = await access.RegisterAsync("lise");

        await using var connection = await access.Database.OpenConnectionAsync();
        var rows = await connection.QueryAsync<string>(
            """
            select t::text from causeway.refresh_token t
            union all
            select s::text from causeway.session s
            union all
            select u::text from causeway.app_user u
            """);
        rows.ShouldAllBe(row => !row.Contains(lise.RefreshToken) && !row.Contains(lise.Token) && !row.Contains(AccessServer.Password));
        access.Server.Logs.Text.ShouldNotContain(lise.RefreshToken);
        access.Server.Logs.Text.ShouldNotContain(lise.Token);
        access.Server.Logs.Text.ShouldNotContain(AccessServer.Password);
    }

    private async Task<HttpStatusCode> MeAsync(string token)
    {
        using var answer = await access.SendAsync(HttpMethod.Get, "/api/auth/me", token);
        return answer.StatusCode;
    }

    private async Task<SignedIn> RefreshAsync(string token)
    {
        using var answer = await TryRefreshAsync(token);
        return SignedIn.Of(await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>());
    }

    private Task<HttpResponseMessage> TryRefreshAsync(string token) =>
        access.SendAsync(HttpMethod.Post, "/api/auth/refresh", body: new { refresh_token = token });
}
