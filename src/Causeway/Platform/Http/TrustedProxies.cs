using Causeway.Platform.Settings;
using Microsoft.AspNetCore.HttpOverrides;

namespace Causeway.Platform.Http;

/// <summary>
/// Where a request comes from, as the proxies before us say: only those of <c>TRUSTED_PROXIES</c> are believed, from the
/// nearest outwards, up to the first address that is none of them.
/// </summary>
internal static class TrustedProxies
{
    public static IServiceCollection AddTrustedProxies(this IServiceCollection services)
    {
        // Also when ASPNETCORE_FORWARDEDHEADERS_ENABLED is set, which by itself would believe everybody.
        services.AddOptions<ForwardedHeadersOptions>().Configure<CausewaySettings>((options, settings) => Trust(options, settings.TrustedProxies));
        return services;
    }

    /// <summary>X-Forwarded-Host is not among them: most proxies pass on what the client sent. <c>PUBLIC_URL</c> names the host.</summary>
    private static void Trust(ForwardedHeadersOptions options, IReadOnlyList<System.Net.IPNetwork> proxies)
    {
        // An empty list would mean everybody.
        options.ForwardedHeaders = proxies.Count > 0 ? ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto : ForwardedHeaders.None;
        options.ForwardLimit = null;
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
            options.KnownIPNetworks.Add(proxy);
    }
}
