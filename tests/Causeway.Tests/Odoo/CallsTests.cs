using System.Numerics;
using System.Text.Json;
using Causeway.Odoo;
using Causeway.Tests.Odoo.Recordings;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Odoo;

/// <summary>What is sent: by position and name to the older transports, by name alone to JSON-2.</summary>
public sealed class CallsTests
{
    private static readonly OdooContext Context = new() { ActiveTest = false, Lang = "en_US", Tz = "UTC", AllowedCompanyIds = [1, 2] };
    private static readonly OdooFieldSet Name = new([new OdooField("name", OdooFieldType.Char)]);

    [Fact]
    public async Task A_search_sends_its_domain_by_position_because_its_name_changed()
    {
        var query = new OdooQuery { Limit = 5, Offset = 10, Order = "id desc", Context = Context };
        var domain = OdooDomain.Where("user_id", "=", null).And(OdooDomain.Where("date", ">", new DateOnly(2026, 1, 2)));
        await ExpectAsync(
            odoo => odoo.SearchAsync("crm.lead", domain, query, default), "[]",
            "crm.lead.search",
            """[["&", ["user_id", "=", false], ["date", ">", "2026-01-02"]]]""",
            """{"limit": 5, "offset": 10, "order": "id desc", "context": {"active_test": false, "lang": "en_US", "tz": "UTC", "allowed_company_ids": [1, 2]}}""",
            """{"domain": ["&", ["user_id", "=", false], ["date", ">", "2026-01-02"]], "limit": 5, "offset": 10, "order": "id desc", "context": {"active_test": false, "lang": "en_US", "tz": "UTC", "allowed_company_ids": [1, 2]}}""");
    }

    [Fact]
    public Task A_search_read_asks_for_the_id_and_for_what_was_asked() => ExpectAsync(
        async odoo => await (await odoo.SearchReadPageAsync("crm.lead", OdooDomain.All, Name, new OdooQuery { Load = "" }, default)).DisposeAsync(), "[]",
        "crm.lead.search_read", "[]", """{"domain": [], "fields": ["id", "name"], "load": ""}""", """{"domain": [], "fields": ["id", "name"], "load": ""}""");

    [Fact]
    public Task No_fields_means_the_id_alone_and_not_every_field() => ExpectAsync(
        odoo => odoo.ReadAsync("crm.lead", [1, 2], new OdooFieldSet([]), null, default, load: ""), "[]",
        "crm.lead.read", "[[1, 2]]", """{"fields": ["id"], "load": ""}""", """{"ids": [1, 2], "fields": ["id"], "load": ""}""");

    [Fact]
    public Task A_write_sends_our_values_in_the_forms_that_Odoo_takes()
    {
        var values = new Dictionary<string, object?>
        {
            ["partner_id"] = null,
            ["stage_id"] = new OdooReference(4, "Won"),
            ["date_open"] = new DateTimeOffset(2026, 5, 4, 12, 11, 12, TimeSpan.FromHours(2)),
            ["date_closed"] = new DateTime(2026, 5, 4, 10, 11, 12, DateTimeKind.Utc).AddMilliseconds(987),
            ["date_deadline"] = new DateOnly(2027, 1, 2),
            ["expected_revenue"] = 12.50m,
            ["color"] = 3,
            ["active"] = true,
            ["tag_ids"] = new object[] { new object?[] { 6, 0, new long[] { 1, 2 } }, new object?[] { 0, 0, new Dictionary<string, object?> { ["name"] = null } } },
            ["lead_properties"] = JsonSerializer.Deserialize<JsonElement>("""{"p_text": "x", "p_none": null}"""),
        };
        const string sent = """
            {"partner_id": false, "stage_id": 4, "date_open": "2026-05-04 10:11:12", "date_closed": "2026-05-04 10:11:12", "date_deadline": "2027-01-02",
             "expected_revenue": 12.50, "color": 3, "active": true, "tag_ids": [[6, 0, [1, 2]], [0, 0, {"name": false}]], "lead_properties": {"p_text": "x", "p_none": false}}
            """;
        return ExpectAsync(odoo => odoo.WriteAsync("crm.lead", [7], values, null, default), "true", "crm.lead.write", $"[[7], {sent}]", "{}", $$"""{"ids": [7], "vals": {{sent}}}""");
    }

    [Fact]
    public Task A_create_sends_one_object() => ExpectAsync(
        async odoo => (await odoo.CreateAsync("crm.lead", new Dictionary<string, object?> { ["name"] = "a <b> & \r\n \U0001F600" }, null, default)).ShouldBe(9), "9",
        "crm.lead.create", """[{"name": "a <b> & \r\n \uD83D\uDE00"}]""", "{}", """{"vals_list": {"name": "a <b> & \r\n \uD83D\uDE00"}}""");

    [Fact]
    public Task Several_creates_go_in_one_call() => ExpectAsync(
        async odoo => (await odoo.CreateManyAsync("crm.tag", [new Dictionary<string, object?> { ["name"] = "a" }, new Dictionary<string, object?> { ["name"] = "b" }], null, default)).ShouldBe([9, 10]), "[9, 10]",
        "crm.tag.create", """[[{"name": "a"}, {"name": "b"}]]""", "{}", """{"vals_list": [{"name": "a"}, {"name": "b"}]}""");

    [Fact]
    public Task An_unlink_sends_the_ids_alone() => ExpectAsync(
        odoo => odoo.UnlinkAsync("crm.tag", [1, 2], null, default), "true", "crm.tag.unlink", "[[1, 2]]", "{}", """{"ids": [1, 2]}""");

    [Fact]
    public Task A_load_sends_fields_and_rows() => ExpectAsync(
        odoo => odoo.LoadAsync("crm.lead", ["id", "name"], [["ours.a", "x"], ["ours.b", null]], null, default), """{"ids": false, "messages": []}""",
        "crm.lead.load", """[["id", "name"], [["ours.a", "x"], ["ours.b", false]]]""", "{}", """{"fields": ["id", "name"], "data": [["ours.a", "x"], ["ours.b", false]]}""");

    [Fact]
    public Task A_grouping_asks_for_all_levels_at_once_and_on_19_by_the_method_that_is_not_deprecated() => ExpectAsync(
        odoo => odoo.ReadGroupAsync("crm.lead", OdooDomain.All, ["id:sum"], ["write_date:day", "stage_id"], null, default), "[]",
        "crm.lead.read_group", "[]",
        """{"domain": [], "fields": ["id:sum"], "groupby": ["write_date:day", "stage_id"], "lazy": false}""",
        """{"domain": [], "aggregates": ["__count", "id:sum"], "groupby": ["write_date:day", "stage_id"]}""",
        "crm.lead.formatted_read_group");

    [Fact]
    public Task An_argument_may_be_None_but_a_value_inside_of_one_may_not()
    {
        var call = new OdooCall("crm.lead", "do")
        {
            Ids = [1],
            Arguments = new Dictionary<string, object?> { ["load"] = null, ["first"] = "a", ["values"] = new object?[] { null, 1L, new BigInteger(5) } },
            Positional = ["first"],
        };
        return ExpectAsync(
            odoo => odoo.CallAsync(call, default), "null", "crm.lead.do",
            """[[1], "a"]""", """{"load": null, "values": [false, 1, 5]}""", """{"ids": [1], "load": null, "first": "a", "values": [false, 1, 5]}""");
    }

    [Fact]
    public async Task XML_RPC_sends_long_integers_as_i8_and_None_as_nil()
    {
        await using var odoo = new ScriptedOdoo(OdooTransport.XmlRpc, _ => ScriptedOdoo.Result(OdooTransport.XmlRpc, "", "<int>0</int>"));
        var call = new OdooCall("crm.lead", "do") { Arguments = new Dictionary<string, object?> { ["big"] = 5_000_000_000, ["small"] = 5L, ["none"] = null, ["size"] = 1.5m } };
        await odoo.Client.CallAsync(call, TestContext.Current.CancellationToken);
        var body = odoo.Calls.Single().Body;
        body.ShouldContain("<i8>5000000000</i8>");
        body.ShouldContain("<int>5</int>");
        body.ShouldContain("<nil />");
        body.ShouldContain("<double>1.5</double>");
    }

    [Theory]
    // As codes: the runner's own journey of the data does not preserve half a pair.
    [InlineData(0x0000, true)]
    [InlineData(0xD83D, true)]
    [InlineData(0xDE00, true)]
    [InlineData(0x0007, false)]
    [InlineData(0xFFFF, false)]
    public async Task A_text_that_cannot_arrive_is_refused_before_it_is_sent(int code, bool byJsonToo)
    {
        var text = $"a{(char)code}b";
        foreach (var transport in Enum.GetValues<OdooTransport>())
        {
            await using var odoo = new ScriptedOdoo(transport, _ => ScriptedOdoo.Result(transport, "1", "<int>1</int>"));
            var create = odoo.Client.CreateAsync("crm.lead", new Dictionary<string, object?> { ["contact_name"] = text }, null, TestContext.Current.CancellationToken);
            if (!byJsonToo && transport != OdooTransport.XmlRpc)
            {
                (await create).ShouldBe(1);
                continue;
            }
            var error = await Should.ThrowAsync<OdooException>(create);
            error.Kind.ShouldBe(OdooErrorKind.Refused);
            error.Message.ShouldContain("contact_name");
            odoo.Calls.ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task JSON_2_carries_the_key_and_the_database_in_headers()
    {
        await using var odoo = new ScriptedOdoo(OdooTransport.Json2, _ => Reply.Json("0"));
        await odoo.Client.SearchCountAsync("crm.lead", OdooDomain.All, null, TestContext.Current.CancellationToken);
        var call = odoo.Calls.Single();
        (call.Method, call.Path).ShouldBe(("POST", "/json/2/crm.lead/search_count"));
        call.Headers["Authorization"].ShouldBe($"bearer {ScriptedOdoo.Secret}");
        call.Headers["X-Odoo-Database"].ShouldBe("testdb");
        call.Headers["Content-Type"].ShouldBe("application/json");
        call.Headers["Accept-Encoding"].ShouldContain("gzip");
        call.Body.ShouldNotContain(ScriptedOdoo.Secret);
    }

    /// <summary>Makes a call over each transport and reads what arrived without the client.</summary>
    private static async Task ExpectAsync(Func<OdooClient, Task> act, string answer, string called, string positional, string keywords, string named, string? calledBy19 = null)
    {
        foreach (var transport in Enum.GetValues<OdooTransport>())
        {
            await using var odoo = new ScriptedOdoo(transport, _ => ScriptedOdoo.Result(transport, answer, XmlOf(answer)));
            await act(odoo.Client);
            var sent = odoo.Calls.Single();
            if (transport == OdooTransport.Json2)
            {
                called = calledBy19 ?? called;
                sent.Path.ShouldBe($"/json/2/{called[..called.LastIndexOf('.')]}/{called[(called.LastIndexOf('.') + 1)..]}");
                Canonical.Json(Plain.Json(sent.Body)).ShouldBe(Canonical.Json(Plain.Json(named)));
                continue;
            }
            var arguments = transport == OdooTransport.XmlRpc
                ? Plain.XmlParameters(sent.Body)
                : (List<object?>)((Dictionary<string, object?>)((Dictionary<string, object?>)Plain.Json(sent.Body)!)["params"]!)["args"]!;
            arguments.Take(3).Select(Canonical.Json).ShouldBe(["\"testdb\"", "2", $"\"{ScriptedOdoo.Secret}\""]);
            $"{arguments[3]}.{arguments[4]}".ShouldBe(called);
            Canonical.Json(arguments[5]).ShouldBe(Canonical.Json(Plain.Json(positional)), $"positional, {transport}");
            Canonical.Json(arguments[6]).ShouldBe(Canonical.Json(Plain.Json(keywords)), $"keywords, {transport}");
        }
    }

    private static string XmlOf(string json) => json switch
    {
        "[]" => "<array><data></data></array>",
        "[9, 10]" => "<array><data><value><int>9</int></value><value><int>10</int></value></data></array>",
        "9" => "<int>9</int>",
        "true" or "null" => "<boolean>1</boolean>",
        _ => "<struct><member><name>ids</name><value><boolean>0</boolean></value></member></struct>",
    };
}
