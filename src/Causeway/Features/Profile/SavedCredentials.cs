using Causeway.Mirror.Connections;
using Causeway.Mirror.Connections.Accounts;
using Causeway.Mirror.Writes;
using Causeway.Odoo;
using Causeway.Platform.Access.Secrets;

namespace Causeway.Features.Profile;

/// <summary>What a user has saved, and the connection that it belongs to.</summary>
internal sealed record Saved(OwnCredential Own, OdooConnection Connection)
{
    public int? PrivateConnectionId => Connection.OwnerId is null ? null : Connection.Id;
}

/// <summary>Finds what a user has saved, and reads what they send over it.</summary>
internal sealed class SavedCredentials(OwnCredentialTable credentials, ConnectionStore connections, OdooClients clients, SecretVault vault)
{
    /// <summary>A person waits for the answer, and tries again themselves.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public async Task<Saved?> FindAsync(Guid userId, CancellationToken cancellationToken) =>
        await credentials.FindAsync(userId, cancellationToken) is { } own && await connections.FindAsync(own.ConnectionId, cancellationToken) is { } connection
            ? new Saved(own, connection)
            : null;

    public async Task<OdooOptions> ReadAsync(OdooCredentialsRequest request, Saved? saved, CancellationToken cancellationToken) =>
        Patient(request.Read((await connections.FindSharedAsync(cancellationToken))?.Url, saved is null || request.OdooPassword is not null ? null : Options(saved)));

    public OdooOptions Options(Saved saved) => Patient(saved.Own.Account is { } account
        ? new OdooOptions
        {
            Url = new Uri(account.Url),
            Database = account.Database,
            Username = account.Username,
            Secret = vault.Unprotect(WritingAccounts.SecretPurpose, account.SecretProtected),
        }
        : clients.Options(saved.Connection) with { Transport = null });

    /// <summary>Null where the saved secret cannot be decrypted any more.</summary>
    public OdooOptions? TryOptions(Saved saved)
    {
        try
        {
            return Options(saved);
        }
        catch (UnreadableSecretException)
        {
            return null;
        }
    }

    private static OdooOptions Patient(OdooOptions options) => options with { Timeout = Patience, MaxAttempts = 1 };
}
