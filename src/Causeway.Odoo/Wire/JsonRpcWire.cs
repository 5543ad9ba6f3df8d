using System.Text.Json;

namespace Causeway.Odoo.Wire;

/// <summary>POST /jsonrpc, Odoo's own flavour of JSON-RPC 2.0.</summary>
internal sealed class JsonRpcWire(OdooOptions options, Uri root) : IRpcWire
{
    private readonly Uri _url = new(root, "jsonrpc");

    public OdooTransport Transport => OdooTransport.JsonRpc;

    public HttpRequestMessage Common(string method, params object?[] arguments) =>
        Request("common", method, writer => WriteAll(writer, arguments));

    public HttpRequestMessage Call(OdooCall call, long uid) => Request("object", "execute_kw", writer =>
    {
        var (positional, keywords) = RpcCall.Split(call);
        WriteAll(writer, [options.Database, uid, options.Secret, call.Model, call.Method]);
        writer.WriteStartArray();
        WriteAll(writer, positional);
        writer.WriteEndArray();
        writer.WriteStartObject();
        foreach (var (name, value) in keywords)
            JsonContent.WriteArgument(writer, name, value);
        writer.WriteEndObject();
    });

    public async ValueTask<Answer> OpenAsync(AnswerBody body)
    {
        if (!body.Response.IsSuccessStatusCode)
            throw await HttpFaults.ReadAsync(body);
        if (!JsonContent.IsJson(body.Response))
            throw HttpFaults.NotOdoo(body.Response);
        return await JsonAnswer.OpenEnvelopeAsync(body, options.MaxDepth);
    }

    private HttpRequestMessage Request(string service, string method, Action<Utf8JsonWriter> writeArguments) =>
        JsonContent.Post(_url, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("jsonrpc"u8, "2.0"u8);
            writer.WriteString("method"u8, "call"u8);
            writer.WriteStartObject("params"u8);
            writer.WriteString("service"u8, service);
            writer.WriteString("method"u8, method);
            writer.WriteStartArray("args"u8);
            writeArguments(writer);
            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteNumber("id"u8, 1);
            writer.WriteEndObject();
        });

    private static void WriteAll(Utf8JsonWriter writer, ReadOnlySpan<object?> values)
    {
        foreach (var value in values)
            JsonContent.WriteValue(writer, value, "argument");
    }
}
