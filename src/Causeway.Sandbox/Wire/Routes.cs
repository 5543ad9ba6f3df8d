using Causeway.Sandbox.Faults;
using Causeway.Sandbox.Orm;

namespace Causeway.Sandbox.Wire;

/// <summary>Which path is answered by whom, and how an answer goes out.</summary>
internal sealed class Routes
{
    private readonly SandboxOptions options;
    private readonly JsonRpcEndpoint jsonRpc;

    public Routes(Office office, SandboxOptions options, CallCounts counts, FaultPlan plan)
    {
        this.options = options;
        var dispatcher = new Dispatcher(office);
        var services = new RpcServices(office, dispatcher, options);
        var gate = new FaultGate(counts, plan, options.Clock);
        jsonRpc = new JsonRpcEndpoint(services, gate, options.Major);
    }

    public async Task HandleAsync(HttpContext http, CancellationToken ct)
    {
        try
        {
            await SendAsync(http, await AnswerAsync(http, ct), ct);
        }
        catch (ConnectionDropped dropped)
        {
            await DropAsync(http, dropped, ct);
        }
    }

    private Task<Reply> AnswerAsync(HttpContext http, CancellationToken ct) => http.Request.Path.Value switch
    {
        "/jsonrpc" => jsonRpc.HandleAsync(http, ct),
        _ => Task.FromResult(Reply.Html(404, "Not Found", "The requested URL was not found on the server.")),
    };

    private async Task SendAsync(HttpContext http, Reply reply, CancellationToken ct)
    {
        Head(http, reply);
        await http.Response.Body.WriteAsync(reply.Body, ct);
    }

    private void Head(HttpContext http, Reply reply)
    {
        http.Response.StatusCode = reply.Status;
        http.Response.ContentType = reply.ContentType;
        http.Response.ContentLength = reply.Body.Length;
        foreach (var (name, value) in reply.Headers)
        {
            http.Response.Headers[name] = value;
        }

        if (options.CloseConnections)
        {
            http.Response.Headers.Connection = "close";
        }
    }

    private async Task DropAsync(HttpContext http, ConnectionDropped dropped, CancellationToken ct)
    {
        if (dropped.Reply is { } reply && dropped.Bytes > 0)
        {
            Head(http, reply);
            await http.Response.Body.WriteAsync(reply.Body[..Math.Min(dropped.Bytes, reply.Body.Length)], ct);
            await http.Response.Body.FlushAsync(ct);
        }

        http.Abort();
    }
}
