using System.Globalization;
using System.Text.Json;
using Causeway.Mirror.Catalog;
using Causeway.Odoo;
using Causeway.Platform.Access.Secrets;
using Causeway.Platform.Audit;
using Causeway.Platform.Http;
using Npgsql;

namespace Causeway.Mirror.Connections.Management;

/// <summary>What may be chosen of a connection besides its credentials; what is null stays as it is.</summary>
internal sealed record ConnectionChoices
{
    public string? Name { get; init; }

    public int? IntervalMinutes { get; init; }

    /// <summary>The entities to mirror; empty for all.</summary>
    public string[]? EnabledEntities { get; init; }

    /// <summary>What to mirror beyond the default; empty for nothing.</summary>
    public ModelChoice[]? Models { get; init; }

    public bool? Paused { get; init; }

    /// <summary>Whose private connection it becomes; only while it is made.</summary>
    public Guid? OwnerId { get; init; }
}

/// <summary>Saves a connection: tested first, its secret sealed.</summary>
internal sealed class ConnectionConfigure(NpgsqlDataSource database, ConnectionStore connections, ConnectionTest test, ConnectionStates states, OdooClients clients, SecretVault vault, AuditLog audit)
{
    /// <summary>Saves when the test succeeds, or when told to in any case; the findings tell which.</summary>
    public async Task<(ConnectionFindings Findings, OdooConnection? Saved)> RunAsync(OdooOptions options, OdooConnection? known, ConnectionChoices choices, bool force, CancellationToken cancellationToken)
    {
        var isPersonal = (known?.OwnerId ?? choices.OwnerId) is not null;
        var findings = await test.RunAsync(options, isPersonal, cancellationToken);
        if (!findings.Success && !force)
            return (findings, null);
        if (!force)
            await CheckModelsAsync(options, isPersonal, choices.Models, cancellationToken);
        var account = findings.Success ? await AccountAsync(options, isPersonal, cancellationToken) : null;
        var saved = await SaveAsync(options, account, known, choices, cancellationToken);
        // The test was an administrator's question, and what it found is newer than what we knew.
        await states.ForgiveAsync(saved.Id, cancellationToken);
        return (findings, saved);
    }

    /// <summary>Saves other choices with the credentials that are known.</summary>
    public async Task<OdooConnection> ChangeAsync(OdooConnection known, ConnectionChoices choices, bool force, CancellationToken cancellationToken)
    {
        var options = clients.Options(known);
        if (!force)
            await CheckModelsAsync(options, known.OwnerId is not null, choices.Models, cancellationToken);
        return await SaveAsync(options, account: null, known, choices, cancellationToken);
    }

    /// <summary>Saves without a test, as for an Odoo named in the settings that may not be up yet.</summary>
    public async Task<OdooConnection> SaveAsync(OdooOptions options, OdooAccount? account, OdooConnection? known, ConnectionChoices choices, CancellationToken cancellationToken)
    {
        var changed = (known ?? Unsaved) with
        {
            Name = choices.Name ?? known?.Name ?? Unsaved.Name,
            Url = options.Url.AbsoluteUri.TrimEnd('/'),
            Database = options.Database,
            Username = options.Username,
            SecretProtected = Sealed(options, known),
            ForcedTransport = TransportNames.Of(options.Transport),
            IntervalMinutes = choices.IntervalMinutes ?? known?.IntervalMinutes ?? Unsaved.IntervalMinutes,
            EnabledEntities = choices.EnabledEntities is null ? known?.EnabledEntities : choices.EnabledEntities.Length == 0 ? null : choices.EnabledEntities,
            Models = choices.Models is null ? known?.Models : choices.Models.Length == 0 ? null : JsonSerializer.Serialize(choices.Models, ApiJson.Options),
            Paused = choices.Paused ?? known?.Paused ?? false,
            OwnerId = known is null ? choices.OwnerId : known.OwnerId,
        };
        if (account is not null)
            changed = With(changed, account);
        await MirrorTables.EnsureAsync(database, ConnectionModels.Of(changed).Except(DefaultModels.All), cancellationToken);
        var saved = known is null ? await connections.AddAsync(changed, cancellationToken) : await connections.UpdateAsync(changed, cancellationToken);
        // Which models are mirrored, and which of them members read, is a question of who sees what.
        if (saved.SecretProtected != known?.SecretProtected || saved.Models != known?.Models)
            await audit.AppendAsync(Audited(saved, known is null ? "add" : "change"));
        return saved;
    }

    private static AuditEntry Audited(OdooConnection saved, string how) => new(AuditAction.ConnectionChange)
    {
        ConnectionId = saved.Id,
        TargetType = "connection",
        TargetIds = [saved.Id.ToString(CultureInfo.InvariantCulture)],
        Detail = new Dictionary<string, object?>
        {
            ["how"] = how,
            ["url"] = saved.Url,
            ["database"] = saved.Database,
            ["username"] = saved.Username,
            ["private"] = saved.OwnerId is not null,
            ["models"] = saved.ChosenModels,
        },
    };

    /// <summary>Asks Odoo who we are there, and saves it.</summary>
    public async Task<OdooConnection> LearnAsync(OdooConnection connection, CancellationToken cancellationToken)
    {
        var account = await ConnectionTest.IdentifyAsync(clients.For(connection), cancellationToken);
        return await connections.UpdateAsync(With(connection, account), cancellationToken);
    }

    /// <summary>
    /// Sealed anew only when the credentials are others: the same ones, as the settings bring them at each start, must not
    /// make us forget that Odoo refused them. A secret that cannot be read is entered anew by this.
    /// </summary>
    private string Sealed(OdooOptions options, OdooConnection? known)
    {
        if (known is not null && clients.TryOptions(known) is { } saved && saved.Url == options.Url && saved.Database == options.Database
            && saved.Username == options.Username && saved.Secret == options.Secret)
        {
            return known.SecretProtected;
        }

        return vault.Protect(OdooClients.SecretPurpose, options.Secret);
    }

    /// <exception cref="ProblemException">This Odoo lacks some of them, or of their fields.</exception>
    private async Task CheckModelsAsync(OdooOptions options, bool isPersonal, ModelChoice[]? models, CancellationToken cancellationToken)
    {
        if (models is not { Length: > 0 })
            return;
        using var odoo = clients.Create(options, isPersonal);
        await ModelCheck.RefuseUnknownAsync(odoo, models, cancellationToken);
    }

    private async Task<OdooAccount> AccountAsync(OdooOptions options, bool isPersonal, CancellationToken cancellationToken)
    {
        using var odoo = clients.Create(options, isPersonal);
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
