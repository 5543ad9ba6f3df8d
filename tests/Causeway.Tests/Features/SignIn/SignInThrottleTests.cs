using System.Net;
using System.Net.Http.Json;
using Causeway.Tests.Platform.Access;
using Dapper;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Features.SignIn;

public sealed class SignInThrottleTests(AccessServer access) : IClassFixture<AccessServer>
{
    [Fact]
    public async Task The_sixth_wrong_password_has_to_wait_and_is_told_how_long()
    {
        await access.RegisterAsync("ada");
        await FailAsync("ada", times: 5);

        using var answer = await TryAsync("ada", AccessServer.Password);

        answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        answer.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromMinutes(15));
        access.Server.Clock.Advance(TimeSpan.FromMinutes(15));
        using var later = await TryAsync("ada", AccessServer.Password);
        later.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_unknown_name_has_to_wait_just_so()
    {
        await FailAsync("nobody", times: 5);

        using var answer = await TryAsync("nobody", "anything");

        answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Username_and_email_are_one_account()
    {
        await access.RegisterAsync("grace");
        await FailAsync("grace", times: 3);
        await FailAsync("grace@example.com", times: 2);

        using var answer = await TryAsync("GRACE", AccessServer.Password);

        answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task A_right_password_forgives_the_wrong_ones_before()
    {
        await access.RegisterAsync("hedy");
        await FailAsync("hedy", times: 4);
        await access.SignInAsync("hedy", AccessServer.Password);

        await FailAsync("hedy", times: 4);

        await access.SignInAsync("hedy", AccessServer.Password);
    }

    [Fact]
    public async Task Attempts_at_the_same_moment_get_no_further_than_attempts_in_a_row()
    {
        await access.RegisterAsync("joan");

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => TryAsync("joan", "not hers")));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.Unauthorized).ShouldBe(5);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.TooManyRequests).ShouldBe(7);
    }

    [Fact]
    public async Task Right_passwords_at_the_same_moment_all_get_in()
    {
        await access.RegisterAsync("mary");

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => TryAsync("mary", AccessServer.Password)));

        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_was_typed_as_a_name_is_not_kept()
    {
        await FailAsync("my secret password", times: 1);

        await using var connection = await access.Database.OpenConnectionAsync();
        var rows = await connection.QueryAsync<string>("select f::text from causeway.sign_in_failure f");
        rows.ShouldNotBeEmpty();
        rows.ShouldAllBe(row => !row.Contains("secret"));
    }

    private async Task FailAsync(string username, int times)
    {
        for (var i = 0; i < times; i++)
        {
            using var answer = await TryAsync(username, "not theirs");
            answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }
    }

    private Task<HttpResponseMessage> TryAsync(string username, string password) =>
        access.Client.PostAsJsonAsync("/api/auth/login", new { username, password });
}
