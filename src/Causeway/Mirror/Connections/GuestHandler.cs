using System.Collections.Concurrent;
using System.Net;

namespace Causeway.Mirror.Connections;

/// <summary>Being a good guest: every call goes through the gate of its host.</summary>
internal sealed class GuestHandler(HttpMessageHandler inner, int ceiling, int perMinute, TimeProvider time) : DelegatingHandler(inner)
{
    private readonly ConcurrentDictionary<string, HostGate> hosts = new(StringComparer.OrdinalIgnoreCase);

    public HostGate HostOf(Uri url) => hosts.GetOrAdd(url.Authority, _ => new HostGate(ceiling, perMinute, time));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var host = HostOf(request.RequestUri!);
        var began = await host.EnterAsync(Calls.Priority, cancellationToken);
        var overloaded = true;
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            overloaded = response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;
            return response;
        }
        catch (OperationCanceledException)
        {
            // Out of time, or no longer wanted: how long it took says which.
            overloaded = false;
            throw;
        }
        finally
        {
            host.Leave(began, overloaded);
        }
    }

    protected override void Dispose(bool disposing)
    {
        foreach (var host in hosts.Values)
            host.Dispose();
        base.Dispose(disposing);
    }
}
