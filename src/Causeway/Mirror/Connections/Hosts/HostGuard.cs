using System.Net;
using System.Net.Sockets;

namespace Causeway.Mirror.Connections.Hosts;

/// <summary>
/// Where people's own connections may lead: to public addresses, and to private ones that the operator lists. Looked at
/// when a socket is opened, so that neither a name nor a redirect can lead past it (contract 4, ALLOWED_ODOO_HOSTS).
/// </summary>
/// <param name="allowed">What the operator lists: names, <c>*.example.com</c>, addresses, networks.</param>
/// <param name="resolve">Finds the addresses of a name; the system's resolver when null.</param>
internal sealed class HostGuard(IReadOnlyList<string> allowed, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
{
    /// <summary>What the registries of IANA for special addresses (RFC 6890) do not call globally reachable.</summary>
    private static readonly IPNetwork[] Reserved =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
            // Not private, but reached from inside Azure alone: the host of a virtual machine.
            "168.63.129.16/32",
            // Unspecified, loopback and IPv4-compatible addresses; translation to IPv4 (RFC 6052, 8215); 6to4 and Teredo, which
            // hold an IPv4 address that a relay goes on to.
            "::/96", "::ffff:0:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "2001::/23", "2002::/16",
            "100::/64", "100:0:0:1::/64", "2001:db8::/32", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/9", "ff00::/8",
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
        var addresses = IPAddress.TryParse(host.Trim('[', ']'), out var literal) ? [literal] : await (resolve ?? Dns.GetHostAddressesAsync)(host, cancellationToken);
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
