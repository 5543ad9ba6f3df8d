using System.Net;
using System.Net.Sockets;

namespace Causeway.Platform.Access;

/// <summary>The program and the place that a request comes from.</summary>
/// <param name="Address">Of IPv6 only the first 64 bits count: the rest is the subscriber's to choose.</param>
/// <param name="UserAgent">As the program calls itself, cut to a sensible length.</param>
internal sealed record Client(string Address, string? UserAgent)
{
    private const int NetworkBytes = 8;
    private const int LongestUserAgent = 300;

    public static ValueTask<Client?> BindAsync(HttpContext context) => ValueTask.FromResult<Client?>(Of(context));

    public static Client Of(HttpContext context)
    {
        var agent = context.Request.Headers.UserAgent.ToString();
        return new Client(
            Network(context.Connection.RemoteIpAddress),
            agent.Length == 0 ? null : agent[..Math.Min(agent.Length, LongestUserAgent)]);
    }

    private static string Network(IPAddress? address)
    {
        if (address is null)
            return "local";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6 || IPAddress.IsLoopback(address))
            return address.ToString();
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(NetworkBytes).Clear();
        return new IPAddress(bytes) + "/64";
    }
}
