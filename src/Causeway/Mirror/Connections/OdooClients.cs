using System.Collections.Concurrent;
using Causeway.Odoo;
using Causeway.Platform.Access.Secrets;

namespace Causeway.Mirror.Connections;

/// <summary>The client of each connection: one a process, so that its version, uid and pooled sockets are found once.</summary>
internal sealed class OdooClients(SecretVault vault, HttpClient http, TimeProvider time) : IDisposable
{
    public const string SecretPurpose = "odoo-connection";

    private readonly ConcurrentDictionary<int, (string Fingerprint, OdooClient Client)> clients = new();

    /// <summary>The client for a connection as it is now; a changed URL, account or secret makes a new one.</summary>
    public OdooClient For(OdooConnection connection)
    {
        var fingerprint = $"{connection.Url}\n{connection.Database}\n{connection.Username}\n{connection.ForcedTransport}\n{connection.SecretProtected}";
        return clients.AddOrUpdate(
            connection.Id,
            _ => (fingerprint, Create(Options(connection))),
            (_, known) => known.Fingerprint == fingerprint ? known : (fingerprint, Create(Options(connection)))).Client;
    }

    /// <summary>A client for credentials that are not saved, as when they are tested.</summary>
    public OdooClient Create(OdooOptions options) => new(options, http, time);

    public OdooOptions Options(OdooConnection connection) => new()
    {
        Url = new Uri(connection.Url),
        Database = connection.Database,
        Username = connection.Username,
        Secret = vault.Unprotect(SecretPurpose, connection.SecretProtected),
        Transport = TransportNames.Parse(connection.ForcedTransport),
    };

    public void Dispose()
    {
        foreach (var (_, client) in clients.Values)
            client.Dispose();
    }
}
