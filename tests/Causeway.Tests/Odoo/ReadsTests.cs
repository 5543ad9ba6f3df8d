using System.Globalization;
using Causeway.Odoo;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Odoo;

public sealed class ReadsTests
{
    private static readonly OdooFieldSet Name = new([new OdooField("name", OdooFieldType.Char)]);

    [Fact]
    public async Task All_records_are_read_in_pages_after_the_last_id()
    {
        await using var odoo = new ScriptedOdoo(OdooTransport.Json2, Page);
        var ids = new List<long>();
        await foreach (var record in odoo.Client.SearchReadAsync("crm.lead", OdooDomain.Where("active", "=", true), Name, 3, null, TestContext.Current.CancellationToken))
            ids.Add(record.Id);
        ids.ShouldBe([10, 20, 30, 40, 50, 60]);
        odoo.Calls.Select(call => call.Body).ShouldBe([
            """{"domain":[["active","=",true]],"limit":3,"order":"id","fields":["id","name"]}""",
            """{"domain":["&",["active","=",true],["id",">",30]],"limit":3,"order":"id","fields":["id","name"]}""",
            """{"domain":["&",["active","=",true],["id",">",60]],"limit":3,"order":"id","fields":["id","name"]}""",
        ]);

        static Reply Page(LoopbackRequest request) => Reply.Json(
            request.Body.Contains("60", StringComparison.Ordinal) ? "[]"
            : request.Body.Contains("30", StringComparison.Ordinal) ? Rows(40, 50, 60)
            : Rows(10, 20, 30));
    }

    [Fact]
    public async Task A_page_tells_the_servers_time_and_its_size()
    {
        await using var odoo = new ScriptedOdoo(OdooTransport.Json2, _ => Reply.Json(Rows(1, 2), 200, ("Date", "Sat, 21 Nov 2026 00:38:01 GMT")));
        await using var page = await odoo.Client.SearchReadPageAsync("crm.lead", OdooDomain.All, Name, OdooQuery.Default, TestContext.Current.CancellationToken);
        page.ServerTime.ShouldBe(new DateTimeOffset(2026, 11, 21, 0, 38, 1, TimeSpan.Zero));
        await foreach (var _ in page)
        {
            // Only to its end.
        }
        page.BytesRead.ShouldBe(Rows(1, 2).Length);
        Should.Throw<InvalidOperationException>(() => page.GetAsyncEnumerator());
    }

    [Fact]
    public async Task Records_larger_than_the_buffer_and_on_its_edge_arrive_whole()
    {
        string[] names = [.. Enumerable.Range(0, 40).Select(i => new string((char)('a' + (i % 26)), i * 3989))];
        var rows = string.Join(", ", names.Select((name, i) => $$"""{"id": {{i + 1}}, "name": "{{name}}"}"""));
        await using var odoo = new ScriptedOdoo(OdooTransport.Json2, _ => Reply.Json($"[{rows}]"));
        var records = new List<OdooRecord>();
        await using var page = await odoo.Client.SearchReadPageAsync("crm.lead", OdooDomain.All, Name, OdooQuery.Default, TestContext.Current.CancellationToken);
        await foreach (var record in page)
            records.Add(record);
        records.Select(record => (string)record["name"]!).ShouldBe(names);
    }

    [Fact]
    public async Task Fields_may_come_in_another_order()
    {
        await using var odoo = new ScriptedOdoo(OdooTransport.Json2, _ => Reply.Json("""[{"b": "B", "write_date": "2026-11-21 00:00:01", "id": 7, "a": "A"}]"""));
        var fields = new OdooFieldSet([new OdooField("a", OdooFieldType.Char), new OdooField("b", OdooFieldType.Char)]);
        var record = (await odoo.Client.ReadAsync("crm.lead", [7], fields, null, TestContext.Current.CancellationToken)).ShouldHaveSingleItem();
        (record.Id, record["a"], record[1]).ShouldBe((7L, "A", "B"));
        Should.Throw<ArgumentException>(() => record["c"]);
    }

    [Fact]
    public async Task A_selection_key_is_one_string_for_all_records()
    {
        await using var odoo = new ScriptedOdoo(OdooTransport.Json2, _ => Reply.Json("""[{"id": 1, "state": "won"}, {"id": 2, "state": "won"}, {"id": 3, "state": "new in a later version"}]"""));
        var fields = new OdooFieldSet([new OdooField("state", OdooFieldType.Selection) { Selection = [new("won", "Won")] }]);
        var records = await odoo.Client.ReadAsync("crm.lead", [1, 2, 3], fields, null, TestContext.Current.CancellationToken);
        records[0]["state"].ShouldBeSameAs(records[1]["state"]);
        records[2]["state"].ShouldBe("new in a later version");
    }

    [Fact]
    public async Task Fields_are_described_as_Odoo_describes_them()
    {
        await using var odoo = new ScriptedOdoo(OdooTransport.Json2, _ => Reply.Json("""
            {"stage_id": {"type": "many2one", "string": "Stage", "help": "Where it is", "relation": "crm.stage", "store": true, "required": true, "readonly": false},
             "state": {"type": "selection", "string": "State", "selection": [["a", "A"], ["b", "B"]], "readonly": true, "store": false, "translate": true, "company_dependent": true},
             "x_future": {"type": "hologram", "string": "X"}}
            """));
        var fields = await odoo.Client.FieldsGetAsync("crm.lead", ["stage_id", "state", "x_future"], TestContext.Current.CancellationToken);
        fields["stage_id"].ShouldBe(new OdooField("stage_id", OdooFieldType.Many2one) { TypeName = "many2one", Label = "Stage", Help = "Where it is", Relation = "crm.stage", Required = true });
        var state = fields["state"];
        (state.ReadOnly, state.Stored, state.Translated, state.CompanyDependent).ShouldBe((true, false, true, true));
        state.Selection!.Select(option => $"{option.Key}={option.Value}").ShouldBe(["a=A", "b=B"]);
        (fields["x_future"].Type, fields["x_future"].TypeName).ShouldBe((OdooFieldType.Unknown, "hologram"));
        odoo.Calls.Single().Body.ShouldContain("\"allfields\":[\"stage_id\",\"state\",\"x_future\"]");
    }

    [Theory]
    [InlineData("""{"__count": 3, "id": 60, "write_date:day": "21 Nov 2026", "__range": {"write_date:day": {"from": "2026-11-21 00:00:00", "to": "2026-11-22 00:00:00"}}, "__domain": []}""")]
    [InlineData("""{"write_date_count": 3, "id": 60, "write_date:day": "21 Nov 2026", "__range": {"write_date": {"from": "2026-11-21 00:00:00", "to": "2026-11-22 00:00:00"}}}""")]
    [InlineData("""{"__count": 3, "id": 60, "write_date:day": "21 Nov 2026", "__domain": ["&", "&", ["write_date", ">=", "2026-11-21 00:00:00"], ["write_date", "<", "2026-11-22 00:00:00"], ["write_date", ">=", "2020-01-01 00:00:00"]]}""")]
    [InlineData("""{"__count": 3, "id:sum": 60, "write_date:day": ["2026-11-21 00:00:00", "21 Nov 2026"], "__extra_domain": ["&", ["write_date", ">=", "2026-11-21 00:00:00"], ["write_date", "<", "2026-11-22 00:00:00"]]}""")]
    public async Task A_group_has_its_bounds_as_instants(string row)
    {
        await using var odoo = new ScriptedOdoo(OdooTransport.Json2, _ => Reply.Json($"[{row}]"));
        var group = (await odoo.Client.ReadGroupAsync("crm.lead", OdooDomain.All, ["id:sum"], ["write_date:day"], null, TestContext.Current.CancellationToken)).ShouldHaveSingleItem();
        group.Count.ShouldBe(3);
        group["id:sum"].ShouldBe(60L);
        group.Ranges["write_date:day"].ShouldBe(new OdooRange(new DateTime(2026, 11, 21, 0, 0, 0, DateTimeKind.Utc), new DateTime(2026, 11, 22, 0, 0, 0, DateTimeKind.Utc)));
    }

    [Fact]
    public async Task A_load_tells_what_it_did_and_why_not()
    {
        await using var odoo = new ScriptedOdoo(OdooTransport.Json2, request => Reply.Json(request.Body.Contains("good", StringComparison.Ordinal)
            ? """{"ids": [4, 5], "messages": [], "nextrow": 0}"""
            : """{"ids": false, "messages": [{"type": "error", "message": "could not serialize access due to concurrent update", "record": 1, "field": "partner_id"}]}"""));
        var good = await odoo.Client.LoadAsync("crm.lead", ["name"], [["good"]], null, TestContext.Current.CancellationToken);
        good.Ids.ShouldBe([4, 5]);
        good.ConcurrentUpdate.ShouldBeFalse();
        var bad = await odoo.Client.LoadAsync("crm.lead", ["name"], [["bad"]], null, TestContext.Current.CancellationToken);
        (bad.Ids, bad.ConcurrentUpdate, bad.Messages.Single()).ShouldBe((null, true, new OdooLoadMessage("error", "could not serialize access due to concurrent update", 1, "partner_id")));
    }

    [Fact]
    public void A_set_of_fields_knows_its_positions()
    {
        var set = OdooFieldSet.Of(new Dictionary<string, OdooField> { ["a"] = new("a", OdooFieldType.Char), ["b"] = new("b", OdooFieldType.Date) }, "b", "a");
        (set.Count, set.IndexOf("a"), set.IndexOf("b"), set.IndexOf("c"), set[0].Type).ShouldBe((2, 1, 0, -1, OdooFieldType.Date));
        Should.Throw<ArgumentException>(() => new OdooFieldSet([set[0], set[0]]));
        Should.Throw<ArgumentException>(() => OdooFieldSet.Of(new Dictionary<string, OdooField>(), "missing"));
    }

    private static string Rows(params int[] ids) => $"[{string.Join(", ", ids.Select(id => string.Create(CultureInfo.InvariantCulture, $$"""{"id": {{id}}, "name": "n"}""")))}]";
}
