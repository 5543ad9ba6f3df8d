using System.Buffers;
using Causeway.Sandbox.Faults;

namespace Causeway.Sandbox.Wire;

/// <summary>POST /xmlrpc/2/{service}, and /xmlrpc/{service} with the fault form of old.</summary>
internal sealed class XmlRpcEndpoint(RpcServices services, FaultGate gate, int version)
{
    public async Task<Reply> HandleAsync(HttpContext http, string service, bool isOld, CancellationToken cancellationToken)
    {
        if (http.Request.Method != "POST")
        {
            return Reply.Html(405, "Method Not Allowed", "The method is not allowed for the requested URL.") with { Headers = [("Allow", "OPTIONS, POST")] };
        }

        try
        {
            var (method, arguments) = XmlIn.Parse(await Bodies.ReadAsync(http, cancellationToken));
            var call = new RpcCall("xmlrpc", service, method, arguments);
            return await gate.PassAsync(http, call, () => services.CallAsync(call, result => Answer(result, isOld), cancellationToken), cancellationToken);
        }
        catch (OdooError error)
        {
            return Fault(error, isOld);
        }
    }

    /// <summary>What cannot be marshalled becomes a fault here, where the call has already taken effect.</summary>
    private Reply Answer(object? result, bool isOld)
    {
        try
        {
            return Document("params", writer =>
            {
                writer.Param();
                writer.Out.Write(result);
                writer.EndParam();
            });
        }
        catch (CannotMarshal cannot)
        {
            return Fault(cannot.AsError(), isOld);
        }
    }

    private Reply Fault(OdooError error, bool isOld) => Document("fault", writer => writer.Out.Write(new Dictionary<string, object?>
    {
        ["faultCode"] = isOld ? OldCode(error) : Code(error),
        ["faultString"] = isOld ? OldText(error) : error.Kind is ErrorKind.Unexpected or ErrorKind.WrongCall or ErrorKind.UnknownName ? Traceback.Of(error) : error.Message,
    }));

    private static int Code(OdooError error) => error.Kind switch
    {
        ErrorKind.Refused or ErrorKind.Missing => 2,
        ErrorKind.Denied => 3,
        ErrorKind.Access => 4,
        _ => 1,
    };

    private static string OldCode(OdooError error) => error.Kind switch
    {
        ErrorKind.Denied => "AccessDenied",
        ErrorKind.Refused or ErrorKind.Missing or ErrorKind.Access => $"warning -- {error.Name.Split('.')[^1]}\n\n{error.Message}",
        _ => error.Message,
    };

    private static string OldText(OdooError error) => error.Kind switch
    {
        ErrorKind.Denied => error.Message,
        ErrorKind.Refused or ErrorKind.Missing or ErrorKind.Access => "",
        _ => Traceback.Of(error),
    };

    private Reply Document(string element, Action<Parts> write)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        var parts = new Parts(buffer, version);
        parts.Line(version <= 14 ? "<?xml version='1.0'?>" : "<?xml version=\"1.0\"?>");
        parts.Line("<methodResponse>");
        parts.Line($"<{element}>");
        write(parts);
        parts.Line($"</{element}>");
        parts.Line(version <= 14 ? "</methodResponse>" : "\n</methodResponse>");
        return new Reply(200, "text/xml; charset=utf-8", buffer.WrittenMemory) { Headers = version <= 14 ? [] : [("X-Content-Type-Options", "nosniff")] };
    }

    private sealed class Parts(ArrayBufferWriter<byte> buffer, int version)
    {
        public XmlOut Out { get; } = new(buffer, dropsControls: version >= 16);

        public void Line(string text) => buffer.Write(System.Text.Encoding.ASCII.GetBytes(text + "\n"));

        public void Param() => Line("<param>");

        public void EndParam() => Line("</param>");
    }
}
