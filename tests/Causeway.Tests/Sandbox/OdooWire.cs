using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Causeway.Tests.Sandbox;

/// <summary>
/// The tests' own tiny client of Odoo: raw HTTP, one call at a time. It shares nothing with Causeway.Odoo, so
/// that the two do not agree by construction.
/// </summary>
internal sealed class OdooWire(HttpClient http, string transport, string database, int uid, string login, string secret)
{
    public string Transport => transport;

    public int Uid => uid;

    public string Login => login;

    public string Secret => secret;

    /// <summary>Calls with named arguments, which all transports take.</summary>
    public Task<JsonNode?> CallAsync(string model, string method, object? arguments = null, int[]? ids = null, CancellationToken ct = default)
    {
        var named = JsonSerializer.SerializeToNode(arguments ?? new { })!.AsObject();
        return transport switch
        {
            "jsonrpc" => JsonRpcAsync("object", "execute_kw", [database, uid, secret, model, method, Positional(method, named, ids), named], ct),
            "xmlrpc" => XmlRpcAsync("object", "execute_kw", [database, uid, secret, model, method, Positional(method, named, ids), named], ct),
            _ => Json2Async(model, method, named, ids, ct),
        };
    }

    public Task<JsonNode?> JsonRpcAsync(string service, string method, JsonArray args, CancellationToken ct = default) =>
        JsonRpcAsync(http, service, method, args, ct);

    public static async Task<JsonNode?> JsonRpcAsync(HttpClient http, string service, string method, JsonArray args, CancellationToken ct = default)
    {
        var envelope = new JsonObject { ["jsonrpc"] = "2.0", ["method"] = "call", ["id"] = 7, ["params"] = new JsonObject { ["service"] = service, ["method"] = method, ["args"] = args } };
        using var content = new StringContent(envelope.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(new Uri("/jsonrpc", UriKind.Relative), content, ct);
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(ct))!;
        return answer["error"] is { } error ? throw new OdooFault((string)error["data"]!["name"]!, (string)error["data"]!["message"]!) : answer["result"];
    }

    public async Task<JsonNode?> XmlRpcAsync(string service, string method, JsonArray args, CancellationToken ct = default)
    {
        var call = new XElement("methodCall", new XElement("methodName", method), new XElement("params", args.Select(arg => new XElement("param", ToXml(arg)))));
        using var content = new StringContent(call.ToString(SaveOptions.DisableFormatting), Encoding.UTF8, "text/xml");
        using var response = await http.PostAsync(new Uri($"/xmlrpc/2/{service}", UriKind.Relative), content, ct);
        var root = XDocument.Parse(await response.Content.ReadAsStringAsync(ct)).Root!;
        return root.Element("fault") is { } fault
            ? throw Fault(FromXml(fault.Element("value")!)!)
            : FromXml(root.Element("params")!.Element("param")!.Element("value")!);
    }

    private async Task<JsonNode?> Json2Async(string model, string method, JsonObject named, int[]? ids, CancellationToken ct)
    {
        if (ids is not null)
        {
            named["ids"] = JsonSerializer.SerializeToNode(ids);
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/json/2/{model}/{method}", UriKind.Relative))
        {
            Content = new StringContent(named.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("bearer", secret);
        request.Headers.Add("X-Odoo-Database", database);
        using var response = await http.SendAsync(request, ct);
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(ct));
        return response.IsSuccessStatusCode ? answer : throw new OdooFault((string)answer!["name"]!, (string)answer["message"]!) { Status = (int)response.StatusCode };
    }

    /// <summary>
    /// The ids of a record method; and the values of a create or write, which models before 19 name as they like.
    /// </summary>
    private static JsonArray Positional(string method, JsonObject named, int[]? ids)
    {
        JsonArray positional = ids is null ? [] : [JsonSerializer.SerializeToNode(ids)];
        if (method is "create" or "write")
        {
            named.Remove(method == "create" ? "vals_list" : "vals", out var values);
            positional.Add(values);
        }

        return positional;
    }

    /// <summary>XML-RPC has a number for the kind, and for all the rest a traceback whose last line names the class.</summary>
    private static OdooFault Fault(JsonNode fault)
    {
        var text = (string)fault["faultString"]!;
        return (int)fault["faultCode"]! switch
        {
            2 => new OdooFault(text.StartsWith("Record does not exist", StringComparison.Ordinal) ? "MissingError" : "UserError or ValidationError", text),
            3 => new OdooFault("AccessDenied", text),
            4 => new OdooFault("AccessError", text),
            _ => Last(text),
        };
    }

    private static OdooFault Last(string traceback)
    {
        var last = traceback.TrimEnd().Split('\n').Last(line => line.Contains(": ", StringComparison.Ordinal) && !line.StartsWith(' '));
        var parts = last.Split(": ", 2);
        return new OdooFault(parts[0], parts[1]);
    }

    private static XElement ToXml(JsonNode? node) => new("value", node switch
    {
        null => new XElement("nil"),
        JsonObject map => new XElement("struct", map.Select(pair => new XElement("member", new XElement("name", pair.Key), ToXml(pair.Value)))),
        JsonArray list => new XElement("array", new XElement("data", list.Select(ToXml))),
        _ => Scalar(node.AsValue()),
    });

    private static XElement Scalar(JsonValue value) => value.GetValueKind() switch
    {
        JsonValueKind.True => new XElement("boolean", 1),
        JsonValueKind.False => new XElement("boolean", 0),
        JsonValueKind.Number when value.ToJsonString().AsSpan().ContainsAny('.', 'e', 'E') => new XElement("double", value.ToJsonString()),
        JsonValueKind.Number => new XElement("int", value.ToJsonString()),
        _ => new XElement("string", value.ToString()),
    };

    private static JsonNode? FromXml(XElement value)
    {
        var typed = value.Elements().FirstOrDefault();
        return typed?.Name.LocalName switch
        {
            "int" or "i4" => int.Parse(typed.Value, CultureInfo.InvariantCulture),
            "double" => double.Parse(typed.Value, CultureInfo.InvariantCulture),
            "boolean" => typed.Value == "1",
            "array" => new JsonArray([.. typed.Element("data")!.Elements("value").Select(FromXml)]),
            "struct" => new JsonObject(typed.Elements("member").Select(member => KeyValuePair.Create(member.Element("name")!.Value, FromXml(member.Element("value")!)))),
            _ => value.Value,
        };
    }
}

/// <summary>An error that Odoo answered, by its class as far as the transport tells it.</summary>
internal sealed class OdooFault(string name, string message) : Exception($"{name}: {message}")
{
    public string Name => name;

    public string Text => message;

    public int? Status { get; init; }

    public bool Is(string kind) => name.Contains(kind, StringComparison.Ordinal);
}
