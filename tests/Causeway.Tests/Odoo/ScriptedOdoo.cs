using System.Collections.Concurrent;
using Causeway.Odoo;

namespace Causeway.Tests.Odoo;

/// <summary>
/// A client and a loopback server that answers its first questions (version, login) and leaves the calls to the test.
/// </summary>
internal sealed class ScriptedOdoo : IAsyncDisposable
{
    public const string Secret = "fakekey-0123456789";

    private readonly HttpClient _http = OdooClient.CreateHttpClient();
    private readonly LoopbackServer _server;

    public ScriptedOdoo(OdooTransport transport, Func<LoopbackRequest, Reply> answer, Func<OdooOptions, OdooOptions>? configure = null, TimeProvider? time = null)
    {
        _server = new LoopbackServer(request => Greeting(request) ?? Count(request, answer));
        var options = new OdooOptions { Url = _server.Url, Database = "testdb", Username = "admin", Secret = Secret, Transport = transport, MaxAttempts = 1 };
        Client = new OdooClient(configure?.Invoke(options) ?? options, _http, time);
    }

    public OdooClient Client { get; }

    /// <summary>The calls, without the first questions.</summary>
    public ConcurrentQueue<LoopbackRequest> Calls { get; } = [];

    /// <summary>What the server answers to a call that gives a value, written for JSON and for XML.</summary>
    public static Reply Result(OdooTransport transport, string json, string xml) => transport switch
    {
        OdooTransport.XmlRpc => Reply.Xml($"<?xml version='1.0'?>\n<methodResponse>\n<params>\n<param>\n<value>{xml}</value>\n</param>\n</params>\n</methodResponse>\n"),
        OdooTransport.JsonRpc => Reply.Json($$"""{"jsonrpc": "2.0", "id": 1, "result": {{json}}}"""),
        _ => Reply.Json(json),
    };

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _http.Dispose();
        await _server.DisposeAsync();
    }

    /// <summary>The answer to a question that every client asks before its first call; null for a call.</summary>
    public static Reply? Greeting(LoopbackRequest request) => request switch
    {
        { Path: "/json/version" } => Reply.Json("""{"version_info": [19, 0, 0, "final", 0, ""], "version": "19.0"}"""),
        { Path: "/jsonrpc" } when request.Body.Contains("\"service\":\"common\"", StringComparison.Ordinal) =>
            Result(OdooTransport.JsonRpc, request.Body.Contains("\"authenticate\"", StringComparison.Ordinal) ? "2" : """{"server_version": "18.0"}""", ""),
        { Path: "/xmlrpc/2/common" } =>
            Result(OdooTransport.XmlRpc, "", request.Body.Contains("authenticate", StringComparison.Ordinal) ? "<int>2</int>" : "<struct><member><name>server_version</name><value>18.0</value></member></struct>"),
        _ => null,
    };

    private Reply Count(LoopbackRequest request, Func<LoopbackRequest, Reply> answer)
    {
        Calls.Enqueue(request);
        return answer(request);
    }
}
