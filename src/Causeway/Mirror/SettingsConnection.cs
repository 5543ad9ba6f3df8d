using Causeway.Mirror.Connections;
using Causeway.Mirror.Connections.Management;
using Causeway.Odoo;
using Causeway.Platform.Settings;

namespace Causeway.Mirror;

/// <summary>The shared connection that the settings name (ODOO_URL and its companions), saved at start.</summary>
internal static class SettingsConnection
{
    /// <summary>Not tested: Odoo may come up after us, and a wrong secret shows in the first run's error.</summary>
    public static async Task SaveAsync(CausewaySettings settings, ConnectionStore connections, ConnectionConfigure configure, CancellationToken cancellationToken)
    {
        if (settings is not { OdooUrl: { } url, OdooDb: { } database, OdooUser: { } user, OdooApiKey: { } secret })
            return;
        var options = new OdooOptions { Url = url, Database = database, Username = user, Secret = secret };
        var known = await connections.FindSharedAsync(cancellationToken);
        await configure.SaveAsync(options, account: null, known, new ConnectionChoices { IntervalMinutes = settings.SyncIntervalMinutes }, cancellationToken);
    }
}
