using Causeway.Odoo;
using Causeway.Platform.Access.Secrets;

namespace Causeway.Mirror.Connections;

/// <summary>Saves a connection: tested first, its secret sealed.</summary>
internal sealed class ConnectionConfigure(ConnectionStore connections, ConnectionTest test, OdooClients clients, SecretVault vault)
{
    /// <summary>Saves when the test succeeds, or when told to in any case; the findings tell which.</summary>
    public async Task<(ConnectionFindings Findings, OdooConnection? Saved)> RunAsync(OdooOptions options, OdooConnection? known, int? intervalMinutes, bool force, CancellationToken cancellationToken)
    {
        var findings = await test.RunAsync(options, cancellationToken);
        if (!findings.Success && !force)
            return (findings, null);
        var account = findings.Success ? await AccountAsync(options, cancellationToken) : null;
        return (findings, await SaveAsync(options, account, known, intervalMinutes, cancellationToken));
    }

    /// <summary>Saves without a test, as for an Odoo named in the settings that may not be up yet.</summary>
    public Task<OdooConnection> SaveAsync(OdooOptions options, OdooAccount? account, OdooConnection? known, int? intervalMinutes, CancellationToken cancellationToken)
    {
        var changed = (known ?? Unsaved) with
        {
            Url = options.Url.AbsoluteUri.TrimEnd('/'),
            Database = options.Database,
            Username = options.Username,
            SecretProtected = vault.Protect(OdooClients.SecretPurpose, options.Secret),
            ForcedTransport = TransportNames.Of(options.Transport),
            IntervalMinutes = intervalMinutes ?? known?.IntervalMinutes ?? Unsaved.IntervalMinutes,
        };
        if (account is not null)
            changed = With(changed, account);
        return known is null ? connections.AddAsync(changed, cancellationToken) : connections.UpdateAsync(changed, cancellationToken);
    }

    /// <summary>Asks Odoo who we are there, and saves it.</summary>
    public async Task<OdooConnection> LearnAsync(OdooConnection connection, CancellationToken cancellationToken)
    {
        var account = await ConnectionTest.IdentifyAsync(clients.For(connection), cancellationToken);
        return await connections.UpdateAsync(With(connection, account), cancellationToken);
    }

    private async Task<OdooAccount> AccountAsync(OdooOptions options, CancellationToken cancellationToken)
    {
        using var odoo = clients.Create(options);
        return await ConnectionTest.IdentifyAsync(odoo, cancellationToken);
    }

    private static OdooConnection With(OdooConnection connection, OdooAccount account) => connection with
    {
        Transport = TransportNames.Of(account.Server.Chosen),
        ServerVersion = account.Server.Version,
        OdooUid = account.Identity.Uid,
        MainCompanyId = account.CompanyId,
        Lang = account.Lang,
    };

    private static OdooConnection Unsaved { get; } = new()
    {
        Id = 0,
        Name = "Odoo",
        Url = "",
        Database = "",
        Username = "",
        SecretProtected = "",
        IntervalMinutes = 5,
    };
}
