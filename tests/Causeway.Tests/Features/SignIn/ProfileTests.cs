using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Causeway.Tests.Platform.Access;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Features.SignIn;

public sealed class ProfileTests(AccessServer access) : IClassFixture<AccessServer>
{
    private const string NewPassword = "a quiet lighthouse keeper";

    [Fact]
    public async Task Users_change_their_name_and_email()
    {
        var ada = await access.RegisterAsync("ada");

        using var answer = await access.SendAsync(HttpMethod.Patch, "/api/auth/me", ada.Token, new { full_name = "Ada Lovelace", email = "countess@example.com" });

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var user = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("user");
        user.GetProperty("full_name").GetString().ShouldBe("Ada Lovelace");
        user.GetProperty("name").GetString().ShouldBe("Ada Lovelace");
        user.GetProperty("email").GetString().ShouldBe("countess@example.com");
    }

    [Fact]
    public async Task Nobody_takes_anothers_email()
    {
        await access.RegisterAsync("grace");
        var mallory = await access.RegisterAsync("mallory");

        using var answer = await access.SendAsync(HttpMethod.Patch, "/api/auth/me", mallory.Token, new { email = "GRACE@example.com" });

        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Theory]
    [InlineData("role", "admin")]
    [InlineData("username", "admin2")]
    [InlineData("odoo_user_id", 2)]
    public async Task Nobody_changes_what_they_are(string member, object value)
    {
        var eve = await access.RegisterAsync($"eve.{member}");

        using var answer = await access.SendAsync(HttpMethod.Patch, "/api/auth/me", eve.Token, new Dictionary<string, object> { [member] = value });

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_new_password_needs_the_old_one()
    {
        var hedy = await access.RegisterAsync("hedy");

        using var answer = await ChangeAsync(hedy.Token, "not hers", NewPassword);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await DetailsAsync(answer)).ShouldBe(["old_password"]);
        await access.SignInAsync("hedy", AccessServer.Password);
    }

    [Fact]
    public async Task A_stolen_token_is_no_way_to_try_passwords()
    {
        var lise = await access.RegisterAsync("lise");
        for (var i = 0; i < 5; i++)
            (await ChangeAsync(lise.Token, $"guess number {i}", NewPassword)).Dispose();

        using var answer = await ChangeAsync(lise.Token, AccessServer.Password, NewPassword);

        answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task A_new_password_ends_every_other_sign_in()
    {
        var joan = await access.RegisterAsync("joan");
        var other = await access.SignInAsync("joan", AccessServer.Password);

        using var answer = await ChangeAsync(joan.Token, AccessServer.Password, NewPassword);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await MeAsync(joan.Token)).ShouldBe(HttpStatusCode.OK);
        (await MeAsync(other.Token)).ShouldBe(HttpStatusCode.Unauthorized);
        using var refresh = await access.SendAsync(HttpMethod.Post, "/api/auth/refresh", body: new { refresh_token = other.RefreshToken });
        refresh.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await access.SignInAsync("joan", NewPassword);
    }

    [Theory]
    [InlineData("password1")]
    [InlineData("marygold@example.com")]
    [InlineData(AccessServer.Password)]
    public async Task A_guessable_or_unchanged_password_is_refused(string password)
    {
        var mary = await access.RegisterAsync($"marygold{password.Length}");

        using var answer = await ChangeAsync(mary.Token, AccessServer.Password, password.Replace("marygold", $"marygold{password.Length}"));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await DetailsAsync(answer)).ShouldBe(["new_password"]);
    }

    private Task<HttpResponseMessage> ChangeAsync(string token, string oldPassword, string newPassword) =>
        access.SendAsync(HttpMethod.Post, "/api/auth/me/password", token, new { old_password = oldPassword, new_password = newPassword });

    private async Task<HttpStatusCode> MeAsync(string token)
    {
        using var answer = await access.SendAsync(HttpMethod.Get, "/api/auth/me", token);
        return answer.StatusCode;
    }

    private static async Task<IEnumerable<string>> DetailsAsync(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("details").EnumerateObject().Select(field => field.Name);
}
