using System.Net;
using System.Text.Json;
using Causeway.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Conformance;

/// <summary>Contract 1, on every list of Odoo's records.</summary>
[Collection(ConformanceServer.Name)]
public sealed class Contract1GroundRulesTests(ConformanceServer server)
{
    public static TheoryData<string, string> Lists => new()
    {
        { "crm/leads", "leads" },
        { "opportunities", "opportunities" },
        { "accounts/real", "accounts" },
        { "contacts", "contacts" },
        { "invoices", "invoices" },
        { "receivables", "invoices" },
        { "products", "products" },
        { "activities", "activities" },
        { "crm/tags", "tags" },
        { "crm/stages", "stages" },
        { "crm/teams", "teams" },
        { "crm/users", "users" },
        { "records/crm.lead", "records" },
    };

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task A_list_names_its_connection_its_state_and_its_position_and_is_not_sent_twice(string route, string collection)
    {
        await new ContractRecords(server).MakeAsync("activity");

        var list = (await server.Admin.GetAsync($"/api/{route}?per_page=2")).Expect(HttpStatusCode.OK);

        list.Header("X-Connection").ShouldBe($"{server.Mirror.ConnectionId}");
        list.Header("X-Data-As-Of").ShouldNotBeNullOrEmpty();
        list.Header("X-Changes-Position").ShouldNotBeNullOrEmpty();
        Fields.Check(list.Json, $"{collection}![id odoo_url! last_synced!] {ContractCall.Pagination}").ShouldBeEmpty();
        (await server.Admin.GetAsync($"/api/{route}?per_page=2", ("If-None-Match", list.ETag))).Expect(HttpStatusCode.NotModified);
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task A_list_is_paged_by_number_by_cursor_and_as_CSV_to_the_same_records(string route, string collection)
    {
        var all = await PagesAsync(route, collection, page => page["pagination"].GetProperty("has_next").GetBoolean() ? $"&page={page["pagination"].GetProperty("page").GetInt32() + 1}" : null);

        (await PagesAsync(route, collection, page => page["pagination"].GetProperty("next_cursor").GetString() is { } cursor ? $"&cursor={Uri.EscapeDataString(cursor)}" : null)).ShouldBe(all);
        var csv = await server.Admin.GetAsync($"/api/{route}?sort_by=id&count=none", ("Accept", "text/csv"));
        csv.ContentHeaders.ContentType!.MediaType.ShouldBe("text/csv");
        Csv.Parse(csv.Text.TrimStart('\uFEFF')).Select(row => long.Parse(row["id"])).ShouldBe(all);
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task A_list_refuses_what_it_does_not_know_naming_each(string route, string collection)
    {
        var refused = (await server.Admin.GetAsync($"/api/{route}?page=0&per_page=x&sort_order=up")).Expect(HttpStatusCode.BadRequest);

        refused.BadFields.ShouldBe(["page", "per_page", "sort_order"]);
        (await server.Admin.GetAsync($"/api/{route}?sort_by={collection}_nonsense")).BadFields.ShouldBe(["sort_by"]);
        (await server.Admin.GetAsync($"/api/{route}?per_page=500")).Expect(HttpStatusCode.OK)["pagination"].GetProperty("per_page").GetInt32().ShouldBe(100);
        (await server.Admin.GetAsync($"/api/{route}?count=none"))["pagination"].GetProperty("total").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory]
    [InlineData("/api/crm/leads", """{"name":"Once"}""", """{"name":"Twice"}""")]
    [InlineData("/api/opportunities", """{"name":"Once"}""", """{"name":"Twice"}""")]
    [InlineData("/api/contacts", """{"name":"Once"}""", """{"name":"Twice"}""")]
    public async Task A_key_and_a_body_make_one_record_and_another_body_is_refused(string route, string body, string other)
    {
        var key = ("Idempotency-Key", $"{Guid.NewGuid()}");
        Task<ApiAnswer> SendAsync(Api api, string text) => api.SendAsync(HttpMethod.Post, route, new StringContent(text, System.Text.Encoding.UTF8, "application/json"), key);

        var first = (await SendAsync(server.Lukas, body)).Expect(HttpStatusCode.Created);

        (await SendAsync(server.Lukas, body)).Expect(HttpStatusCode.Created).Text.ShouldBe(first.Text);
        (await SendAsync(server.Lukas, other)).Code.ShouldBe(422);
        (await SendAsync(server.Admin, body)).Expect(HttpStatusCode.Created).Id.ShouldNotBe(first.Id);
    }

    [Theory]
    [InlineData("/api/crm/leads/<lead>")]
    [InlineData("/api/opportunities/<lead>")]
    public async Task A_stale_copy_is_told_and_the_present_record_answered(string route)
    {
        var path = route.Replace("<lead>", $"{await server.AddLeadAsync()}", StringComparison.Ordinal);
        var read = await server.Lukas.GetAsync(path);
        (await server.Lukas.PutAsync(path, new { name = "Changed" }, ("If-Match", read.ETag))).Expect(HttpStatusCode.OK);

        var stale = (await server.Lukas.PutAsync(path, new { name = "Lost" }, ("If-Match", read.ETag))).Expect(HttpStatusCode.PreconditionFailed);

        stale["current"].GetProperty("name").GetString().ShouldBe("Changed");
        stale["error"].GetString().ShouldBe(stale["detail"].GetString());
    }

    [Fact]
    public async Task What_is_too_large_of_another_type_or_not_there_has_its_status()
    {
        (await server.Lukas.PostAsync("/api/crm/leads", new { name = new string('x', 1_100_000) })).Code.ShouldBe(413);
        (await server.Lukas.SendAsync(HttpMethod.Post, "/api/crm/leads", new StringContent("<xml/>", System.Text.Encoding.UTF8, "text/xml"))).Code.ShouldBe(415);
        (await server.Lukas.SendAsync(HttpMethod.Post, "/api/crm/leads", new StringContent("{", System.Text.Encoding.UTF8, "application/json"))).Code.ShouldBe(400);
        (await server.Lukas.DeleteAsync("/api/crm/tags")).Code.ShouldBe(405);
        (await server.Lukas.GetAsync("/api/nothing")).Code.ShouldBe(404);
    }

    private async Task<List<long>> PagesAsync(string route, string collection, Func<ApiAnswer, string?> next)
    {
        var ids = new List<long>();
        for (var more = ""; more is not null;)
        {
            var page = (await server.Admin.GetAsync($"/api/{route}?per_page=50&sort_by=id{more}")).Expect(HttpStatusCode.OK);
            ids.AddRange(page.Ids(collection));
            more = next(page);
        }

        return ids;
    }
}
