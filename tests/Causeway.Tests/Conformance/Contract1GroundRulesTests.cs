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
