using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Causeway.Sandbox;
using Xunit;

namespace Causeway.Tests.Sandbox;

/// <summary>
/// What the contract tests run against: the sandbox always; a real server too where ODOO_TEST_URL,
/// ODOO_TEST_DB, ODOO_TEST_USER and ODOO_TEST_PASSWORD (and ODOO_TEST_KEY for JSON-2) say where it is.
/// </summary>
public sealed class Targets : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<Task<SandboxServer>>> sandboxes = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<HttpClient> clients = [];

    public static TheoryData<string> All => [.. Names()];

    /// <summary>One transport each: for what does not depend on how it is carried.</summary>
    public static TheoryData<string> Plain => [.. Names().Where(name => name.EndsWith("jsonrpc", StringComparison.Ordinal))];

    public static TheoryData<string> OverXmlRpc => [.. Names().Where(name => name.EndsWith("xmlrpc", StringComparison.Ordinal))];

    public static TheoryData<string> OverJson2 => [.. Names().Where(name => name.EndsWith("json2", StringComparison.Ordinal))];

    /// <summary>A real server over each of its transports; none where none is named.</summary>
    public static IReadOnlyList<string> Real => Setting("ODOO_TEST_URL") is null ? [] : ["real jsonrpc", "real xmlrpc", .. RealJson2()];

    internal async Task<OdooTarget> OpenAsync(string name)
    {
        var (place, transport) = name.Split(' ') is [.. var before, var last] ? (string.Join(' ', before), last) : default;
        if (place == "real")
        {
            return await OpenAsync(Setting("ODOO_TEST_URL")!, Setting("ODOO_TEST_DB")!, Setting("ODOO_TEST_USER")!, Setting("ODOO_TEST_PASSWORD")!, Setting("ODOO_TEST_KEY"), transport);
        }

        var server = await SandboxAsync(place.Split(' ')[1]);
        return await OpenAsync(server.Url, server.Database, server.Admin.Login, server.Admin.Password, server.Admin.ApiKey, transport, isSandbox: true);
    }

    public Task<SandboxServer> SandboxAsync(string version) => sandboxes.GetOrAdd(version, wanted =>
        new Lazy<Task<SandboxServer>>(() => SandboxServer.StartAsync(new SandboxOptions { Version = wanted }, CancellationToken.None))).Value;

    public async ValueTask DisposeAsync()
    {
        foreach (var client in clients)
        {
            client.Dispose();
        }

        foreach (var sandbox in sandboxes.Values.Where(sandbox => sandbox.IsValueCreated))
        {
            await (await sandbox.Value).DisposeAsync();
        }
    }

    private async Task<OdooTarget> OpenAsync(string url, string database, string login, string password, string? key, string transport, bool isSandbox = false)
    {
        var http = new HttpClient { BaseAddress = new Uri(url) };
        clients.Add(http);
        var version = await OdooWire.JsonRpcAsync(http, "common", "version", []);
        var uid = (int)(await OdooWire.JsonRpcAsync(http, "common", "authenticate", [database, login, password, new JsonObject()]))!;
        var secret = transport == "json2" ? key! : password;
        return new OdooTarget(http, new OdooWire(http, transport, database, uid, login, secret), database, (int)version!["server_version_info"]![0]!) { IsSandbox = isSandbox };
    }

    private static IEnumerable<string> Names()
    {
        string[] sandbox = ["sandbox 18.0 jsonrpc", "sandbox 18.0 xmlrpc", "sandbox 19.0 jsonrpc", "sandbox 19.0 json2"];
        return [.. sandbox, .. Real];
    }

    private static IEnumerable<string> RealJson2()
    {
        if (Setting("ODOO_TEST_KEY") is null)
        {
            yield break;
        }

        using var http = new HttpClient();
        using var answer = http.Send(new HttpRequestMessage(HttpMethod.Get, Setting("ODOO_TEST_URL") + "/web/version"));
        if (answer.IsSuccessStatusCode)
        {
            yield return "real json2";
        }
    }

    private static string? Setting(string name) => Environment.GetEnvironmentVariable(name);
}
