using Causeway.Sandbox.Faults;

namespace Causeway.Sandbox.Wire;

/// <summary>POST /jsonrpc: every answer of the application is HTTP 200, errors included.</summary>
internal sealed class JsonRpcEndpoint(RpcServices services, FaultGate gate, int version)
{
    public async Task<Reply> HandleAsync(HttpContext http, CancellationToken cancellationToken)
    {
        if (http.Request.Method != "POST" || !IsJson(http.Request.ContentType))
        {
            return WrongType(http.Request.Method == "POST");
        }

        if (!JsonIn.TryParse(await Bodies.ReadAsync(http, cancellationToken), out var body))
        {
            return Reply.Text(400, "text/html; charset=utf-8", "Invalid JSON data");
        }

        return body is Dictionary<string, object?> envelope
            ? await CallAsync(http, envelope, cancellationToken)
            : version == 14 ? Reply.Html(500, "Internal Server Error", "'list' object has no attribute 'get'") : Reply.Text(400, "text/html; charset=utf-8", "Invalid JSON-RPC data");
    }

    public static bool IsJson(string? contentType) =>
        contentType is not null && contentType.Split(';')[0].Trim().Equals("application/json", StringComparison.OrdinalIgnoreCase);

    private async Task<Reply> CallAsync(HttpContext http, Dictionary<string, object?> envelope, CancellationToken cancellationToken)
    {
        var id = envelope.GetValueOrDefault("id");
        try
        {
            var call = Parse(envelope.GetValueOrDefault("params") as Dictionary<string, object?> ?? []);
            return await gate.PassAsync(http, call, () => services.CallAsync(call, result => Answer(id, result), cancellationToken), cancellationToken);
        }
        catch (OdooError error)
        {
            return Refusal(id, error);
        }
    }

    private RpcCall Parse(Dictionary<string, object?> parameters)
    {
        if (!parameters.TryGetValue("service", out var service) || !parameters.TryGetValue("method", out var method) || !parameters.TryGetValue("args", out var given))
        {
            throw OdooError.Type($"{(version >= 19 ? "JSONRPC" : "RPC")}.jsonrpc() missing {3 - parameters.Count} required positional arguments: 'service', 'method', and 'args'");
        }

        return new RpcCall("jsonrpc", $"{service}", $"{method}", given as List<object?> ?? []);
    }

    /// <summary>A method that returns nothing leaves an answer with neither result nor error.</summary>
    private Reply Answer(object? id, object? result) => Reply.Json(200, version <= 14, writer =>
    {
        Begin(writer, id);
        if (result is not null)
        {
            writer.Member("result");
            writer.Write(result);
        }

        writer.EndStruct();
    }) with { Headers = [("X-Content-Type-Options", "nosniff")] };

    private Reply Refusal(object? id, OdooError error) => Reply.Json(200, version <= 14, writer =>
    {
        Begin(writer, id);
        writer.Member("error");
        writer.Write(new Dictionary<string, object?>
        {
            ["code"] = version >= 19 ? 0 : 200,
            ["message"] = "Odoo Server Error",
            ["data"] = OdooErrorForms.Data(error, version),
        });
        writer.EndStruct();
    });

    private static void Begin(IWireWriter writer, object? id)
    {
        writer.BeginStruct();
        writer.Member("jsonrpc");
        writer.Text("2.0");
        writer.Member("id");
        writer.Write(id);
    }

    private Reply WrongType(bool posted)
    {
        var text = "Request inferred type is compatible with [&#39;http&#39;] but &#39;/jsonrpc&#39; is type=&#39;" + (version >= 19 ? "jsonrpc" : "json") + "&#39;.";
        return version >= 19 && posted
            ? Reply.Html(415, "Unsupported Media Type", text + "<br><br>Please verify the Content-Type request header and try again.")
            : Reply.Html(400, "Bad Request", text);
    }
}
