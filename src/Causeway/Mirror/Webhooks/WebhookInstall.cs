using Causeway.Mirror.Catalog;
using Causeway.Mirror.Connections;
using Causeway.Platform.Http;
using Dapper;
using Npgsql;

namespace Causeway.Mirror.Webhooks;

/// <summary>What was made in Odoo, and what it costs.</summary>
internal sealed record WebhookInstallAnswer
{
    public required string Status { get; init; }

    public required string Message { get; init; }

    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>How many automation rules were made, or taken away.</summary>
    public required int Rules { get; init; }

    /// <summary>What the rules cost Odoo's users.</summary>
    public string? Cost { get; init; }
}

/// <summary>Our rules in a connection's Odoo, as they were made last.</summary>
internal sealed record InstalledWebhooks
{
    public required string BaseUrl { get; init; }

    public required string[] Models { get; init; }

    public required DateTimeOffset InstalledAt { get; init; }
}

/// <summary>
/// Makes the automation rules in Odoo, has Odoo send one notification to see that it reaches us, and takes the rules away
/// again when it does not: an Odoo whose calls get no answer makes its users wait a second at each save.
/// </summary>
internal sealed class WebhookInstall(NpgsqlDataSource database, AutomationRules rules, WebhookKeys keys, ModelPlans plans, TimeProvider time)
{
    public const string Cost =
        "From now on Odoo calls Causeway at each save and deletion of these models, and its user waits for the answer: a few milliseconds each time, as a rule, and at most one second where Causeway is slow or away, for each record and notification. "
        + "An import of 1,000 records makes 2,000 to 3,000 calls, one after the other. DELETE /api/webhooks/install ends that; Causeway then goes by its schedule alone, as exact and a little later.";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(100);

    public async Task<IResult> InstallAsync(OdooConnection connection, string actor, string baseUrl, string[]? chosen, CancellationToken cancellationToken)
    {
        if (await rules.ObstacleAsync(connection, cancellationToken) is { } obstacle)
            return Problems.Conflict(obstacle);
        var models = await ModelsAsync(connection, chosen, cancellationToken);
        var before = await FindAsync(connection.Id, cancellationToken);
        await SaveAsync(connection.Id, baseUrl, models, cancellationToken);
        var (keyId, key) = await keys.AddAsync(connection.Id, WebhookKeyKind.Rules, cancellationToken);
        foreach (var url in new[] { before?.BaseUrl, baseUrl }.OfType<string>().Distinct())
            await rules.RemoveAsync(connection, actor, url, cancellationToken);
        var made = await rules.AddAsync(connection, actor, models, WebhookUrls.Secret(baseUrl, key), cancellationToken);
        if (await rules.SendOneAsync(connection, actor, baseUrl, cancellationToken) && !await HasArrivedAsync(keyId, DateTimeOffset.MinValue, cancellationToken))
        {
            await RemoveAsync(connection, actor, cancellationToken);
            return Problems.Conflict($"Odoo could not reach Causeway at {baseUrl}: its notification did not arrive. The rules were taken away again, since every save in Odoo would have waited for them. Set PUBLIC_URL, or base_url in the body, to an address that Odoo's server can call.");
        }

        return TypedResults.Ok(new WebhookInstallAnswer
        {
            Status = "installed",
            Message = $"Odoo tells Causeway of every save and deletion of {models.Count} models.",
            Models = [.. models.Select(model => model.Name)],
            Rules = made.Length,
            Cost = Cost,
        });
    }

    /// <summary>Takes the rules away, and the key that they carried.</summary>
    public async Task<WebhookInstallAnswer> RemoveAsync(OdooConnection connection, string actor, CancellationToken cancellationToken)
    {
        var installed = await FindAsync(connection.Id, cancellationToken);
        var removed = installed is null ? 0 : await rules.RemoveAsync(connection, actor, installed.BaseUrl, cancellationToken);
        await keys.RemoveAsync(connection.Id, WebhookKeyKind.Rules, cancellationToken);
        await ExecuteAsync("delete from causeway.webhook_install where connection_id = @Id", new { connection.Id }, cancellationToken);
        return new WebhookInstallAnswer
        {
            Status = "removed",
            Message = installed is null ? "There were no rules of Causeway in Odoo." : "Odoo no longer calls Causeway; changes are found by the schedule.",
            Models = installed?.Models ?? [],
            Rules = removed,
        };
    }

    public async Task<InstalledWebhooks?> FindAsync(int connectionId, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        return await db.QuerySingleOrDefaultAsync<InstalledWebhooks>(new CommandDefinition(
            "select base_url, models, installed_at from causeway.webhook_install where connection_id = @connectionId",
            new { connectionId },
            cancellationToken: cancellationToken));
    }

    /// <summary>Whether a call by this key has come in, at whichever process, now or in a moment.</summary>
    public async Task<bool> HasArrivedAsync(int keyId, DateTimeOffset since, CancellationToken cancellationToken)
    {
        for (var waited = TimeSpan.Zero; waited < Patience; waited += Often)
        {
            if (await keys.IsUsedAsync(keyId, since, cancellationToken))
                return true;
            await Task.Delay(Often, cancellationToken);
        }

        return false;
    }

    private async Task<IReadOnlyList<MirrorModel>> ModelsAsync(OdooConnection connection, string[]? chosen, CancellationToken cancellationToken)
    {
        if (chosen?.Except(ConnectionModels.Of(connection).Select(model => model.Name)).ToArray() is { Length: > 0 } unknown)
            throw new ProblemException(Problems.Invalid("models", $"{string.Join(", ", unknown)}: not mirrored."));
        var models = new List<MirrorModel>();
        foreach (var model in ConnectionModels.Of(connection).Where(model => chosen?.Contains(model.Name) != false))
        {
            if (await plans.FindAsync(connection, model, cancellationToken) is not null)
                models.Add(model);
        }

        return models;
    }

    private Task SaveAsync(int connectionId, string baseUrl, IReadOnlyList<MirrorModel> models, CancellationToken cancellationToken) => ExecuteAsync(
        """
        insert into causeway.webhook_install (connection_id, base_url, models, installed_at)
        values (@connectionId, @baseUrl, @models, @now)
        on conflict (connection_id) do update set base_url = excluded.base_url, models = excluded.models, installed_at = excluded.installed_at
        """,
        new { connectionId, baseUrl, models = models.Select(model => model.Name).ToArray(), now = time.GetUtcNow() },
        cancellationToken);

    private async Task ExecuteAsync(string sql, object parameters, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        await db.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken));
    }
}
