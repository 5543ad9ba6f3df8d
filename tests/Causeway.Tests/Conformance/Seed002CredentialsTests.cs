using System.Net;
using System.Text;
using Causeway.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Conformance;

/// <summary>
/// Odoo credentials of each user (seeds/002.md): its calls under /api/v1 and its GraphQL call, their answers byte for byte.
/// </summary>
[Collection(ConformanceServer.Name)]
public sealed class Seed002CredentialsTests(ConformanceServer server)
{
    private const string Route = "/api/v1/profile/odoo-credentials";

    private const string Credentials = """
        {
          "odoo_username": "admin",
          "odoo_password": "admin",
          "odoo_database": "odoo_db"
        }
        """;

    [Fact]
    public async Task The_script_of_the_guide_works_and_each_answer_is_as_shown()
    {
        var (_, _, username) = await server.RegisterAsync();
        var auth = await server.Anonymous.SendAsync(
            HttpMethod.Post, "/api/v1/auth/token", new FormUrlEncodedContent([new("username", username), new("password", ConformanceServer.Password)]));
        var user = new Api(server.Http, auth.Expect(HttpStatusCode.OK)["access_token"].GetString());

        var tested = await SendAsync(user, HttpMethod.Post, $"{Route}/test", Credentials);
        var set = await SendAsync(user, HttpMethod.Post, Route, Credentials);
        var got = await user.GetAsync(Route);
        var deleted = await user.DeleteAsync(Route);

        tested.Expect(HttpStatusCode.OK).ShouldShow(
            """
            {
              "message": "Odoo credentials test successful",
              "odoo_uid": 1,
              "contact_count": 15,
              "product_count": 23,
              "odoo_url": "http://localhost:8069",
              "odoo_database": "odoo_db"
            }
            """,
            varying: ["odoo_uid", "contact_count", "product_count", "odoo_url"]);
        set.Expect(HttpStatusCode.OK).ShouldShow(
            """
            {
              "message": "Odoo credentials updated successfully",
              "odoo_uid": 1,
              "odoo_url": "http://localhost:8069",
              "odoo_database": "odoo_db"
            }
            """,
            varying: ["odoo_uid", "odoo_url"]);
        ShouldBeSavedWithoutSecret(got);
        deleted.Expect(HttpStatusCode.OK).ShouldShow("""{ "message": "Odoo credentials deleted successfully" }""");
        (await user.GetAsync(Route)).Expect(HttpStatusCode.NotFound)["error"].GetString().ShouldNotBeNullOrEmpty();
    }

    /// <summary>Ours: the stored password is not returned; its member is null.</summary>
    private static void ShouldBeSavedWithoutSecret(ApiAnswer got)
    {
        got.Expect(HttpStatusCode.OK).ShouldShow(
            """
            {
              "odoo_username": "admin",
              "odoo_password": null,
              "odoo_database": "odoo_db"
            }
            """,
            added: ["odoo_url", "has_password", "odoo_uid", "connection_id", "private", "refused_at", "refusal"]);
        got["has_password"].GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Credentials_that_Odoo_does_not_take_are_refused_and_not_saved()
    {
        var (user, _, _) = await server.RegisterAsync();

        var refused = await SendAsync(user, HttpMethod.Post, Route, Credentials.Replace("\"odoo_password\": \"admin\"", "\"odoo_password\": \"wrong\"", StringComparison.Ordinal));

        refused.Code.ShouldBe(422);
        refused["error"].GetString().ShouldBe(refused["detail"].GetString());
        (await user.GetAsync(Route)).Code.ShouldBe(404);
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("POST", "")]
    [InlineData("POST", "/test")]
    [InlineData("DELETE", "")]
    public async Task Nobody_has_credentials_without_a_token(string method, string path) =>
        (await SendAsync(server.Anonymous, new HttpMethod(method), Route + path, method == "POST" ? Credentials : null)).Code.ShouldBe(401);

    [Fact]
    public async Task Everybody_has_their_own()
    {
        var (one, _, _) = await server.RegisterAsync();
        var (other, _, _) = await server.RegisterAsync();
        var sofia = server.Person("sofia.rossi");
        (await one.PostAsync(Route, new { odoo_username = sofia.Login, odoo_password = sofia.ApiKey, odoo_database = "odoo_db" })).Expect(HttpStatusCode.OK);

        (await other.GetAsync(Route)).Code.ShouldBe(404);
        (await one.GetAsync(Route)).Expect(HttpStatusCode.OK)["odoo_username"].GetString().ShouldBe(sofia.Login);
        (await one.DeleteAsync("/api/profile/odoo-credentials")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_sync_by_GraphQL_is_answered_in_its_words()
    {
        var (user, _, _) = await server.RegisterAsync();
        var james = server.Person("james.walsh");
        (await user.PostAsync(Route, new { odoo_username = james.Login, odoo_password = james.ApiKey, odoo_database = "odoo_db" })).Expect(HttpStatusCode.OK);

        (await SyncAsync(user, "success message")).ShouldBe("""{"success":true,"message":"Odoo contact sync completed successfully"}""");
    }

    [Fact]
    public async Task A_sync_without_credentials_is_refused_to_the_letter()
    {
        var (user, _, _) = await server.RegisterAsync();

        (await SyncAsync(user, "success message")).ShouldBe("""{"success":false,"message":"User has no Odoo credentials configured"}""");
        (await SyncAsync(user, "success message errors")).ShouldBe(
            """{"success":false,"message":"User has no Odoo credentials configured","errors":["User has no Odoo credentials configured"]}""");
    }

    [Fact]
    public async Task A_sync_with_credentials_that_Odoo_no_longer_takes_is_refused_to_the_letter()
    {
        var claire = server.Person("claire.moreau");
        var (user, _, _) = await server.RegisterAsync();
        (await user.PostAsync(Route, new { odoo_username = claire.Login, odoo_password = claire.ApiKey, odoo_database = "odoo_db" })).Expect(HttpStatusCode.OK);
        await server.Mirror.Control.RevokeKeyAsync(claire.ApiKey);

        const string Refused = """{"success":false,"message":"Odoo contact sync failed: Invalid Odoo credentials","errors":["Invalid Odoo credentials"]}""";
        (await SyncAsync(user, "success message errors")).ShouldBe(Refused);
        (await SyncAsync(user, "success message errors")).ShouldBe(Refused, "the refusal is remembered, and told in the same words");
    }

    /// <summary>The call of the guide's examples, and the bytes of what it answers.</summary>
    private static async Task<string> SyncAsync(Api user, string members)
    {
        var answer = await SendAsync(user, HttpMethod.Post, "/graphql", $$"""{ "query": "mutation { sync_contacts_from_odoo { {{members}} } }" }""");
        const string Start = """{"data":{"sync_contacts_from_odoo":""";
        answer.Expect(HttpStatusCode.OK).Text.ShouldStartWith(Start);
        return answer.Text[Start.Length..^2];
    }

    private static Task<ApiAnswer> SendAsync(Api api, HttpMethod method, string path, string? body) =>
        api.SendAsync(method, path, body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"));
}
