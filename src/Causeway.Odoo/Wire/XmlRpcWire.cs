using System.Net.Http.Headers;
using System.Text;
using System.Xml;
using Causeway.Odoo.Values;

namespace Causeway.Odoo.Wire;

/// <summary>POST /xmlrpc/2/common and /xmlrpc/2/object.</summary>
internal sealed class XmlRpcWire(OdooOptions options, Uri root) : IRpcWire
{
    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        // A bare carriage return would reach Odoo as a line feed.
        NewLineHandling = NewLineHandling.Entitize,
        CloseOutput = false,
    };

    private readonly Uri _common = new(root, "xmlrpc/2/common");
    private readonly Uri _object = new(root, "xmlrpc/2/object");

    public OdooTransport Transport => OdooTransport.XmlRpc;

    public HttpRequestMessage Common(string method, params object?[] arguments) => Request(_common, method, arguments);

    public HttpRequestMessage Call(OdooCall call, long uid)
    {
        var (positional, keywords) = RpcCall.Split(call);
        return Request(_object, "execute_kw", [options.Database, uid, options.Secret, call.Model, call.Method, positional, keywords]);
    }

    public async ValueTask<Answer> OpenAsync(AnswerBody body)
    {
        if (!body.Response.IsSuccessStatusCode)
            throw await HttpFaults.ReadAsync(body);
        if (body.Response.Content.Headers.ContentType?.MediaType is not ("text/xml" or "application/xml"))
            throw HttpFaults.NotOdoo(body.Response);
        return await XmlAnswer.OpenAsync(body, options.MaxDepth);
    }

    private static HttpRequestMessage Request(Uri url, string method, ReadOnlySpan<object?> parameters)
    {
        var body = new MemoryStream();
        using (var writer = XmlWriter.Create(body, Settings))
            WriteCall(writer, method, parameters);
        var content = new ByteArrayContent(body.GetBuffer(), 0, (int)body.Length);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/xml");
        return new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
    }

    private static void WriteCall(XmlWriter writer, string method, ReadOnlySpan<object?> parameters)
    {
        writer.WriteStartElement("methodCall");
        writer.WriteElementString("methodName", method);
        writer.WriteStartElement("params");
        foreach (var parameter in parameters)
        {
            writer.WriteStartElement("param");
            XmlArguments.WriteArgument(writer, parameter);
            writer.WriteEndElement();
        }
        writer.WriteEndElement();
        writer.WriteEndElement();
    }
}
