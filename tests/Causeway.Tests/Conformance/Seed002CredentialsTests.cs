using System.Net;
using System.Text;
using Causeway.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Conformance;

/// <summary>
/// Odoo credentials of each user (seeds/002.md): its calls under /api/v1, its answers byte for byte. Its GraphQL call comes
/// with GraphQL.
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

    private static Task<ApiAnswer> SendAsync(Api api, HttpMethod method, string path, string? body) =>
        api.SendAsync(method, path, body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"));
}
