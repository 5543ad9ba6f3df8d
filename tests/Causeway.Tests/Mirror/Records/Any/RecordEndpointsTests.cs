using System.Net;
using System.Text.Json;
using Causeway.Tests.Infrastructure;
using Dapper;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Mirror.Records.Any;

/// <summary><c>/records</c>, held against Odoo's own rows.</summary>
public sealed class RecordEndpointsTests(SharedMirror shared) : IClassFixture<SharedMirror>
{
    private readonly MirrorServer mirror = shared.Mirror;

    [Fact]
    public async Task The_index_counts_what_one_sees_of_every_model()
    {
        var index = (await mirror.Admin.GetAsync("/api/records")).Expect(HttpStatusCode.OK);

        foreach (var model in index["records"].EnumerateArray().Where(model => model.GetProperty("phase").GetString() == "live"))
            model.GetProperty("count").GetInt64().ShouldBe(await CountInOdooAsync(model.GetProperty("model").GetString()!), model.ToString());
        index["records"].EnumerateArray().First(model => model.GetProperty("model").GetString() == "crm.lead").GetProperty("last_sync").ValueKind.ShouldBe(JsonValueKind.String);
        index["pagination"].GetProperty("total").GetInt32().ShouldBe(index["records"].GetArrayLength());
    }

    /// <summary>Of journal entries, those of customers, and of the main company: whoever has no Odoo user sees no other.</summary>
    private async Task<long> CountInOdooAsync(string model)
    {
        object[] domain = model == "account.move" ? [new object[] { "move_type", "in", new[] { "out_invoice", "out_refund" } }, new object[] { "company_id", "=", 1 }] : [];
        return (long)(await mirror.Raw.CallAsync(model, "search_count", new { domain, context = new { active_test = false } }))!;
    }

    [Fact]
    public async Task A_record_has_every_field_under_Odoos_name_references_with_their_names_and_the_instances_own_fields()
    {
        await mirror.Control.AddFieldAsync("crm.lead", "x_zone", "char");
        var id = await mirror.CreateAsync("crm.lead", new { name = "Any record", stage_id = 2, tag_ids = new[] { new object[] { 6, 0, new[] { 3, 1 } } }, expected_revenue = 12.5, x_zone = "North" });
        await mirror.SyncCompletelyAsync(full: true);

        var lead = (await mirror.Admin.GetAsync($"/api/records/crm.lead/{id}")).Expect(HttpStatusCode.OK);

        lead["name"].GetString().ShouldBe("Any record");
        lead["stage_id"].GetRawText().ShouldBe("""{"id":2,"name":"Qualified"}""");
        lead["tag_ids"].GetRawText().ShouldBe("[1,3]");
        lead["expected_revenue"].GetDecimal().ShouldBe(12.5m);
        lead["lost_reason_id"].ValueKind.ShouldBe(JsonValueKind.Null);
        lead["custom"].GetProperty("x_zone").GetString().ShouldBe("North");
        lead["write_date"].GetDateTime().ShouldBeGreaterThan(DateTime.MinValue);
        lead["odoo_url"].GetString()!.ShouldContain("crm.lead");
    }

    [Fact]
    public async Task Every_page_by_cursor_together_holds_each_record_once()
    {
        var ids = new List<long>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = (await mirror.Admin.GetAsync($"/api/records/res.partner?per_page=7&count=none&sort_by=name&sort_order=desc{(cursor.Length > 0 ? $"&cursor={cursor}" : "")}")).Expect(HttpStatusCode.OK);
            ids.AddRange(page.Ids("records"));
            cursor = page["pagination"].GetProperty("next_cursor").GetString();
        }

        ids.Order().ShouldBe((await mirror.Control.DumpAsync("res.partner")).Keys.Order());
    }

    [Theory]
    [InlineData("stage_id=2", "stage_id", "eq")]
    [InlineData("stage_id[in]=1,3", "stage_id", "in")]
    [InlineData("expected_revenue[gte]=5000&expected_revenue[lt]=20000", "expected_revenue", "range")]
    [InlineData("active=false", "active", "false")]
    [InlineData("lost_reason_id[null]=false", "lost_reason_id", "set")]
    [InlineData("tag_ids[contains]=3", "tag_ids", "contains")]
    public async Task A_filter_finds_what_Odoos_rows_say(string filter, string field, string test)
    {
        var expected = (await mirror.Control.DumpAsync("crm.lead")).Where(lead => Matches(lead.Value.GetProperty(field), test)).Select(lead => lead.Key).Order().ToArray();

        var found = (await mirror.Admin.GetAsync($"/api/records/crm.lead?per_page=100&{filter}")).Expect(HttpStatusCode.OK);

        expected.ShouldNotBeEmpty();
        found.Ids("records").ShouldBe(expected);
    }

    [Theory]
    [InlineData("name[ilike]=ANY PART", 1)]
    [InlineData("name[like]=ANY PART", 0)]
    [InlineData("name[contains]=part of 100%", 1)]
    [InlineData("name=Any part of 100%25", 1)]
    [InlineData("name[ne]=Any part of 100%25&name[ilike]=any part", 0)]
    [InlineData("date_deadline[gt]=2031-01-30&date_deadline[lte]=2031-01-31", 1)]
    [InlineData("date_deadline[in]=2031-01-31,2031-02-28", 1)]
    [InlineData("name[ilike]=any part of&create_date[gt]=2001-01-01T00:00:00Z", 1)]
    public async Task Filters_on_texts_and_dates(string filter, int found)
    {
        if ((await mirror.Admin.GetAsync("/api/records/crm.lead?name=Any part of 100%25")).Ids("records").Length == 0)
        {
            await mirror.CreateAsync("crm.lead", new { name = "Any part of 100%", date_deadline = "2031-01-31" });
            await mirror.SyncCompletelyAsync();
        }

        (await mirror.Admin.GetAsync($"/api/records/crm.lead?{filter}")).Expect(HttpStatusCode.OK).Ids("records").Length.ShouldBe(found);
    }

    [Fact]
    public async Task Only_the_fields_named_are_answered()
    {
        var list = (await mirror.Admin.GetAsync("/api/records/crm.stage?fields=name,sequence")).Expect(HttpStatusCode.OK);

        list["records"][0].EnumerateObject().Select(member => member.Name).ShouldBe(["id", "name", "sequence", "odoo_url", "last_synced", "etag"]);
    }

    [Fact]
    public async Task Every_bad_filter_is_named_at_once()
    {
        var answer = (await mirror.Admin.GetAsync("/api/records/crm.lead?nonsense=1&expected_revenue[gt]=x&active[like]=t&name[sounds]=x&tag_ids[contains]=x&date_open=yesterday&id[in]=1,b")).Expect(HttpStatusCode.BadRequest);

        answer.BadFields.ShouldBe(["active[like]", "date_open", "expected_revenue[gt]", "id[in]", "name[sounds]", "nonsense", "tag_ids[contains]"]);
        (await mirror.Admin.GetAsync("/api/records/crm.lead?fields=name,salary")).Expect(HttpStatusCode.BadRequest).BadFields.ShouldBe(["fields"]);
        (await mirror.Admin.GetAsync("/api/records/crm.lead?sort_by=tag_ids")).Expect(HttpStatusCode.BadRequest).BadFields.ShouldBe(["sort_by"]);
        (await mirror.Admin.GetAsync("/api/records/res.nothing")).Expect(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{\"a\":")]
    public async Task A_filter_that_is_nested_deeply_is_a_400(string open)
    {
        var nested = Uri.EscapeDataString(string.Concat(Enumerable.Repeat(open, 300)));

        (await mirror.Admin.GetAsync($"/api/records/crm.lead?lead_properties[contains]={nested}")).Expect(HttpStatusCode.BadRequest).BadFields.ShouldBe(["lead_properties[contains]"]);
    }

    [Fact]
    public async Task A_list_streams_as_CSV()
    {
        var csv = (await mirror.Admin.GetAsync("/api/records/crm.stage?fields=name,team_ids,custom&format=csv")).Expect(HttpStatusCode.OK);

        csv.Text.Split("\r\n")[0].ShouldBe("id,name,team_ids,custom,odoo_url,last_synced");
        csv.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe((await mirror.Control.DumpAsync("crm.stage")).Count + 1);
    }

    [Fact]
    public async Task Members_see_their_leads_here_and_nothing_that_has_no_salesperson()
    {
        var lukas = await mirror.SignInAsync("lukas.berg");

        var models = (await lukas.GetAsync("/api/records")).Expect(HttpStatusCode.OK)["records"].EnumerateArray().Select(model => model.GetProperty("model").GetString()).ToList();

        models.ShouldContain("crm.lead");
        models.ShouldNotContain("res.partner");
        (await lukas.GetAsync("/api/records/res.partner")).Expect(HttpStatusCode.NotFound);
        (await lukas.GetAsync("/api/records/crm.lead?per_page=100"))["pagination"].GetProperty("total").GetInt64()
            .ShouldBe((await lukas.GetAsync("/api/opportunities?status=all&per_page=1"))["pagination"].GetProperty("total").GetInt64()
                + (await lukas.GetAsync("/api/records/crm.lead?type=lead&per_page=1"))["pagination"].GetProperty("total").GetInt64());
    }

    [Fact]
    public async Task A_deleted_record_is_purged_with_its_history_and_a_present_one_is_not()
    {
        var id = await mirror.CreateAsync("crm.lead", new { name = "To be purged", stage_id = 1 });
        await mirror.SyncCompletelyAsync();
        (await mirror.Admin.PutAsync($"/api/crm/leads/{id}", new { stage_id = 2 })).Expect(HttpStatusCode.OK);
        (await mirror.Admin.DeleteAsync($"/api/records/crm.lead/{id}?purge=true")).Expect(HttpStatusCode.Conflict);
        (await mirror.Admin.DeleteAsync($"/api/crm/leads/{id}")).Expect(HttpStatusCode.NoContent);
        (await mirror.Admin.GetAsync($"/api/records/crm.lead?deleted=true&id={id}"))["records"][0].GetProperty("deleted").GetBoolean().ShouldBeTrue();

        (await mirror.Admin.DeleteAsync($"/api/records/crm.lead/{id}")).Expect(HttpStatusCode.BadRequest);
        (await (await mirror.SignInAsync("lukas.berg")).DeleteAsync($"/api/records/crm.lead/{id}?purge=true")).Expect(HttpStatusCode.Forbidden);
        (await mirror.Admin.DeleteAsync($"/api/records/crm.lead/{id}?purge=true")).Expect(HttpStatusCode.NoContent);

        (await mirror.Admin.DeleteAsync($"/api/records/crm.lead/{id}?purge=true")).Expect(HttpStatusCode.NotFound);
        await using var db = await mirror.Database.OpenConnectionAsync();
        (await db.ExecuteScalarAsync<long>("select count(*) from causeway.lead_history where lead_id = @id", new { id })).ShouldBe(0);
        (await db.ExecuteScalarAsync<string>("select actor from causeway.write_log where method = 'purge' and @id = any(ids)", new { id = (long)id })).ShouldNotBeNull();
        (await mirror.Admin.GetAsync($"/api/audit?action=record.purge&target_id={id}"))["entries"].GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task A_token_for_one_model_reads_that_model_alone()
    {
        var made = (await mirror.Admin.PostAsync("/api/auth/tokens", new { name = "products", scopes = new[] { "product.product:read" } })).Expect(HttpStatusCode.Created);
        var program = new Api(mirror.Server.Client, made["token"].GetString()!);

        (await program.GetAsync("/api/records/product.product")).Expect(HttpStatusCode.OK);
        (await program.GetAsync("/api/records/crm.lead")).Expect(HttpStatusCode.Forbidden);
        (await program.GetAsync("/api/records")).Expect(HttpStatusCode.Forbidden);
        (await program.GetAsync("/api/changes?models=product.product")).Expect(HttpStatusCode.Forbidden);
    }

    private static bool Matches(JsonElement value, string test) => test switch
    {
        "eq" => value.ValueKind == JsonValueKind.Number && value.GetInt64() == 2,
        "in" => value.ValueKind == JsonValueKind.Number && value.GetInt64() is 1 or 3,
        "range" => value.ValueKind == JsonValueKind.Number && value.GetDecimal() is >= 5000 and < 20000,
        "false" => value.ValueKind == JsonValueKind.False,
        "set" => value.ValueKind == JsonValueKind.Number,
        _ => value.ValueKind == JsonValueKind.Array && value.EnumerateArray().Any(id => id.GetInt64() == 3),
    };
}
