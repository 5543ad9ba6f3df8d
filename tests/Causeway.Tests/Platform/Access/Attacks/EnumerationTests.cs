using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Causeway.Tests.Infrastructure;
using Causeway.Tests.Mirror;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Platform.Access.Attacks;

/// <summary>
/// Whoever tries names learns nothing of who has an account, nor of what kind: one status, one body, the same headers. The time
/// is judged by its distribution, in <c>bench sign-in</c>.
/// </summary>
public sealed class EnumerationTests(SharedMirror shared) : IClassFixture<SharedMirror>, IAsyncLifetime
{
    private const string Wrong = "not the password of anybody";

    private readonly MirrorServer mirror = shared.Mirror;

    public async ValueTask InitializeAsync()
    {
        foreach (var (username, change) in new (string, object?)[] { ("member", new { approval_status = "approved" }), ("former", new { approval_status = "approved", is_active = false }), ("waiting", null), ("rejected", new { approval_status = "rejected" }) })
            await EnsureAsync(username, change);
        // Known by Odoo alone: there is no password here to be wrong.
        await mirror.SignInAsync("sofia.rossi");
    }

    [Theory]
    [InlineData("/api/auth/login", "member")]
    [InlineData("/api/auth/login", "member@example.com")]
    [InlineData("/api/auth/login", "former")]
    [InlineData("/api/auth/login", "waiting")]
    [InlineData("/api/auth/login", "rejected")]
    [InlineData("/api/auth/login", "admin")]
    [InlineData("/api/auth/login", "sofia.rossi")]
    [InlineData("/api/auth/token", "member")]
    [InlineData("/api/auth/token", "former")]
    [InlineData("/api/auth/token", "sofia.rossi")]
    [InlineData("/api/login", "sofia.rossi")]
    [InlineData("/api/login", "daniel.nowak")]
    [InlineData("/api/login", "member")]
    public async Task A_name_that_somebody_has_gets_the_answer_that_nobodys_gets(string route, string known)
    {
        var (unknown, answer) = (await TryAsync(route, "nobody.at.all"), await TryAsync(route, known));

        answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
        Telling(answer).ShouldBe(Telling(unknown));
    }

    [Fact]
    public async Task Nobody_is_told_whom_their_email_is_like()
    {
        var member = await Api.SignInAsync(mirror.Server.Client, "/api/auth/login", new { username = "member", password = AccessServer.Password });
        (await member.PatchAsync("/api/auth/me", new { email = "anna.keller@meridian-office.example" })).Expect(HttpStatusCode.OK);

        var answer = (await member.PostAsync("/api/auth/relink-odoo")).Expect(HttpStatusCode.OK);

        answer.Text.ShouldNotContain("Anna");
        answer.Json.EnumerateObject().Where(field => field.Name.StartsWith("odoo_", StringComparison.Ordinal)).ShouldAllBe(field => field.Value.ValueKind == JsonValueKind.Null);
        (await member.PatchAsync("/api/auth/me", new { email = "member@example.com" })).Expect(HttpStatusCode.OK);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<ApiAnswer> TryAsync(string route, string name)
    {
        // Failures are counted by name and address: each try begins as if there had been none.
        mirror.Clock.Advance(TimeSpan.FromMinutes(16));
        var nobody = new Api(mirror.Server.Client);
        return route switch
        {
            "/api/auth/token" => await nobody.SendAsync(HttpMethod.Post, route, new FormUrlEncodedContent([new("username", name), new("password", Wrong)])),
            "/api/login" => await nobody.PostAsync(route, new { username = name, api_key = Wrong }),
            _ => await nobody.PostAsync(route, new { username = name, password = Wrong }),
        };
    }

    /// <summary>All of an answer but what belongs to the moment.</summary>
    private static string Telling(ApiAnswer answer)
    {
        var body = JsonNode.Parse(answer.Text)!.AsObject();
        body.Remove("trace_id");
        var headers = answer.Headers.Concat(answer.ContentHeaders).Where(header => header.Key is not "Date").OrderBy(header => header.Key, StringComparer.Ordinal);
        return $"{answer.Code} {body} {string.Join('\n', headers.Select(header => $"{header.Key}: {string.Join(',', header.Value)}"))}";
    }

    private async Task EnsureAsync(string username, object? change)
    {
        if ((await mirror.Admin.GetAsync($"/api/auth/users?q={username}@example.com"))["users"].GetArrayLength() > 0)
            return;
        (await new Api(mirror.Server.Client).PostAsync("/api/auth/register", new { username, email = $"{username}@example.com", password = AccessServer.Password, full_name = "Somebody" })).Expect(HttpStatusCode.Created);
        var id = (await mirror.Admin.GetAsync($"/api/auth/users?q={username}@example.com"))["users"][0].GetProperty("id").GetString();
        if (change is not null)
            (await mirror.Admin.PatchAsync($"/api/auth/users/{id}", change)).Expect(HttpStatusCode.OK);
    }
}
