using System.Net;

namespace Causeway.Mirror.Connections.Hosts;

/// <summary>Being a good guest: every call goes through the gate of its host.</summary>
internal sealed class GuestHandler(HttpMessageHandler inner, int ceiling, int perMinute, TimeProvider time) : DelegatingHandler(inner)
{
    /// <summary>
    /// Whoever may try credentials out names hosts, as many as they like. Beyond so many the half that nobody has asked for
    /// the longest is forgotten, with how slow each was.
    /// </summary>
    public const int Most = 10_000;

    private readonly Lock gate = new();
    private readonly Dictionary<string, HostGate> hosts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>How many hosts are known.</summary>
    public int Hosts
    {
        get
        {
            lock (gate)
                return hosts.Count;
        }
    }

    public HostGate HostOf(Uri url)
    {
        lock (gate)
        {
            if (hosts.TryGetValue(url.Authority, out var known))
                return known;
            if (hosts.Count >= Most)
                ForgetHalf();
            return hosts[url.Authority] = new HostGate(ceiling, perMinute, time);
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var (host, began) = await EnterAsync(request.RequestUri!, cancellationToken);
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

    private async Task<(HostGate Host, long Began)> EnterAsync(Uri url, CancellationToken cancellationToken)
    {
        Task<long> turn;
        HostGate host;
        // Found and entered in one step: a gate that somebody stands at is not forgotten.
        lock (gate)
        {
            host = HostOf(url);
            turn = host.EnterAsync(Calls.Priority, cancellationToken);
        }

        return (host, await turn);
    }

    private void ForgetHalf()
    {
        foreach (var (name, host) in hosts.Where(host => host.Value.IsIdle).OrderBy(host => host.Value.UsedAt).Take(hosts.Count - (Most / 2)).ToList())
        {
            hosts.Remove(name);
            host.Dispose();
        }
    }
}
