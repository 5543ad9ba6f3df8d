using Causeway.Odoo;
using Causeway.Platform.Settings;

namespace Causeway.Mirror.Connections.Hosts;

/// <summary>
/// The way out to every Odoo. What administrators set up may lead anywhere; a person's own connection only where
/// <see cref="HostGuard"/> lets it.
/// </summary>
internal sealed class OdooNetwork(CausewaySettings settings, TimeProvider time) : IDisposable
{
    private readonly HttpClient shared = Through(OdooClient.CreateHandler(), settings, time);
    private readonly HttpClient personal = Through(new HostGuard(settings.AllowedOdooHosts).Watch(OdooClient.CreateHandler()), settings, time);

    /// <param name="options">Where to and as whom.</param>
    /// <param name="isPersonal">Set up by somebody who is no administrator.</param>
    /// <param name="circuit">Stands around every call; none while credentials are only tried.</param>
    public OdooClient Client(OdooOptions options, bool isPersonal = false, OdooCircuit? circuit = null) =>
        new(options, isPersonal ? personal : shared, time, circuit);

    public void Dispose()
    {
        shared.Dispose();
        personal.Dispose();
    }

    private static HttpClient Through(HttpMessageHandler handler, CausewaySettings settings, TimeProvider time) =>
        new(new GuestHandler(handler, settings.OdooCallsInFlight, settings.OdooCallsPerMinute, time)) { Timeout = Timeout.InfiniteTimeSpan };
}
