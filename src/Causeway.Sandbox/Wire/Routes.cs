using System.Globalization;
using Causeway.Sandbox.Automation;
using Causeway.Sandbox.Control;
using Causeway.Sandbox.Data;
using Causeway.Sandbox.Faults;
using Causeway.Sandbox.Orm;

namespace Causeway.Sandbox.Wire;

/// <summary>Which path is answered by whom, and how an answer goes out.</summary>
internal sealed class Routes
{
    private readonly SandboxOptions options;
    private readonly Clock clock;
    private readonly JsonRpcEndpoint jsonRpc;
    private readonly XmlRpcEndpoint xmlRpc;
    private readonly Json2Endpoint json2;
    private readonly WebEndpoints web;
    private readonly ControlEndpoints control;

    public Routes(Instance instance, Postman postman, SandboxOptions options)
    {
        this.options = options;
        clock = instance.Database.Clock;
        var counts = new CallCounts();
        var plan = new FaultPlan();
        var dispatcher = new Dispatcher(instance, postman);
        var services = new RpcServices(instance, dispatcher, options);
        var gate = new FaultGate(counts, plan, options.Clock);
        jsonRpc = new JsonRpcEndpoint(services, gate, options.Major);
        xmlRpc = new XmlRpcEndpoint(services, gate, options.Major);
        json2 = new Json2Endpoint(instance, dispatcher, gate, options);
        web = new WebEndpoints(services, options);
        control = new ControlEndpoints(instance, dispatcher, plan, counts, postman);
    }

    public async Task HandleAsync(HttpContext http, CancellationToken cancellationToken)
    {
        try
        {
            await SendAsync(http, await AnswerAsync(http, cancellationToken), cancellationToken);
        }
        catch (ConnectionDropped dropped)
        {
            await DropAsync(http, dropped, cancellationToken);
        }
    }

    private Task<Reply> AnswerAsync(HttpContext http, CancellationToken cancellationToken)
    {
        var path = http.Request.Path.Value ?? "";
        return path.Split('/', StringSplitOptions.RemoveEmptyEntries) switch
        {
            ["jsonrpc"] => jsonRpc.HandleAsync(http, cancellationToken),
            ["xmlrpc", "2", var service] => xmlRpc.HandleAsync(http, service, isOld: false, cancellationToken),
            ["xmlrpc", var service] => xmlRpc.HandleAsync(http, service, isOld: true, cancellationToken),
            ["json", "2", .. var rest] when options.Major >= 19 => json2.HandleAsync(http, string.Join('/', rest), cancellationToken),
            ["sandbox", .. var rest] => control.HandleAsync(http, rest, cancellationToken),
            _ => web.HandleAsync(http, path, cancellationToken),
        };
    }

    private async Task SendAsync(HttpContext http, Reply reply, CancellationToken cancellationToken)
    {
        Head(http, reply);
        await http.Response.Body.WriteAsync(reply.Body, cancellationToken);
    }

    private void Head(HttpContext http, Reply reply)
    {
        http.Response.StatusCode = reply.Status;
        http.Response.ContentType = reply.ContentType;
        http.Response.ContentLength = reply.Body.Length;
        // Clients take Odoo's time from here, so it is the sandbox's clock and not the machine's.
        http.Response.Headers.Date = clock.Now.ToString("R", CultureInfo.InvariantCulture);
        foreach (var (name, value) in reply.Headers)
        {
            http.Response.Headers[name] = value;
        }

        if (options.CloseConnections)
        {
            http.Response.Headers.Connection = "close";
        }
    }

    private async Task DropAsync(HttpContext http, ConnectionDropped dropped, CancellationToken cancellationToken)
    {
        if (dropped.Reply is { } reply && dropped.Bytes > 0)
        {
            Head(http, reply);
            await http.Response.Body.WriteAsync(reply.Body[..Math.Min(dropped.Bytes, reply.Body.Length)], cancellationToken);
            await http.Response.Body.FlushAsync(cancellationToken);
            // Kestrel closes the connection when less comes than Content-Length promised; an abort would lose these bytes.
            return;
        }

        http.Abort();
    }
}
