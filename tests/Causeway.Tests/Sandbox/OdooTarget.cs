using System.Text.Json.Nodes;

namespace Causeway.Tests.Sandbox;

/// <summary>An Odoo to hold to the contract: the sandbox, or a real one.</summary>
internal sealed class OdooTarget(HttpClient http, OdooWire admin, string database, int version)
{
    public HttpClient Http => http;

    /// <summary>Whether it has a control endpoint; a real server is reached by what its administrator may do.</summary>
    public bool IsSandbox { get; init; }

    public string Database => database;

    public int Version => version;

    /// <summary>The administrator, over the transport under test.</summary>
    public OdooWire Admin => admin;

    public string Transport => admin.Transport;

    public MadeRecords Records() => new(admin);

    /// <summary>Somebody else, over JSON-RPC where the transport wants a key, which nobody can make by RPC.</summary>
    public async Task<OdooWire> SignInAsync(string login, string password)
    {
        var uid = await OdooWire.JsonRpcAsync(http, "common", "authenticate", [database, login, password, new JsonObject()]);
        return new OdooWire(http, Transport == "xmlrpc" ? "xmlrpc" : "jsonrpc", database, (int)uid!, login, password);
    }
}
