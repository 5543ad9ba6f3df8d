using System.Net;
using System.Net.Sockets;

namespace Causeway.Mirror.Connections;

/// <summary>
/// Where people's own connections may lead: to public addresses, and to private ones that the operator lists. Looked at
/// when a socket is opened, so that neither a name nor a redirect can lead past it (contract 4, ALLOWED_ODOO_HOSTS).
/// </summary>
internal sealed class HostGuard(IReadOnlyList<string> allowed)
{
    private static readonly IPNetwork[] Reserved =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.168.0.0/16",
            "198.18.0.0/15", "224.0.0.0/3", "::/127", "64:ff9b::/96", "fc00::/7", "fe80::/10", "ff00::/8",
        }.Select(network => IPNetwork.Parse(network)),
    ];

    public SocketsHttpHandler Watch(SocketsHttpHandler handler)
    {
        handler.ConnectCallback = ConnectAsync;
        // A proxy would open the connection in our place, and look at nothing.
        handler.UseProxy = false;
        return handler;
    }

    public bool Allows(string host, IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return !Reserved.Any(network => network.Contains(plain)) || allowed.Any(rule => IsMeant(rule, host, plain));
    }

    private static bool IsMeant(string rule, string host, IPAddress address) =>
        rule.StartsWith("*.", StringComparison.Ordinal) ? host.EndsWith(rule[1..], StringComparison.OrdinalIgnoreCase)
        : IPAddress.TryParse(rule, out var one) ? one.Equals(address)
        : IPNetwork.TryParse(rule, out var network) ? network.Contains(address)
        : host.Equals(rule, StringComparison.OrdinalIgnoreCase);

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = await Dns.GetHostAddressesAsync(host.Trim('[', ']'), cancellationToken);
        var open = addresses.Where(address => Allows(host, address)).ToArray();
        if (open.Length == 0)
            throw new HttpRequestException(HttpRequestError.ConnectionError, $"{host} is a private address, which personal connections may not reach. An administrator can list it in ALLOWED_ODOO_HOSTS.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(open, port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
