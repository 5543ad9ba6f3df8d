using System.Collections.Concurrent;
using Causeway.Mirror.Connections.Hosts;
using Causeway.Odoo;
using Causeway.Platform.Access.Secrets;

namespace Causeway.Mirror.Connections;

/// <summary>The client of each connection: one a process, so that its version, uid and pooled sockets are found once.</summary>
internal sealed class OdooClients(SecretVault vault, OdooNetwork network, ConnectionStates states, TimeProvider time) : IDisposable
{
    public const string SecretPurpose = "odoo-connection";

    private readonly ConcurrentDictionary<int, Known> clients = new();

    /// <summary>The client for a connection as it is now; a changed URL, account or secret makes a new one.</summary>
    public OdooClient For(OdooConnection connection) => Find(connection).Client;

    /// <summary>What stands around the calls of <see cref="For"/>.</summary>
    public ConnectionCircuit CircuitOf(OdooConnection connection) => Find(connection).Circuit;

    public void Forget(int connectionId) => clients.TryRemove(connectionId, out _);

    /// <summary>A client for credentials that are not saved, as when they are tested.</summary>
    /// <param name="options">The credentials.</param>
    /// <param name="isPersonal">Given by somebody who is no administrator.</param>
    public OdooClient Create(OdooOptions options, bool isPersonal = false) => network.Client(options, isPersonal);

    /// <exception cref="UnreadableSecretException">The stored secret cannot be decrypted.</exception>
    public OdooOptions Options(OdooConnection connection) => new()
    {
        Url = new Uri(connection.Url),
        Database = connection.Database,
        Username = connection.Username,
        Secret = vault.Unprotect(SecretPurpose, connection.SecretProtected),
        Transport = TransportNames.Parse(connection.ForcedTransport),
    };

    /// <summary>Null where the stored secret cannot be decrypted.</summary>
    public OdooOptions? TryOptions(OdooConnection connection) =>
        vault.TryUnprotect(SecretPurpose, connection.SecretProtected) is null ? null : Options(connection);

    public void Dispose()
    {
        foreach (var known in clients.Values)
            known.Dispose();
    }

    private Known Find(OdooConnection connection)
    {
        if (connection.OwnerIsOut)
            throw new OdooException(OdooErrorKind.BadCredentials, "The owner of this private connection is not an active user: their credentials are not used.");
        var fingerprint = $"{connection.Url}\n{connection.Database}\n{connection.Username}\n{connection.ForcedTransport}\n{connection.SecretProtected}";
        var known = clients.AddOrUpdate(
            connection.Id,
            _ => Make(connection, fingerprint),
            (_, known) => known.Fingerprint == fingerprint ? known : Make(connection, fingerprint));
        known.Circuit.Learn(connection);
        return known;
    }

    private Known Make(OdooConnection connection, string fingerprint)
    {
        var options = Options(connection);
        var circuit = new ConnectionCircuit(connection, options, states, time);
        return new Known(fingerprint, network.Client(options, connection.OwnerId is not null, circuit), circuit);
    }

    private sealed record Known(string Fingerprint, OdooClient Client, ConnectionCircuit Circuit) : IDisposable
    {
        public void Dispose()
        {
            Client.Dispose();
            Circuit.Dispose();
        }
    }
}
