using System.Net;
using Causeway.Tests.Features.GraphQlApi;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Conformance;

/// <summary>Contract 3.8: GraphQL.</summary>
[Collection(ConformanceServer.Name)]
public sealed class Contract38GraphQlTests(ConformanceServer server)
{
    [Theory]
    [InlineData("contacts(skip: 1, limit: 2, search: \"a\") { id name }")]
    [InlineData("contact(id: 1) { id name }")]
    [InlineData("products(skip: 1, limit: 2, search: \"a\") { id name }")]
    [InlineData("product(id: 1) { id name }")]
    [InlineData("leads(limit: 2, sort_by: name, filter: {active: {eq: true}}) { id activities { summary } }")]
    [InlineData("leads_connection(first: 2) { edges { cursor node { id } } page_info { end_cursor } }")]
    [InlineData("lead(id: 1) { id name stage { name } }")]
    [InlineData("opportunities(limit: 2) { id value }")]
    [InlineData("accounts(limit: 2) { id contacts { name } opportunities { name } invoices { amount_total } }")]
    [InlineData("account(id: 1) { id }")]
    [InlineData("invoices(limit: 2) { id }")]
    [InlineData("activities(limit: 2) { id }")]
    [InlineData("tasks(limit: 2) { id }")]
    [InlineData("task(id: \"00000000-0000-0000-0000-000000000000\") { id }")]
    [InlineData("users { id }")]
    [InlineData("me { id username }")]
    [InlineData("sync_runs(limit: 2) { id }")]
    [InlineData("records(model: \"crm.lead\", filter: {active: true}, limit: 2) { id values }")]
    public async Task Every_query_is_answered(string field)
    {
        var name = field.Split('(', ' ')[0];

        var data = await server.Admin.QueryAsync($"{{ {field} }}");

        data.EnumerateObject().Single().Name.ShouldBe(name);
        var byGet = await server.Admin.GetAsync($"/graphql?query={Uri.EscapeDataString($"{{ {field} }}")}");
        byGet.Expect(HttpStatusCode.OK)["data"].EnumerateObject().Single().Name.ShouldBe(name);
    }

    [Fact]
    public async Task Every_mutation_of_the_contract_answers_a_SyncResponse()
    {
        var types = await server.Admin.QueryAsync("""
            { mutations: __type(name: "Mutation") { fields { name type { name ofType { name } } } } response: __type(name: "SyncResponse") { fields { name } } }
            """);

        var mutations = types.GetProperty("mutations").GetProperty("fields").EnumerateArray().ToDictionary(
            field => field.GetProperty("name").GetString()!, field => field.GetProperty("type").GetProperty("ofType").GetProperty("name").GetString());
        mutations.Keys.ShouldBe(
            [
                "sync_contacts_from_odoo", "sync_products_from_odoo", "sync_all_from_odoo", "create_contact", "create_product",
                "create_lead", "update_lead", "delete_lead", "create_task", "update_task", "set_task_status", "delete_task",
            ],
            ignoreOrder: true);
        mutations.Values.Distinct().ShouldBe(["SyncResponse"]);
        types.GetProperty("response").GetProperty("fields").EnumerateArray().Select(field => field.GetProperty("name").GetString()).ShouldBe(
            ["success", "message", "odoo_id", "local_id", "errors", "sync_id", "created", "updated", "deleted"], ignoreOrder: true);
    }

    [Fact]
    public async Task Nobody_is_asked_to_sign_in_and_a_browser_is_shown_GraphiQL()
    {
        (await server.Anonymous.GraphQlAsync("{ me { id } }")).Code.ShouldBe(401);

        using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql");
        request.Headers.Accept.ParseAdd("text/html");
        using var page = await server.Http.SendAsync(request);
        page.Content.Headers.ContentType?.MediaType.ShouldBe("text/html");
    }

    [Theory]
    [InlineData("depth")]
    [InlineData("fields")]
    public async Task A_query_beyond_the_limits_is_refused_with_a_clear_error(string what)
    {
        var query = what == "depth"
            ? $"{{ leads {string.Concat(Enumerable.Repeat("{ partner ", 40))}{{ id }}{new string('}', 40)} }}"
            : $"{{ {string.Join(' ', Enumerable.Range(0, 5_000).Select(i => $"a{i}: leads {{ id }}"))} }}";

        var refused = await server.Admin.GraphQlAsync(query);

        refused.Json.TryGetProperty("data", out _).ShouldBeFalse();
        refused.Errors().ShouldHaveSingleItem().ShouldNotBeNullOrWhiteSpace();
    }
}
