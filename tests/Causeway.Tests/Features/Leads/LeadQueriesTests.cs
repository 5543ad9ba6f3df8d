using System.Globalization;
using System.Net;
using System.Text.Json;
using Causeway.Tests.Infrastructure;
using Causeway.Tests.Mirror;
using Dapper;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Features.Leads;

/// <summary>Which leads a list holds and in which order, held against Odoo's own rows.</summary>
public sealed class LeadQueriesTests(SharedMirror shared) : IClassFixture<SharedMirror>
{
    private readonly MirrorServer mirror = shared.Mirror;

    [Fact]
    public async Task Without_a_filter_an_administrator_gets_every_lead_archived_ones_too() =>
        (await IdsAsync("")).ShouldBe((await OdooAsync(_ => true)));

    [Fact]
    public async Task By_salesperson()
    {
        var user = mirror.Odoo.Users[4].Id;

        (await IdsAsync($"user_id={user}")).ShouldBe(await OdooAsync(lead => Is(lead, "user_id", user)));
    }

    [Theory]
    [InlineData("stage=prop", "Proposition")]
    [InlineData("stage=PROPOSITION", "Proposition")]
    [InlineData("stage=n", "New", "Proposition", "Negotiation", "Won")]
    public async Task By_a_part_of_the_stages_name(string query, params string[] stages)
    {
        var ids = (await mirror.Control.DumpAsync("crm.stage")).Where(stage => stages.Contains(stage.Value.GetProperty("name").GetProperty("en_US").GetString())).Select(stage => stage.Key).ToArray();

        (await IdsAsync(query)).ShouldBe(await OdooAsync(lead => ids.Any(id => Is(lead, "stage_id", id))));
    }

    [Fact]
    public async Task By_stage() => (await IdsAsync("stage_id=2")).ShouldBe(await OdooAsync(lead => Is(lead, "stage_id", 2)));

    [Fact]
    public async Task By_tag() => (await IdsAsync("tag_id=3")).ShouldBe(await OdooAsync(lead =>
        lead.GetProperty("tag_ids") is { ValueKind: JsonValueKind.Array } tags && tags.EnumerateArray().Any(tag => tag.GetInt64() == 3)));

    [Fact]
    public async Task By_contact()
    {
        var partner = (await mirror.Control.DumpAsync("crm.lead")).Values.First(lead => lead.GetProperty("partner_id").ValueKind == JsonValueKind.Number).GetProperty("partner_id").GetInt64();

        (await IdsAsync($"contact_id={partner}")).ShouldBe(await OdooAsync(lead => Is(lead, "partner_id", partner)));
    }

    [Theory]
    [InlineData("lead")]
    [InlineData("opportunity")]
    public async Task By_type(string type) =>
        (await IdsAsync($"type={type}")).ShouldBe(await OdooAsync(lead => lead.GetProperty("type").GetString() == type));

    [Fact]
    public async Task Filters_add_up() =>
        (await IdsAsync("type=opportunity&stage_id=1")).ShouldBe(await OdooAsync(lead => lead.GetProperty("type").GetString() == "opportunity" && Is(lead, "stage_id", 1)));

    [Theory]
    [InlineData("100%25", "100% sure_thing", "100 percent sureXthing")]
    [InlineData("SURE_T", "surely not: sure_thing", "surely not: sureXthing")]
    [InlineData("back%5Cslash", @"back\slash", "backslash")]
    public async Task A_search_takes_wildcards_as_they_are(string q, string found, string other)
    {
        var id = await mirror.CreateAsync("crm.lead", new { name = found });
        var not = await mirror.CreateAsync("crm.lead", new { name = other });
        await mirror.SyncCompletelyAsync();

        var ids = await IdsAsync($"q={q}");

        ids.ShouldContain(id);
        ids.ShouldNotContain(not);
    }

    [Theory]
    [InlineData("contact_name")]
    [InlineData("partner_name")]
    [InlineData("email_from")]
    public async Task A_search_looks_at_name_contact_company_and_email(string field)
    {
        var mark = $"mark-of-{field}";
        var id = await mirror.CreateAsync("crm.lead", new Dictionary<string, object> { ["name"] = "Searched", [field] = $"x.{mark}@example.com" });
        await mirror.SyncCompletelyAsync();

        (await IdsAsync($"q={mark.ToUpperInvariant()}")).ShouldBe([id]);
    }

    [Fact]
    public async Task By_when_the_mirror_last_changed_them()
    {
        await using var db = await mirror.Database.OpenConnectionAsync();
        var since = await db.ExecuteScalarAsync<DateTime>("select clock_timestamp()");
        var id = await mirror.CreateAsync("crm.lead", new { name = "Later" });
        await mirror.SyncCompletelyAsync();

        (await IdsAsync($"updated_since={since:yyyy-MM-ddTHH:mm:ss.ffffffZ}")).ShouldBe([id]);
    }

    [Fact]
    public async Task What_is_gone_comes_with_updated_since_for_who_asks_for_it()
    {
        await using var db = await mirror.Database.OpenConnectionAsync();
        var id = await mirror.CreateAsync("crm.lead", new { name = "Soon gone" });
        await mirror.SyncCompletelyAsync();
        var since = await db.ExecuteScalarAsync<DateTime>("select clock_timestamp()");
        (await mirror.Admin.DeleteAsync($"/api/crm/leads/{id}")).Expect(HttpStatusCode.NoContent);
        var query = $"updated_since={since:yyyy-MM-ddTHH:mm:ss.ffffffZ}";

        (await IdsAsync(query)).ShouldBeEmpty();
        (await IdsAsync($"{query}&deleted=true")).ShouldBe([id]);
    }

    [Theory]
    [InlineData("id", "id")]
    [InlineData("name", "name")]
    [InlineData("expected_revenue", "expected_revenue")]
    [InlineData("probability", "probability")]
    [InlineData("priority", "priority")]
    [InlineData("date_deadline", "date_deadline")]
    [InlineData("date_closed", "date_closed")]
    [InlineData("create_date", "create_date")]
    [InlineData("write_date", "write_date")]
    public async Task Every_sort_pages_through_the_whole_once_by_number_and_by_cursor(string sort, string column)
    {
        await mirror.CreateAsync("crm.lead", new { name = "Without dates", date_deadline = false });
        await mirror.SyncCompletelyAsync();
        foreach (var order in new[] { "asc", "desc" })
        {
            var expected = await SortedAsync(column, order);

            (await ByNumberAsync(sort, order)).ShouldBe(expected, $"{sort} {order} by number");
            (await ByCursorAsync(sort, order)).ShouldBe(expected, $"{sort} {order} by cursor");
        }
    }

    [Fact]
    public async Task The_pagination_tells_where_one_is()
    {
        var total = (await OdooAsync(_ => true)).Length;
        var pages = (total + 24) / 25;

        var first = (await mirror.Admin.GetAsync("/api/crm/leads?per_page=25"))["pagination"];
        var last = (await mirror.Admin.GetAsync($"/api/crm/leads?per_page=25&page={pages}"))["pagination"];
        var beyond = await mirror.Admin.GetAsync($"/api/crm/leads?per_page=25&page={pages + 1}");

        (Number(first, "page"), Number(first, "per_page"), Number(first, "total"), Number(first, "pages")).ShouldBe((1, 25, total, pages));
        (first.GetProperty("has_next").GetBoolean(), first.GetProperty("has_prev").GetBoolean()).ShouldBe((true, false));
        (last.GetProperty("has_next").GetBoolean(), last.GetProperty("has_prev").GetBoolean()).ShouldBe((false, true));
        last.GetProperty("next_cursor").ValueKind.ShouldBe(JsonValueKind.Null);
        beyond.Ids("leads").ShouldBeEmpty();
        Number(beyond["pagination"], "total").ShouldBe(total);
    }

    [Fact]
    public async Task More_than_a_hundred_a_page_is_taken_as_a_hundred_and_twenty_are_usual()
    {
        Number((await mirror.Admin.GetAsync("/api/crm/leads?per_page=5000"))["pagination"], "per_page").ShouldBe(100);
        Number((await mirror.Admin.GetAsync("/api/crm/leads"))["pagination"], "per_page").ShouldBe(20);
    }

    [Fact]
    public async Task The_total_can_be_left_out()
    {
        var pagination = (await mirror.Admin.GetAsync("/api/crm/leads?count=none"))["pagination"];

        pagination.GetProperty("total").ValueKind.ShouldBe(JsonValueKind.Null);
        pagination.GetProperty("pages").ValueKind.ShouldBe(JsonValueKind.Null);
        pagination.GetProperty("has_next").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Every_bad_value_is_named_at_once()
    {
        var answer = await mirror.Admin.GetAsync("/api/crm/leads?user_id=me&stage_id=1.5&tag_id=x&page=0&per_page=-1&sort_by=color&sort_order=up&updated_since=yesterday&type=deal&count=some&colour=red");

        answer.Expect(HttpStatusCode.BadRequest).BadFields.ShouldBe(
            ["colour", "count", "page", "per_page", "sort_by", "sort_order", "stage_id", "tag_id", "type", "updated_since", "user_id"]);
    }

    [Theory]
    [InlineData("cursor=not-a-cursor", "cursor")]
    [InlineData("cursor=bnVsbA", "cursor")]
    [InlineData("page=99999999", "page")]
    [InlineData("user_id=1&user_id=2", "user_id")]
    [InlineData("q=%00", "q")]
    [InlineData("updated_since=2026-13-45", "updated_since")]
    public async Task A_bad_value_is_a_400_that_names_it(string query, string field) =>
        (await mirror.Admin.GetAsync($"/api/crm/leads?{query}")).Expect(HttpStatusCode.BadRequest).BadFields.ShouldBe([field]);

    [Fact]
    public async Task A_cursor_is_good_for_its_own_order_alone()
    {
        var cursor = (await mirror.Admin.GetAsync("/api/crm/leads?per_page=5&sort_by=name"))["pagination"].GetProperty("next_cursor").GetString();

        var other = await mirror.Admin.GetAsync($"/api/crm/leads?per_page=5&sort_by=priority&cursor={cursor}");

        other.Expect(HttpStatusCode.BadRequest).BadFields.ShouldBe(["cursor"]);
    }

    [Fact]
    public async Task A_forged_cursor_is_a_400()
    {
        var forged = System.Buffers.Text.Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new { c = mirror.ConnectionId, s = "date_deadline", d = false, v = "'; drop table", i = 1 }));

        (await mirror.Admin.GetAsync($"/api/crm/leads?cursor={forged}")).Expect(HttpStatusCode.BadRequest);
    }

    private async Task<long[]> IdsAsync(string query)
    {
        var answer = (await mirror.Admin.GetAsync($"/api/crm/leads?per_page=100&sort_by=id&sort_order=asc&{query}")).Expect(HttpStatusCode.OK);
        var ids = answer.Ids("leads");
        Number(answer["pagination"], "total").ShouldBe(ids.Length);
        return ids;
    }

    private async Task<long[]> OdooAsync(Func<JsonElement, bool> which) =>
        [.. (await mirror.Control.DumpAsync("crm.lead")).Where(row => which(row.Value)).Select(row => row.Key).Order()];

    private async Task<long[]> SortedAsync(string column, string order)
    {
        await using var db = await mirror.Database.OpenConnectionAsync();
        return [.. await db.QueryAsync<long>($"select id from odoo.crm_lead where state = 'present' order by {column} {order} nulls last, id {order}")];
    }

    private async Task<long[]> ByNumberAsync(string sort, string order)
    {
        var ids = new List<long>();
        for (var page = 1; ; page++)
        {
            var answer = await mirror.Admin.GetAsync(string.Create(CultureInfo.InvariantCulture, $"/api/crm/leads?per_page=13&count=none&sort_by={sort}&sort_order={order}&page={page}"));
            ids.AddRange(answer.Ids("leads"));
            if (!answer["pagination"].GetProperty("has_next").GetBoolean())
                return [.. ids];
        }
    }

    private async Task<long[]> ByCursorAsync(string sort, string order)
    {
        var ids = new List<long>();
        var (path, next) = ($"/api/crm/leads?per_page=13&count=none&sort_by={sort}&sort_order={order}", "");
        while (true)
        {
            var answer = (await mirror.Admin.GetAsync(path + next)).Expect(HttpStatusCode.OK);
            ids.AddRange(answer.Ids("leads"));
            if (answer["pagination"].GetProperty("next_cursor").GetString() is not { } cursor)
                return [.. ids];
            next = $"&cursor={cursor}";
        }
    }

    private static bool Is(JsonElement lead, string field, long id) => lead.GetProperty(field) is { ValueKind: JsonValueKind.Number } value && value.GetInt64() == id;

    private static long Number(JsonElement pagination, string member) => pagination.GetProperty(member).GetInt64();
}
