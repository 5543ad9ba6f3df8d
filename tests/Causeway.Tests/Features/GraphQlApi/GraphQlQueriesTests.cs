using System.Net;
using System.Text.Json;
using Causeway.Tests.Infrastructure;
using Causeway.Tests.Mirror;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Features.GraphQlApi;

/// <summary>What queries answer, held against the REST routes over the same mirror.</summary>
public sealed class GraphQlQueriesTests(SharedMirror shared) : IClassFixture<SharedMirror>
{
    private readonly MirrorServer mirror = shared.Mirror;

    [Fact]
    public async Task A_query_of_any_depth_and_breadth_is_one_statement()
    {
        const string Query = """
            {
              accounts(limit: 50) { name opportunities(limit: 20) { name value stage { name } tags { name } activities(limit: 10) { summary state user { name } } } }
              a: leads(limit: 3) { id partner { name account { name invoices { amount_total } } } }
              b: leads_connection(first: 2) { total_count edges { cursor node { id } } }
              invoices_aggregate { count sum { amount_total } }
            }
            """;
        await mirror.Admin.QueryAsync(Query);
        using var watch = new StatementWatch(mirror.Database);

        await mirror.Admin.QueryAsync(Query);

        watch.Naming("odoo.").Count.ShouldBe(1);
        watch.Naming("causeway.app_user").ShouldNotBeEmpty("else nothing was watched");
    }

    [Fact]
    public async Task A_lead_says_what_REST_says_of_it()
    {
        const string Fields = "id name type contact_name partner_name email_from phone expected_revenue probability priority date_deadline date_closed description active won_status create_date write_date custom odoo_url last_synced";
        var data = await mirror.Admin.QueryAsync($"{{ leads(limit: 100) {{ {Fields} stage {{ id name }} user {{ id name }} team {{ id name }} tags {{ id name }} }} }}");
        var rest = (await mirror.Admin.GetAsync("/api/crm/leads?per_page=100")).Expect(HttpStatusCode.OK)["leads"].EnumerateArray().ToDictionary(lead => lead.GetProperty("id").GetInt64());

        data.GetProperty("leads").GetArrayLength().ShouldBe(rest.Count);
        foreach (var lead in data.GetProperty("leads").EnumerateArray())
        {
            foreach (var member in lead.EnumerateObject().Where(member => member.Name != "tags"))
                JsonElement.DeepEquals(member.Value, rest[lead.GetProperty("id").GetInt64()].GetProperty(member.Name)).ShouldBeTrue($"{member} where REST has {rest[lead.GetProperty("id").GetInt64()].GetProperty(member.Name)}");
            lead.GetProperty("tags").Ids().Order().ShouldBe(rest[lead.GetProperty("id").GetInt64()].GetProperty("tags").Ids().Order());
        }
    }

    [Theory]
    [InlineData("opportunity", "opportunities?status=all", "opportunities", "id name account_id account_name value currency probability weighted_value stage_id salesperson salesperson_id expected_close_date priority description odoo_url")]
    [InlineData("account", "accounts/real?", "accounts", "id name email phone website vat ref street street2 city zip salesperson active currency pipeline_value won_value active_opportunities total_opportunities receivable last_activity custom odoo_url country { id name } state { id name }")]
    [InlineData("contact", "contacts?", "contacts", "id name complete_name is_company type company_name function email phone website city lang active custom create_date user { id name } country { id name }")]
    [InlineData("invoice", "invoices?", "invoices", "id name ref move_type state payment_state date invoice_date invoice_date_due amount_untaxed amount_total amount_residual amount_total_signed custom currency { id name } company { id name } team { id name }")]
    [InlineData("product", "products?", "products", "id name default_code barcode type list_price lst_price description_sale sale_ok active custom")]
    [InlineData("activity", "activities?", "activities", "id res_model res_id res_name summary note date_deadline state active automated activity_type { id name } user { id name }")]
    public async Task Every_noun_says_what_REST_says_of_it(string single, string route, string collection, string fields)
    {
        var rest = (await mirror.Admin.GetAsync($"/api/{route}&per_page=5")).Expect(HttpStatusCode.OK)[collection].EnumerateArray().ToList();
        rest.ShouldNotBeEmpty();
        foreach (var record in rest)
        {
            var data = await mirror.Admin.QueryAsync($"query($id: Int!) {{ {single}(id: $id) {{ {fields} }} }}", new { id = record.GetProperty("id").GetInt64() });
            foreach (var member in data.GetProperty(single).EnumerateObject())
                JsonElement.DeepEquals(member.Value, record.GetProperty(member.Name)).ShouldBeTrue($"{member} where REST has {record.GetProperty(member.Name)}");
        }
    }

    [Fact]
    public async Task What_belongs_to_an_account_is_what_its_REST_route_answers()
    {
        var accounts = (await mirror.Admin.QueryAsync("""
            { accounts(limit: 100) { id contacts(limit: 100) { id } opportunities(limit: 100, filter: {active: {}}) { id } } }
            """)).GetProperty("accounts");

        accounts.EnumerateArray().Sum(account => account.GetProperty("opportunities").GetArrayLength()).ShouldBeGreaterThan(0);
        foreach (var account in accounts.EnumerateArray().Take(10))
        {
            var rest = (await mirror.Admin.GetAsync($"/api/accounts/real/{account.GetProperty("id")}")).Expect(HttpStatusCode.OK);
            foreach (var collection in new[] { "contacts", "opportunities" })
                account.GetProperty(collection).Ids().Order().ShouldBe(rest.Ids(collection).Order(), collection);
        }
    }

    [Theory]
    [InlineData("{stage_id: {eq: 2}}", "stage_id=2")]
    [InlineData("{stage_id: {in: [1, 3]}}", "stage_id[in]=1,3")]
    [InlineData("{expected_revenue: {gte: 5000, lt: 20000.5}}", "expected_revenue[gte]=5000&expected_revenue[lt]=20000.5")]
    [InlineData("{active: {eq: false}}", "active=false")]
    [InlineData("{lost_reason_id: {null: false}}", "lost_reason_id[null]=false")]
    [InlineData("{lost_reason_id: {ne: null}}", "lost_reason_id[null]=false")]
    [InlineData("{tag_ids: {contains: 3}}", "tag_ids[contains]=3")]
    [InlineData("{name: {ilike: \"e\"}, type: {eq: \"lead\"}}", "name[ilike]=e&type=lead")]
    [InlineData("{and: [{name: {ilike: \"e\"}}, {type: {eq: \"lead\"}}]}", "name[ilike]=e&type=lead")]
    [InlineData("{not: {stage_id: {ne: 2}}}", "stage_id=2")]
    [InlineData("{or: [{stage_id: {eq: 1}}, {stage_id: {eq: 3}}]}", "stage_id[in]=1,3")]
    [InlineData("{create_date: {gt: \"2001-01-01T00:00:00Z\"}, date_deadline: {gte: \"2020-01-01\"}}", "create_date[gt]=2001-01-01T00:00:00Z&date_deadline[gte]=2020-01-01")]
    public async Task A_filter_finds_what_the_same_filter_of_REST_finds(string filter, string rest)
    {
        var expected = (await mirror.Admin.GetAsync($"/api/records/crm.lead?per_page=100&{rest}")).Expect(HttpStatusCode.OK).Ids("records");

        var data = await mirror.Admin.QueryAsync($"{{ leads(limit: 100, sort_by: id, sort_order: asc, filter: {filter}) {{ id }} leads_aggregate(filter: {filter}) {{ count }} records(model: \"crm.lead\", limit: 100, filter: {filter}) {{ id }} }}");

        expected.ShouldNotBeEmpty();
        data.GetProperty("leads").Ids().ShouldBe(expected);
        data.GetProperty("records").Ids().ShouldBe(expected);
        data.GetProperty("leads_aggregate").GetProperty("count").GetInt32().ShouldBe(expected.Length);
    }

    [Theory]
    [InlineData("name", "asc")]
    [InlineData("expected_revenue", "desc")]
    [InlineData("date_deadline", "asc")]
    public async Task A_list_is_sorted_and_cut_as_REST_does(string field, string order)
    {
        var expected = (await mirror.Admin.GetAsync($"/api/records/crm.lead?per_page=100&sort_by={field}&sort_order={order}")).Expect(HttpStatusCode.OK).Ids("records");

        var data = await mirror.Admin.QueryAsync($"{{ leads(limit: 7, skip: 3, sort_by: {field}, sort_order: {order}) {{ id }} }}");

        data.GetProperty("leads").Ids().ShouldBe(expected[3..10]);
    }

    [Fact]
    public async Task Pages_by_cursor_hold_each_record_once_and_REST_takes_the_same_cursors()
    {
        var (ids, cursor, more) = (new List<long>(), default(string), true);
        while (more)
        {
            var page = (await mirror.Admin.QueryAsync(
                "query($after: String) { contacts_connection(first: 7, after: $after, sort_by: name, sort_order: desc) { total_count nodes { id } edges { cursor node { id } } page_info { has_next_page has_previous_page start_cursor end_cursor } } }",
                new { after = cursor })).GetProperty("contacts_connection");
            var edges = page.GetProperty("edges").EnumerateArray().ToList();
            edges.Select(edge => edge.GetProperty("node").GetProperty("id").GetInt64()).ShouldBe(page.GetProperty("nodes").Ids());
            var info = page.GetProperty("page_info");
            (info.GetProperty("start_cursor").GetString(), info.GetProperty("end_cursor").GetString()).ShouldBe((edges[0].GetProperty("cursor").GetString(), edges[^1].GetProperty("cursor").GetString()));
            info.GetProperty("has_previous_page").GetBoolean().ShouldBe(cursor is not null);
            ids.AddRange(page.GetProperty("nodes").Ids());
            (cursor, more) = (info.GetProperty("end_cursor").GetString(), info.GetProperty("has_next_page").GetBoolean());
            page.GetProperty("total_count").GetInt64().ShouldBe((await mirror.Admin.GetAsync("/api/records/res.partner?per_page=1"))["pagination"].GetProperty("total").GetInt64());
            if (more)
                (await mirror.Admin.GetAsync($"/api/records/res.partner?per_page=7&sort_by=name&sort_order=desc&cursor={cursor}")).Expect(HttpStatusCode.OK);
        }

        ids.Order().ShouldBe((await mirror.Control.DumpAsync("res.partner")).Keys.Order());
    }

    [Fact]
    public async Task What_companies_are_owed_and_hope_for_is_summed_up_in_the_currency_of_the_main_one()
    {
        // She has both companies, of which one has invoices in pounds.
        var ada = await mirror.SignInAsync("admin");
        var data = await ada.QueryAsync("""
            {
              due: invoices_aggregate(filter: {state: {eq: "posted"}, move_type: {in: ["out_invoice", "out_refund"]}}) {
                currency sum { company_due amount_residual_signed } groups(by: company_id) { sum { company_due } }
              }
              open: opportunities_aggregate(filter: {won_status: {eq: "pending"}}) { currency sum { company_value company_weighted_value } }
            }
            """);

        var owed = (await ada.GetAsync("/api/receivables?per_page=1"))["summary"];
        var dashboard = await ada.GetAsync("/api/sales/dashboard/real");
        var due = data.GetProperty("due");
        due.GetProperty("currency").GetString().ShouldBe(owed.GetProperty("currency").GetString());
        Sum(due, "company_due").ShouldBe(owed.GetProperty("total_receivables").GetDecimal(), 0.01m);
        Sum(due, "company_due").ShouldNotBe(Sum(due, "amount_residual_signed"));
        due.GetProperty("groups").EnumerateArray().Sum(company => Sum(company, "company_due")).ShouldBe(Sum(due, "company_due"), 0.02m);
        Sum(data.GetProperty("open"), "company_value").ShouldBe(dashboard["metrics"].GetProperty("pipeline_value").GetDecimal());
        Sum(data.GetProperty("open"), "company_weighted_value").ShouldBe(dashboard["metrics"].GetProperty("weighted_pipeline").GetDecimal());

        static decimal Sum(JsonElement aggregate, string field) => aggregate.GetProperty("sum").GetProperty(field).GetDecimal();
    }

    [Fact]
    public async Task Sums_and_groups_are_those_of_Odoos_rows()
    {
        var rows = (await mirror.Control.DumpAsync("crm.lead")).Values.ToList();

        var data = (await mirror.Admin.QueryAsync("{ leads_aggregate { count sum { expected_revenue } max { expected_revenue write_date } groups(by: stage_id, limit: 100) { key label count sum { expected_revenue } } } }")).GetProperty("leads_aggregate");

        var seen = (await mirror.Admin.QueryAsync("{ leads(limit: 100) { expected_revenue stage { id name } } }")).GetProperty("leads").EnumerateArray().ToList();
        data.GetProperty("count").GetInt32().ShouldBe(seen.Count);
        data.GetProperty("sum").GetProperty("expected_revenue").GetDecimal().ShouldBe(seen.Sum(Revenue));
        data.GetProperty("max").GetProperty("expected_revenue").GetDecimal().ShouldBe(seen.Max(Revenue));
        data.GetProperty("max").GetProperty("write_date").GetString()!.ShouldEndWith("Z");
        var groups = data.GetProperty("groups").EnumerateArray().ToList();
        groups.Sum(group => group.GetProperty("count").GetInt32()).ShouldBe(seen.Count);
        foreach (var group in groups)
        {
            var its = seen.Where(lead => lead.GetProperty("stage").GetProperty("id").GetInt64() == group.GetProperty("key").GetInt64()).ToList();
            its.Count.ShouldBe(group.GetProperty("count").GetInt32());
            its[0].GetProperty("stage").GetProperty("name").GetString().ShouldBe(group.GetProperty("label").GetString());
            group.GetProperty("sum").GetProperty("expected_revenue").GetDecimal().ShouldBe(its.Sum(Revenue));
        }

        rows.Count.ShouldBeGreaterThanOrEqualTo(seen.Count);

        static decimal Revenue(JsonElement lead) => lead.GetProperty("expected_revenue") is { ValueKind: JsonValueKind.Number } number ? number.GetDecimal() : 0;
    }

    [Fact]
    public async Task Parts_of_a_whole_list_are_answered_whichever_of_them_are_asked_for()
    {
        var data = await mirror.Admin.QueryAsync("""
            {
              a: leads_connection { total_count }
              b: leads_connection { page_info { has_previous_page } }
              c: leads_connection(first: 0) { nodes { id } page_info { has_next_page end_cursor } }
              d: leads_aggregate { groups(by: type) { key } }
              e: leads_aggregate(filter: {id: {in: []}}) { __typename count sum { expected_revenue } groups(by: stage_id) { count } }
            }
            """);

        data.GetProperty("a").GetProperty("total_count").GetInt32().ShouldBeGreaterThan(20);
        data.GetProperty("b").GetRawText().ShouldBe("""{"page_info":{"has_previous_page":false}}""");
        data.GetProperty("c").GetRawText().ShouldBe("""{"nodes":[],"page_info":{"has_next_page":true,"end_cursor":null}}""");
        data.GetProperty("d").GetProperty("groups").GetArrayLength().ShouldBeGreaterThan(0);
        data.GetProperty("e").GetRawText().ShouldBe("""{"__typename":"LeadAggregate","count":0,"sum":{"expected_revenue":null},"groups":[]}""");
    }

    [Fact]
    public async Task Any_model_is_read_as_records_reads_it()
    {
        var rest = (await mirror.Admin.GetAsync("/api/records/res.country?per_page=3&code[in]=NL,BE,DE&sort_by=code")).Expect(HttpStatusCode.OK)["records"];

        var data = await mirror.Admin.QueryAsync(
            "query($filter: JSON) { records(model: \"res.country\", filter: $filter, sort_by: \"code\") { id model values odoo_url } }", new { filter = new { code = new { @in = new[] { "NL", "BE", "DE" } } } });

        data.GetProperty("records").Ids().ShouldBe(rest.Ids());
        foreach (var (record, expected) in data.GetProperty("records").EnumerateArray().Zip(rest.EnumerateArray()))
        {
            foreach (var member in record.GetProperty("values").EnumerateObject())
                JsonElement.DeepEquals(member.Value, expected.GetProperty(member.Name)).ShouldBeTrue(member.Name);
        }

        var lukas = await mirror.SignInAsync("lukas.berg");
        (await lukas.GraphQlAsync("{ records(model: \"res.country\") { id } }")).Errors().ShouldBe(["There is no mirrored model res.country."]);
    }

    [Fact]
    public async Task Fields_are_described_by_Odoos_own_labels_and_the_instances_own_ones_are_fields_too()
    {
        await mirror.Control.AddFieldAsync("product.product", "x_shelf", "char");
        await mirror.CreateAsync("product.product", new { name = "On a shelf", x_shelf = "B 12" });
        mirror.Clock.Advance(TimeSpan.FromDays(1.1));
        await mirror.SignInAgainAsync();
        await mirror.SyncCompletelyAsync(full: true);
        mirror.Clock.Advance(TimeSpan.FromMinutes(2));

        var data = await mirror.Admin.QueryAsync("""{ products(filter: {x_shelf: {eq: "B 12"}}, search: "shelf") { name x_shelf } __type(name: "Product") { fields { name description } } }""");

        data.GetProperty("products").GetRawText().ShouldBe("""[{"name":"On a shelf","x_shelf":"B 12"}]""");
        var fields = data.GetProperty("__type").GetProperty("fields").EnumerateArray().ToDictionary(field => field.GetProperty("name").GetString()!, field => field.GetProperty("description").GetString());
        fields["default_code"].ShouldNotBeNullOrWhiteSpace();
        fields.ShouldContainKey("x_shelf");
    }

    [Theory]
    [InlineData("leads(limit: -1) { id }", "limit must be 0 or more.")]
    [InlineData("leads_connection(after: \"nonsense\") { total_count }", "after is not a cursor that this list gave out.")]
    [InlineData("leads(search: \"a\\u0000b\") { id }", "search must not contain the character U+0000.")]
    [InlineData("records(model: \"crm.lead\", filter: {nonsense: 1}) { id }", "filter.nonsense is not a field of this model.")]
    [InlineData("records(model: \"crm.lead\", filter: {active: {like: \"t\"}}) { id }", "filter.active.like: like is not an operator for this field. Known: eq, ne, null.")]
    [InlineData("records(model: \"crm.lead\", sort_by: \"tag_ids\") { id }", "sort_by must be one of")]
    public async Task What_is_wrong_with_an_argument_is_told_at_its_field_and_the_others_are_answered(string query, string message)
    {
        var answer = (await mirror.Admin.GraphQlAsync($"{{ good: stages {{ id }} {query} }}")).Expect(HttpStatusCode.OK);

        answer.Errors().Single().ShouldStartWith(message);
        answer["data"].GetProperty("good").GetArrayLength().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task More_fields_than_PostgreSQLs_functions_take_arguments_are_answered_in_their_order()
    {
        var names = Enumerable.Range(0, 120).Select(i => $"a{i}").ToList();

        var lead = (await mirror.Admin.QueryAsync($"{{ leads(limit: 1) {{ {string.Join(' ', names.Select(name => $"{name}: name"))} __typename stages: stage {{ id }} }} }}")).GetProperty("leads")[0];

        lead.EnumerateObject().Select(member => member.Name).ShouldBe([.. names, "__typename", "stages"]);
        lead.GetProperty("__typename").GetString().ShouldBe("Lead");
    }

    [Fact]
    public async Task What_is_ours_is_answered_by_the_same_code_as_REST()
    {
        (await mirror.Admin.PostAsync("/api/tasks", new
        {
            entity_name = "Northwind",
            task_type = "Call",
            task_time = "2026-12-24T10:00:00Z",
            contact_person_id = (await mirror.Admin.GetAsync("/api/auth/me"))["user"].GetProperty("id").GetString(),
        })).Expect(HttpStatusCode.Created);

        var data = await mirror.Admin.QueryAsync("{ who: me { username role } users { id } tasks(search: \"northw\", status: open) { id n: entity_name contact_person { name } } sync_runs(limit: 2, status: completed) { id stats } }");

        data.GetProperty("who").GetRawText().ShouldBe("""{"username":"admin","role":"admin"}""");
        data.GetProperty("users").GetArrayLength().ShouldBeGreaterThan(0);
        data.GetProperty("tasks")[0].GetProperty("n").GetString().ShouldBe("Northwind");
        data.GetProperty("sync_runs").GetArrayLength().ShouldBeGreaterThan(0);
        var task = data.GetProperty("tasks")[0].GetProperty("id").GetString();
        (await mirror.Admin.QueryAsync($"{{ task(id: \"{task}\") {{ status }} }}")).GetProperty("task").GetProperty("status").GetString().ShouldBe("open");
        (await (await mirror.SignInAsync("lukas.berg")).GraphQlAsync("{ sync_runs { id } }")).Errors().ShouldBe(["Only an administrator may manage a shared connection."]);
    }
}
