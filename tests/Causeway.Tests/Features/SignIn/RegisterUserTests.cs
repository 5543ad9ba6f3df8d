using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Causeway.Platform.Settings;
using Causeway.Tests.Infrastructure;
using Causeway.Tests.Platform.Access;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Features.SignIn;

public sealed class RegisterUserTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task With_open_registration_a_new_user_is_in_at_once()
    {
        await using var server = await StartAsync(Registration.Open);

        using var answer = await RegisterAsync(server, Ada("ada"));

        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        var body = await BodyAsync(answer);
        body.GetProperty("message").GetString().ShouldBe("User registered successfully");
        body.GetProperty("user").GetProperty("approval_status").GetString().ShouldBe("approved");
        body.GetProperty("user").GetProperty("role").GetString().ShouldBe("member");
        (await StatusAsync(server, HttpMethod.Get, "/api/users", body)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task With_approval_a_new_user_sees_themselves_and_nothing_else_until_an_administrator_says_so()
    {
        await using var server = await StartAsync(Registration.Approval);
        using var answer = await RegisterAsync(server, Ada("grace"));
        var body = await BodyAsync(answer);

        (await StatusAsync(server, HttpMethod.Get, "/api/auth/me", body)).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(server, HttpMethod.Get, "/api/users", body)).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync(server, HttpMethod.Patch, "/api/auth/me", body, new { full_name = "Grace" })).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync(server, HttpMethod.Post, "/api/auth/me/password", body, new { old_password = "a", new_password = "b" })).ShouldBe(HttpStatusCode.Forbidden);

        using var approve = AccessServer.Request(HttpMethod.Patch, $"/api/auth/users/{SignedIn.Of(body).Id}", body: new { approval_status = "approved" });
        approve.Headers.Add("X-ODOO-API-KEY", AccessServer.AdminApiKey);
        (await server.Client.SendAsync(approve)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(server, HttpMethod.Get, "/api/users", body)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task With_registration_disabled_nobody_registers()
    {
        await using var server = await StartAsync(Registration.Disabled);

        using var answer = await RegisterAsync(server, Ada("hedy"));

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("JOAN", "other@example.com")]
    [InlineData("joan2", "Joan@Example.com")]
    public async Task A_taken_username_or_email_is_a_conflict_in_any_case(string username, string email)
    {
        await using var server = await StartAsync(Registration.Open);
        (await RegisterAsync(server, Ada("joan"))).Dispose();

        using var answer = await RegisterAsync(server, new { username, email, password = AccessServer.Password, full_name = "Another Joan" });

        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Every_bad_field_is_named_at_once()
    {
        await using var server = await StartAsync(Registration.Open);

        using var answer = await RegisterAsync(server, new { username = "a@b", email = "nowhere", password = "password1", full_name = "\u0007" });

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await BodyAsync(answer)).GetProperty("details").EnumerateObject().Select(field => field.Name)
            .ShouldBe(["username", "email", "full_name", "password"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("role", "admin")]
    [InlineData("is_super_admin", true)]
    [InlineData("approval_status", "approved")]
    [InlineData("odoo_user_id", 2)]
    public async Task Nobody_registers_as_more_than_they_are(string member, object value)
    {
        await using var server = await StartAsync(Registration.Open);

        using var answer = await RegisterAsync(server, new Dictionary<string, object>
        {
            ["username"] = "mallory",
            ["email"] = "mallory@example.com",
            ["password"] = AccessServer.Password,
            ["full_name"] = "Mallory",
            [member] = value,
        });

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static object Ada(string username) => new
    {
        username,
        email = $"{username}@example.com",
        password = AccessServer.Password,
        full_name = $"The {username}",
    };

    private Task<TestServer> StartAsync(Registration policy) => TestServer.StartAsync(database.DataSource, settings => settings with
    {
        Registration = policy,
        AdminPassword = AccessServer.AdminPassword,
        AdminApiKey = AccessServer.AdminApiKey,
    });

    private static Task<HttpResponseMessage> RegisterAsync(TestServer server, object body) =>
        server.Client.PostAsJsonAsync("/api/auth/register", body);

    private static async Task<HttpStatusCode> StatusAsync(TestServer server, HttpMethod method, string path, JsonElement signIn, object? body = null)
    {
        using var request = AccessServer.Request(method, path, SignedIn.Of(signIn).Token, body);
        using var answer = await server.Client.SendAsync(request);
        return answer.StatusCode;
    }

    private static Task<JsonElement> BodyAsync(HttpResponseMessage answer) => answer.Content.ReadFromJsonAsync<JsonElement>();
}
