using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Sandbox;

/// <summary>What each transport does in its own way.</summary>
public sealed class ContractTestsTransports(Targets targets) : IClassFixture<Targets>
{
    [Theory, MemberData(nameof(Targets.Plain), MemberType = typeof(Targets))]
    public async Task Signing_in_answers_the_uid_or_false(string name)
    {
        var odoo = await targets.OpenAsync(name);
        Task<JsonNode?> SignIn(string database, string login, string secret) => odoo.Admin.JsonRpcAsync("common", "authenticate", [database, login, secret, new JsonObject()]);

        ((bool)(await SignIn(odoo.Database, odoo.Admin.Login, "wrong"))!).ShouldBeFalse();
        ((bool)(await SignIn(odoo.Database, "nobody@nowhere", "wrong"))!).ShouldBeFalse();
        (await Wires.FaultAsync(() => SignIn("nosuchdb", odoo.Admin.Login, "wrong"))).Name.ShouldBe("psycopg2.OperationalError");
        var denied = await Wires.FaultAsync(() => odoo.Admin.JsonRpcAsync("object", "execute_kw", [odoo.Database, odoo.Admin.Uid, "wrong", "crm.tag", "search", new JsonArray(new JsonArray())]));
        denied.Name.ShouldBe("odoo.exceptions.AccessDenied");
        denied.Text.ShouldBe("Access Denied");
    }

    [Theory, MemberData(nameof(Targets.Plain), MemberType = typeof(Targets))]
    public async Task JsonRpc_echoes_the_id_and_says_nothing_for_nothing(string name)
    {
        var odoo = await targets.OpenAsync(name);
        var version = await PostAsync(odoo, "/jsonrpc", """{"jsonrpc":"2.0","method":"call","params":{"service":"common","method":"version","args":[]},"id":"a text"}""");
        ((string)version.Json["id"]!).ShouldBe("a text");
        ((int)version.Json["result"]!["protocol_version"]!).ShouldBe(1);

        await using var records = odoo.Records();
        var id = await records.CreateAsync("res.partner", new { name = records.Mark });
        (await odoo.Admin.CallAsync("res.partner", "action_archive", ids: [id])).ShouldBeNull();
        ((bool)(await odoo.Admin.ReadAsync("res.partner", id, "active"))["active"]!).ShouldBeFalse();
    }

    [Theory, MemberData(nameof(Targets.Plain), MemberType = typeof(Targets))]
    public async Task JsonRpc_refuses_what_it_cannot_read(string name)
    {
        var odoo = await targets.OpenAsync(name);
        (await PostAsync(odoo, "/jsonrpc", "{this is not json")).ShouldBe(HttpStatusCode.BadRequest, "Invalid JSON data");
        (await PostAsync(odoo, "/jsonrpc", "[]")).ShouldBe(HttpStatusCode.BadRequest, "Invalid JSON-RPC data");
        (await PostAsync(odoo, "/jsonrpc", "{}", "text/plain")).Status.ShouldBe(odoo.Version >= 19 ? HttpStatusCode.UnsupportedMediaType : HttpStatusCode.BadRequest);
        var error = (await PostAsync(odoo, "/jsonrpc", """{"jsonrpc":"2.0","method":"call","id":3}""")).Json["error"]!;
        ((int)error["code"]!).ShouldBe(odoo.Version >= 19 ? 0 : 200);
        ((string)error["message"]!).ShouldBe("Odoo Server Error");
        ((string)error["data"]!["name"]!).ShouldBe("builtins.TypeError");
        ((string)error["data"]!["debug"]!).ShouldStartWith("Traceback (most recent call last):");
    }

    [Theory, MemberData(nameof(Targets.OverXmlRpc), MemberType = typeof(Targets))]
    public async Task XmlRpc_cannot_say_nothing_but_does_it(string name)
    {
        var odoo = await targets.OpenAsync(name);
        await using var records = odoo.Records();
        var id = await records.CreateAsync("res.partner", new { name = records.Mark });

        var fault = await Wires.FaultAsync(() => odoo.Admin.CallAsync("res.partner", "action_archive", ids: [id]));

        fault.Name.ShouldBe("TypeError");
        fault.Text.ShouldBe("cannot marshal None unless allow_none is enabled");
        ((bool)(await odoo.Admin.ReadAsync("res.partner", id, "active"))["active"]!).ShouldBeFalse();
    }

    [Theory, MemberData(nameof(Targets.OverXmlRpc), MemberType = typeof(Targets))]
    public async Task XmlRpc_carries_no_integer_beyond_32_bits(string name)
    {
        var odoo = await targets.OpenAsync(name);
        await using var records = odoo.Records();
        var ids = await records.CreateManyAsync("crm.lead", new { name = records.Mark, color = int.MaxValue }, new { name = records.Mark, color = int.MaxValue });
        var fault = await Wires.FaultAsync(() => odoo.Admin.CallAsync("crm.lead", "read_group", new { domain = new object[] { new object[] { "id", "in", ids } }, fields = new[] { "color:sum" }, groupby = new[] { "type" } }));
        fault.Text.ShouldBe("int exceeds XML-RPC limits");
    }

    [Theory, MemberData(nameof(Targets.OverXmlRpc), MemberType = typeof(Targets))]
    public async Task XmlRpc_drops_control_characters_and_faults_on_what_is_no_XML(string name)
    {
        var odoo = await targets.OpenAsync(name);
        await using var records = odoo.Records();
        var json = new OdooWire(odoo.Http, "jsonrpc", odoo.Database, odoo.Admin.Uid, odoo.Admin.Login, odoo.Admin.Secret);
        var id = records.Track("crm.lead", (int)(await json.CallAsync("crm.lead", "create", new { vals_list = new[] { new { name = "a\u0001b\tc" } } }))![0]!);

        ((string)(await odoo.Admin.ReadAsync("crm.lead", id, "name"))["name"]!).ShouldBe("ab\tc");
        ((string)(await json.ReadAsync("crm.lead", id, "name"))["name"]!).ShouldBe("a\u0001b\tc");
        (await PostAsync(odoo, "/xmlrpc/2/object", "this is not xml", "text/xml")).Body.ShouldContain("xml.parsers.expat.ExpatError");
        (await PostAsync(odoo, "/xmlrpc/object", "<methodCall><methodName>execute_kw</methodName><params><param><value>x</value></param><param><value><int>1</int></value></param><param><value>y</value></param><param><value>crm.tag</value></param><param><value>search</value></param><param><value><array><data/></array></value></param></params></methodCall>", "text/xml"))
            .Body.ShouldContain("<name>faultCode</name>\n<value><string>");
        using var get = await odoo.Http.GetAsync(new Uri("/xmlrpc/2/common", UriKind.Relative));
        get.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Theory, MemberData(nameof(Targets.OverJson2), MemberType = typeof(Targets))]
    public async Task Json2_answers_in_the_statuses_of_HTTP(string name)
    {
        var odoo = await targets.OpenAsync(name);
        async Task Is(int status, string error, string text, string path, string body)
        {
            var reply = await PostAsync(odoo, "/json/2/" + path, body, key: odoo.Admin.Secret);
            ((int)reply.Status).ShouldBe(status, path + " " + body);
            ((string)reply.Json["name"]!).ShouldBe(error);
            ((string)reply.Json["message"]!).ShouldContain(text);
        }

        await Is(422, "werkzeug.exceptions.UnprocessableEntity", "missing a required argument: 'domain'", "crm.tag/search", "{}");
        await Is(422, "werkzeug.exceptions.UnprocessableEntity", "got an unexpected keyword argument 'nope'", "crm.tag/search", """{"domain":[],"nope":2}""");
        await Is(422, "werkzeug.exceptions.UnprocessableEntity", "cannot call crm.tag.search with ids", "crm.tag/search", """{"domain":[],"ids":[1]}""");
        await Is(422, "werkzeug.exceptions.UnprocessableEntity", "missing a required argument: 'domain'", "crm.tag/search", "[1,2]");
        await Is(404, "werkzeug.exceptions.NotFound", "the model 'no.such.model' does not exist", "no.such.model/search", """{"domain":[]}""");
        await Is(404, "werkzeug.exceptions.NotFound", "The method 'crm.tag.no_such' does not exist", "crm.tag/no_such", "{}");
        await Is(404, "werkzeug.exceptions.NotFound", "Did you mean POST /json/2/<model>/<method>?", "crm.tag", "{}");
        await Is(403, "odoo.exceptions.AccessError", "Private methods (such as 'crm.tag.exists')", "crm.tag/exists", """{"ids":[1]}""");
        await Is(400, "werkzeug.exceptions.BadRequest", "could not parse the body as json", "crm.tag/search", "{nope");
        await Is(500, "builtins.ValueError", "Invalid field", "crm.tag/search_read", """{"fields":["no_such_field"]}""");
        await Is(404, "odoo.exceptions.MissingError", "Record does not exist", "crm.lead/write", """{"ids":[99999999],"vals":{"color":1}}""");
        await Is(422, "odoo.exceptions.ValidationError", "mandatory field", "crm.tag/create", """{"vals_list":[{"color":1}]}""");
    }

    [Theory, MemberData(nameof(Targets.OverJson2), MemberType = typeof(Targets))]
    public async Task Json2_wants_a_key_and_takes_no_password(string name)
    {
        var odoo = await targets.OpenAsync(name);
        var wrong = await PostAsync(odoo, "/json/2/crm.tag/search", """{"domain":[]}""", key: "0000000000000000000000000000000000000000");
        wrong.ShouldBe(HttpStatusCode.Unauthorized, "Invalid apikey");
        wrong.Challenge.ShouldBe("Bearer");
        (await PostAsync(odoo, "/json/2/crm.tag/search", """{"domain":[]}""")).ShouldBe(HttpStatusCode.Unauthorized, "User not authenticated, use an API Key with a Bearer Authorization header.");
        (await PostAsync(odoo, "/json/2/crm.tag/search", """{"domain":[]}""", database: "nosuchdb", key: odoo.Admin.Secret)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await PostAsync(odoo, "/json/2/crm.tag/search", """{"domain":[],"limit":1}""", key: odoo.Admin.Secret)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, MemberData(nameof(Targets.OverJson2), MemberType = typeof(Targets))]
    public async Task Json2_answers_null_for_nothing_and_a_list_for_a_create(string name)
    {
        var odoo = await targets.OpenAsync(name);
        await using var records = odoo.Records();
        var made = await PostAsync(odoo, "/json/2/crm.tag/create", $$$"""{"vals_list":{"name":"{{{records.Mark}}}"}}""", key: odoo.Admin.Secret);
        records.Track("crm.tag", (int)made.Json[0]!);
        (await PostAsync(odoo, "/json/2/res.partner/action_archive", """{"ids":[]}""", key: odoo.Admin.Secret)).Body.ShouldBe("null");
        (await PostAsync(odoo, "/json/2/crm.tag/search_read", """{"fields":["name"],"limit":1}""", key: odoo.Admin.Secret)).Json.AsArray().Count.ShouldBe(1);
    }

    [Theory, MemberData(nameof(Targets.Plain), MemberType = typeof(Targets))]
    public async Task A_client_finds_out_what_stands_there(string name)
    {
        var odoo = await targets.OpenAsync(name);
        using var health = await odoo.Http.GetAsync(new Uri("/web/health", UriKind.Relative));
        (await health.Content.ReadAsStringAsync()).ShouldBe("{\"status\": \"pass\"}");
        (health.Headers.Date is not null).ShouldBeTrue();
        using var version = await odoo.Http.GetAsync(new Uri("/web/version", UriKind.Relative));
        version.StatusCode.ShouldBe(odoo.Version >= 19 ? HttpStatusCode.OK : HttpStatusCode.NotFound);
        var info = await PostAsync(odoo, "/web/webclient/version_info", """{"jsonrpc":"2.0","method":"call","params":{},"id":1}""");
        ((int)info.Json["result"]!["server_version_info"]![0]!).ShouldBe(odoo.Version);
    }

    private static async Task<WireReply> PostAsync(OdooTarget odoo, string path, string body, string type = "application/json", string? key = null, string? database = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new StringContent(body, Encoding.UTF8, type) };
        request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        request.Headers.Add("X-Odoo-Database", database ?? odoo.Database);
        using var response = await odoo.Http.SendAsync(request);
        return new WireReply(response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers.WwwAuthenticate.ToString().Trim());
    }

    private sealed record WireReply(HttpStatusCode Status, string Body, string Challenge)
    {
        public JsonNode Json => JsonNode.Parse(Body)!;

        public void ShouldBe(HttpStatusCode status, string text)
        {
            Status.ShouldBe(status);
            Body.ShouldContain(text);
        }
    }
}
