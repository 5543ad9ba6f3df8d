using Causeway.Odoo;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Odoo;

public sealed class ProbeTests
{
    private const string Key = "0123456789abcdef0123456789abcdef01234567";

    private bool _hasJson2 = true;
    private bool _hasJsonRpc = true;
    private string _version = "19.0";
    private string _versionInfo = "19";

    [Fact]
    public async Task A_key_takes_JSON_2_where_the_server_has_it()
    {
        var (server, requests) = await ProbeAsync(Key);
        server.Chosen.ShouldBe(OdooTransport.Json2);
        server.Offered.ShouldBe([OdooTransport.Json2, OdooTransport.JsonRpc, OdooTransport.XmlRpc]);
        requests.ShouldBe(["/json/version"]);
    }

    [Fact]
    public async Task A_password_takes_JSON_RPC_where_JSON_2_does_not_accept_it()
    {
        var (server, requests) = await ProbeAsync("password");
        server.Chosen.ShouldBe(OdooTransport.JsonRpc);
        requests.ShouldBe(["/json/version", "/json/2/res.users/context_get", "/jsonrpc"]);
    }

    [Fact]
    public async Task A_key_that_does_not_look_like_one_takes_JSON_2_when_it_is_accepted() =>
        (await ProbeAsync("short-key")).Server.Chosen.ShouldBe(OdooTransport.Json2);

    [Fact]
    public async Task A_password_that_no_header_can_carry_is_not_sent_in_one()
    {
        var (server, requests) = await ProbeAsync("pa\u00dfwort");
        server.Chosen.ShouldBe(OdooTransport.JsonRpc);
        requests.ShouldBe(["/json/version", "/jsonrpc"]);
    }

    [Fact]
    public async Task An_older_server_is_asked_by_JSON_RPC()
    {
        (_hasJson2, _version, _versionInfo) = (false, "18.0+e-20241005", "18");
        var (server, _) = await ProbeAsync(Key);
        (server.Version, server.Major, server.Chosen).ShouldBe(("18.0+e-20241005", 18, OdooTransport.JsonRpc));
        server.Offered.ShouldBe([OdooTransport.JsonRpc, OdooTransport.XmlRpc]);
    }

    [Fact]
    public async Task Where_JSON_RPC_is_shut_off_XML_RPC_is_taken()
    {
        (_hasJson2, _hasJsonRpc, _version, _versionInfo) = (false, false, "16.0", "16");
        (await ProbeAsync(Key)).Server.Chosen.ShouldBe(OdooTransport.XmlRpc);
    }

    [Theory]
    [InlineData("saas~18.4", "\"saas~18\"", 18)]
    [InlineData("19.1a1", "19", 19)]
    [InlineData("17.0", "null", 17)]
    [InlineData("trunk", "\"trunk\"", 0)]
    public async Task A_version_may_be_text(string version, string first, int major)
    {
        (_hasJson2, _version, _versionInfo) = (false, version, first);
        var (server, _) = await ProbeAsync(Key);
        (server.Version, server.Major).ShouldBe((version, major));
    }

    [Fact]
    public async Task The_key_of_another_user_is_not_accepted_as_ours()
    {
        await using var odoo = Server();
        using var http = OdooClient.CreateHttpClient();
        using var client = Client(odoo, http, Key, "somebody.else");
        var error = await Should.ThrowAsync<OdooException>(() => client.IdentifyAsync(TestContext.Current.CancellationToken));
        error.Kind.ShouldBe(OdooErrorKind.BadCredentials);
        error.Message.ShouldContain("somebody.else");
    }

    [Fact]
    public async Task The_credentials_tell_who_we_are_over_every_transport()
    {
        foreach (var transport in new[] { OdooTransport.Json2, OdooTransport.JsonRpc })
        {
            await using var odoo = Server();
            using var http = OdooClient.CreateHttpClient();
            using var client = Client(odoo, http, transport == OdooTransport.Json2 ? Key : "password", "admin");
            (await client.IdentifyAsync(TestContext.Current.CancellationToken)).ShouldBe(new OdooIdentity(2, "admin"));
            (await client.ProbeAsync(TestContext.Current.CancellationToken)).Chosen.ShouldBe(transport);
        }
    }

    [Fact]
    public async Task A_path_before_Odoo_is_kept()
    {
        await using var odoo = Server();
        using var http = OdooClient.CreateHttpClient();
        using var client = new OdooClient(new OdooOptions { Url = new Uri(odoo.Url, "/erp/"), Database = "testdb", Username = "admin", Secret = Key }, http);
        await Should.ThrowAsync<OdooException>(() => client.ProbeAsync(TestContext.Current.CancellationToken));
        odoo.Requests.Select(request => request.Path).ShouldBe(["/erp/json/version", "/erp/jsonrpc", "/erp/xmlrpc/2/common"]);
    }

    private async Task<(OdooServer Server, List<string> Requests)> ProbeAsync(string secret)
    {
        await using var odoo = Server();
        using var http = OdooClient.CreateHttpClient();
        using var client = Client(odoo, http, secret, "admin");
        var server = await client.ProbeAsync(TestContext.Current.CancellationToken);
        (await client.ProbeAsync(TestContext.Current.CancellationToken)).ShouldBeSameAs(server);
        return (server, [.. odoo.Requests.Select(request => request.Path)]);
    }

    private static OdooClient Client(LoopbackServer odoo, HttpClient http, string secret, string username) =>
        new(new OdooOptions { Url = odoo.Url, Database = "testdb", Username = username, Secret = secret }, http);

    private LoopbackServer Server() => new(request => request.Path switch
    {
        "/json/version" when _hasJson2 => Reply.Json($$"""{"version_info": [{{_versionInfo}}, 0, 0, "final", 0, ""], "version": "{{_version}}"}"""),
        "/json/version" => Reply.Html("See other", 303, ("Location", "/web/login")),
        _ when request.Path.StartsWith("/json/2/", StringComparison.Ordinal) && request.Headers["Authorization"] is not ("bearer " + Key or "bearer short-key") =>
            Reply.Json("""{"name": "werkzeug.exceptions.Unauthorized", "message": "Invalid apikey"}""", 401),
        "/json/2/res.users/context_get" => Reply.Json("""{"lang": "en_US", "tz": false, "uid": 2}"""),
        "/json/2/res.users/read" => Reply.Json("""[{"id": 2, "login": "admin"}]"""),
        "/jsonrpc" when _hasJsonRpc => ScriptedOdoo.Result(OdooTransport.JsonRpc, request.Body.Contains("\"authenticate\"", StringComparison.Ordinal)
            ? "2"
            : $$"""{"server_version": "{{_version}}", "server_version_info": [{{_versionInfo}}, 0, 0, "final", 0, ""], "protocol_version": 1}""", ""),
        "/xmlrpc/2/common" => ScriptedOdoo.Result(OdooTransport.XmlRpc, "", $"<struct><member><name>server_version</name><value><string>{_version}</string></value></member></struct>"),
        _ => Reply.Html("Not Found", 404),
    });
}
