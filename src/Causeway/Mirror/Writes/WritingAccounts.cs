using System.Collections.Concurrent;
using Causeway.Mirror.Connections;
using Causeway.Mirror.Connections.Accounts;
using Causeway.Mirror.Connections.Hosts;
using Causeway.Odoo;
using Causeway.Platform.Access.Secrets;
using Causeway.Platform.Http;

namespace Causeway.Mirror.Writes;

/// <summary>By which account of Odoo a write is made.</summary>
/// <param name="OwnUid">The Odoo user whose own credentials these are; null for the connection's account.</param>
/// <param name="OpenAsync">What calls as that account, or a <see cref="ProblemException"/> where it cannot be used.</param>
internal sealed record WritingAccount(long? OwnUid, Func<CancellationToken, Task<OdooClient>> OpenAsync);

/// <summary>
/// Chooses the account of each write: the person's own where they saved credentials for this connection, so that Odoo's
/// rules and its history show them; else the connection's. Never the latter because the former fails.
/// </summary>
internal sealed class WritingAccounts(OwnCredentialTable credentials, OdooClients clients, OdooNetwork network, SecretVault vault) : IDisposable
{
    public const string SecretPurpose = "own Odoo credentials";

    private readonly ConcurrentDictionary<Guid, Known> known = new();

    public async Task<WritingAccount> ChooseAsync(WriteOrder order, CancellationToken cancellationToken) =>
        order.UserId is { } user && await credentials.FindAsync(user, cancellationToken) is { Account: { } account } own && own.ConnectionId == order.Connection.Id
            ? new WritingAccount(account.OdooUid, token => OwnAsync(own, account, order.Connection, token))
            : new WritingAccount(OwnUid: null, _ => Task.FromResult(clients.For(order.Connection)));

    public void Dispose()
    {
        foreach (var one in known.Values)
            one.Dispose();
    }

    private async Task<OdooClient> OwnAsync(OwnCredential own, OwnAccount account, OdooConnection connection, CancellationToken cancellationToken)
    {
        if (account.Refusal is { } why)
            throw new ProblemException(OwnProblems.Refused(account.Username, why));
        if (!own.IsUsable)
            throw new ProblemException(OwnProblems.Refused(account.Username, "Your account here is not in use."));
        if (!account.IsFor(connection))
            throw new ProblemException(OwnProblems.Moved(account.Username));
        var found = Find(own, account, connection);
        if (!found.Circuit.IsProved)
            await ProveAsync(found, cancellationToken);
        return found.Client;
    }

    /// <summary>Whose the secret is may have changed since it was saved: a login can be given to somebody else.</summary>
    private static async Task ProveAsync(Known one, CancellationToken cancellationToken)
    {
        if (await one.Client.AuthenticateAsync(cancellationToken) != one.Account.OdooUid)
            throw await one.Circuit.RefuseAsync("They are another Odoo user's now than when you saved them.");
        one.Circuit.IsProved = true;
    }

    private Known Find(OwnCredential own, OwnAccount account, OdooConnection connection)
    {
        var found = known.AddOrUpdate(
            own.UserId,
            _ => Make(own, account, connection),
            (_, one) => one.IsOf(account) ? one : Make(own, account, connection));
        found.Circuit.Connection = clients.CircuitOf(connection);
        return found;
    }

    private Known Make(OwnCredential own, OwnAccount account, OdooConnection connection)
    {
        var circuit = new OwnCircuit(own, credentials) { Connection = clients.CircuitOf(connection) };
        var options = clients.Options(connection) with
        {
            Transport = null,
            Username = account.Username,
            Secret = vault.TryUnprotect(SecretPurpose, account.SecretProtected)
                ?? throw new ProblemException(OwnProblems.Refused(account.Username, "What is saved cannot be decrypted any more: the server's keys are others now.")),
            // A write is never repeated, and the sign-in before it is not worth a wait.
            MaxAttempts = 1,
        };
        return new Known(account, network.Client(options, isPersonal: false, circuit), circuit);
    }

    private sealed record Known(OwnAccount Account, OdooClient Client, OwnCircuit Circuit) : IDisposable
    {
        public bool IsOf(OwnAccount account) => Account.SecretProtected == account.SecretProtected && Account.Version == account.Version;

        public void Dispose()
        {
            Client.Dispose();
            Circuit.Dispose();
        }
    }
}
