using System.Collections.Concurrent;

namespace Causeway.Mirror.Connections;

/// <summary>
/// Being a good guest (design 5.7): a ceiling on the calls in flight to one Odoo host, since a threaded Odoo gains nothing
/// from more and its other users lose.
/// </summary>
internal sealed class GuestHandler(HttpMessageHandler inner, int ceiling = 2) : DelegatingHandler(inner)
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> hosts = new();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var gate = hosts.GetOrAdd(request.RequestUri!.Authority, _ => new SemaphoreSlim(ceiling));
        await gate.WaitAsync(cancellationToken);
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        finally
        {
            gate.Release();
        }
    }
}
