using System.Net;
using Causeway.Tests.Infrastructure;
using Dapper;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Conformance;

/// <summary>The contacts-and-invoices sync (seeds/004.md): its documentation page with sign-in, its start, what it served.</summary>
[Collection(ConformanceServer.Name)]
public sealed class Seed004ContactsInvoicesTests(ConformanceServer server)
{
    [Fact]
    public async Task The_documentation_is_interactive_and_its_Authorize_button_signs_a_registered_user_in()
    {
        var (_, _, username) = await server.RegisterAsync();
        (await server.Anonymous.GetAsync("/docs/index.html")).Expect(HttpStatusCode.OK).Text.ShouldContain("swagger-ui");
        var document = (await server.Anonymous.GetAsync("/openapi/v1.json")).Expect(HttpStatusCode.OK);
        document["paths"].TryGetProperty("/api/auth/register", out _).ShouldBeTrue();
        var url = document["components"].GetProperty("securitySchemes").GetProperty("password").GetProperty("flows").GetProperty("password").GetProperty("tokenUrl").GetString()!;

        // As the button sends it.
        var token = (await server.Anonymous.SendAsync(HttpMethod.Post, url, new FormUrlEncodedContent(
            [new("grant_type", "password"), new("username", username), new("password", ConformanceServer.Password), new("client_id", ""), new("client_secret", "")]))).Expect(HttpStatusCode.OK);

        token["token_type"].GetString().ShouldBe("bearer");
        (await new Api(server.Http, token["access_token"].GetString()).GetAsync("/api/contacts")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_path_docs_leads_to_the_documentation()
    {
        var answer = await server.Anonymous.GetAsync("/docs");

        answer.Code.ShouldBeInRange(200, 308);
        (answer.Code == 200 ? "docs/index.html" : answer.Headers.Location!.OriginalString).ShouldContain("docs/index.html");
    }

    [Fact]
    public async Task Migrations_are_applied_at_the_start()
    {
        (await server.Anonymous.GetAsync("/health/ready")).Expect(HttpStatusCode.OK);
        await using var db = await server.Mirror.Database.OpenConnectionAsync();
        (await db.ExecuteScalarAsync<long>("select count(*) from causeway.migration")).ShouldBe(Causeway.Platform.Database.Migration.All.Count);
    }

    [Fact]
    public async Task Contacts_are_those_of_Odoo()
    {
        var odoo = (await server.Mirror.Control.DumpAsync("res.partner")).Keys;

        var total = (await server.Admin.GetAsync("/api/contacts?per_page=1"))["pagination"].GetProperty("total").GetInt64();

        total.ShouldBe(odoo.Count());
    }

    [Fact]
    public async Task Odoo_is_worked_with_through_utils()
    {
        var contacts = (await server.Admin.GetAsync("/api/utils/odoo/res.partner?fields=name&limit=1")).Expect(HttpStatusCode.OK);

        contacts["records"][0].GetProperty("name").GetString().ShouldNotBeNullOrEmpty();
        (await server.Lukas.GetAsync("/api/utils/odoo/res.partner")).Code.ShouldBe(403);
    }

    [Fact]
    public async Task Ours_invoices_are_those_that_the_caller_may_see()
    {
        var all = (await server.ByAdminKey.GetAsync("/api/invoices?per_page=100")).Expect(HttpStatusCode.OK);
        var his = (await server.Lukas.GetAsync("/api/invoices?per_page=100")).Expect(HttpStatusCode.OK);
        var foreign = all.Ids("invoices").Except(his.Ids("invoices")).First();

        his["pagination"].GetProperty("total").GetInt32().ShouldBeLessThan(all["pagination"].GetProperty("total").GetInt32());
        (await server.Lukas.GetAsync($"/api/invoices/{foreign}")).Code.ShouldBe(404);
    }
}
