using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Causeway.Tests.Platform.Access;
using Dapper;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Features.SignIn;

public sealed class LocalSignInTests(AccessServer access) : IClassFixture<AccessServer>
{
    [Fact]
    public async Task The_right_password_gives_tokens_and_the_user()
    {
        await access.RegisterAsync("ada");

        using var answer = await PostAsync(new { username = "ada", password = AccessServer.Password });

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var body = await BodyAsync(answer);
        body.GetProperty("message").GetString().ShouldBe("Login successful");
        body.GetProperty("token").GetString().ShouldBe(body.GetProperty("access_token").GetString());
        body.GetProperty("token_type").GetString().ShouldBe("bearer");
        body.GetProperty("expires_in").GetInt32().ShouldBe(86_400);
        var user = body.GetProperty("user");
        user.GetProperty("username").GetString().ShouldBe("ada");
        user.GetProperty("role").GetString().ShouldBe("member");
        user.GetProperty("auth_provider").GetString().ShouldBe("local");
        user.EnumerateObject().ShouldNotContain(member => member.Name.Contains("password_hash") || member.Name.Contains("token"));
    }

    [Theory]
    [InlineData("GRACE")]
    [InlineData("grace@example.com")]
    [InlineData(" Grace@Example.com ")]
    public async Task A_name_is_found_by_username_or_email_in_any_case(string name)
    {
        await EnsureAsync("grace");

        using var answer = await PostAsync(new { username = name, password = AccessServer.Password });

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_email_may_be_sent_as_email()
    {
        await EnsureAsync("grace");

        using var answer = await PostAsync(new { email = "grace@example.com", password = AccessServer.Password });

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("not hers")]
    [InlineData("no text \uFFFE")]
    public async Task A_wrong_password_and_an_unknown_name_get_the_same_answer(string password)
    {
        await EnsureAsync("grace");

        using var wrong = await PostAsync(new { username = "grace", password });
        using var unknown = await PostAsync(new { username = "nobody", password = "not theirs" });

        wrong.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        unknown.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var (first, second) = (await BodyAsync(wrong), await BodyAsync(unknown));
        first.GetProperty("detail").GetString().ShouldBe(second.GetProperty("detail").GetString());
        first.GetProperty("error").GetString().ShouldBe(first.GetProperty("detail").GetString());
        first.GetProperty("trace_id").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Every_missing_field_is_named_at_once()
    {
        using var answer = await PostAsync(new { });

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await BodyAsync(answer)).GetProperty("details").EnumerateObject().Select(field => field.Name).ShouldBe(["username", "password"]);
    }

    [Theory]
    [InlineData("\0")]
    [InlineData("' or 1=1 --")]
    [InlineData("%")]
    public async Task A_name_that_nobody_can_have_is_unknown(string name)
    {
        using var answer = await PostAsync(new { username = name, password = AccessServer.Password });

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_hash_of_less_work_is_made_anew_at_the_next_sign_in()
    {
        await access.RegisterAsync("hedy");
        var weak = new Microsoft.AspNetCore.Identity.PasswordHasher<object>().HashPassword(this, AccessServer.Password);
        await using var connection = await access.Database.OpenConnectionAsync();
        await connection.ExecuteAsync("update causeway.app_user set password_hash = @weak where username = 'hedy'", new { weak });

        await access.SignInAsync("hedy", AccessServer.Password);

        var stored = await connection.ExecuteScalarAsync<string>("select password_hash from causeway.app_user where username = 'hedy'");
        stored!.Length.ShouldBe(weak.Length);
        stored.ShouldNotBe(weak);
        await access.SignInAsync("hedy", AccessServer.Password);
    }

    [Fact]
    public async Task The_OAuth2_form_gives_tokens_too()
    {
        await EnsureAsync("grace");

        using var answer = await access.Client.PostAsync("/api/auth/token", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "password",
            ["username"] = "grace",
            ["password"] = AccessServer.Password,
            ["scope"] = "",
            ["client_id"] = "swagger",
        }));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var token = (await BodyAsync(answer)).GetProperty("access_token").GetString();
        using var me = await access.SendAsync(HttpMethod.Get, "/api/auth/me", token);
        me.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Another_grant_is_refused()
    {
        using var answer = await access.Client.PostAsync("/api/auth/token", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
        }));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await BodyAsync(answer)).GetProperty("details").GetProperty("grant_type")[0].GetString().ShouldBe("must be password or refresh_token");
    }

    private async Task EnsureAsync(string username)
    {
        await using var connection = await access.Database.OpenConnectionAsync();
        if (!await connection.ExecuteScalarAsync<bool>("select exists (select from causeway.app_user where username = @username)", new { username }))
            await access.RegisterAsync(username);
    }

    private Task<HttpResponseMessage> PostAsync(object body) => access.Client.PostAsJsonAsync("/api/auth/login", body);

    private static Task<JsonElement> BodyAsync(HttpResponseMessage answer) => answer.Content.ReadFromJsonAsync<JsonElement>();
}
