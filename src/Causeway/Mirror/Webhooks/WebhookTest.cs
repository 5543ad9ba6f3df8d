using Causeway.Mirror.Connections;
using Dapper;
using Npgsql;

namespace Causeway.Mirror.Webhooks;

/// <summary>Whether webhooks come in, and how long they take.</summary>
internal sealed record WebhookTestAnswer
{
    public required bool Success { get; init; }

    public required string Message { get; init; }

    public required string WebhookUrl { get; init; }

    /// <summary>From our call to its 202.</summary>
    public long? AcceptedMs { get; init; }

    /// <summary>From our call until the record had been read from Odoo.</summary>
    public long? ConfirmedMs { get; init; }

    /// <summary>Whether a notification that Odoo was made to send arrived; null where no rules are installed.</summary>
    public bool? OdooReachesUs { get; init; }
}

/// <summary>
/// Proves the way in: calls our own public address, sees that the record is read, and has Odoo send a notification where
/// its rules are installed.
/// </summary>
internal sealed class WebhookTest(NpgsqlDataSource database, WebhookKeys keys, WebhookInstall install, AutomationRules rules, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(20);

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = Patience };

    public async Task<WebhookTestAnswer> RunAsync(OdooConnection connection, string actor, string baseUrl, CancellationToken cancellationToken)
    {
        var (began, since) = (time.GetTimestamp(), await DatabaseTimeAsync(cancellationToken));
        var answer = new WebhookTestAnswer { Success = false, Message = "", WebhookUrl = baseUrl + WebhookUrls.Path };
        if (await CallAsync(connection, baseUrl, cancellationToken) is { } failure)
            return answer with { Message = failure };
        answer = answer with { AcceptedMs = (long)time.GetElapsedTime(began).TotalMilliseconds };
        if (!await IsConfirmedAsync(connection, since, cancellationToken))
            return answer with { Message = "The call was accepted, but the record that it named was not read from Odoo within 5 seconds. GET /api/integrations/background-sync/health tells whether Odoo can be reached." };
        answer = answer with { ConfirmedMs = (long)time.GetElapsedTime(began).TotalMilliseconds };
        return await OdooReachesUsAsync(connection, actor, cancellationToken) switch
        {
            false => answer with { OdooReachesUs = false, Message = $"{baseUrl} can be called from here, but the notification that Odoo was asked to send did not arrive: can Odoo's server reach that address? POST /api/webhooks/install with another base_url, if not." },
            var reached => answer with { Success = true, OdooReachesUs = reached, Message = "Webhooks come in, and the record is read from Odoo." },
        };
    }

    public void Dispose() => http.Dispose();

    /// <summary>By a key that is good for a minute and for nothing else. Names our own account, which every Odoo has.</summary>
    private async Task<string?> CallAsync(OdooConnection connection, string baseUrl, CancellationToken cancellationToken)
    {
        var (_, key) = await keys.AddAsync(connection.Id, WebhookKeyKind.Path, cancellationToken, life: TimeSpan.FromMinutes(1));
        try
        {
            using var response = await http.PostAsJsonAsync(WebhookUrls.Secret(baseUrl, key), new { model = "res.users", action = "write", record_ids = new[] { connection.OdooUid ?? 1 } }, cancellationToken);
            return response.StatusCode == System.Net.HttpStatusCode.Accepted ? null : $"{baseUrl} answered {(int)response.StatusCode}: is it Causeway's address, and does a proxy in front of it let POST {WebhookUrls.Path} through?";
        }
        catch (Exception exception) when (exception is HttpRequestException || (exception is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return $"{baseUrl} cannot be called from here: {exception.Message}";
        }
    }

    private async Task<bool> IsConfirmedAsync(OdooConnection connection, DateTimeOffset since, CancellationToken cancellationToken)
    {
        for (var waited = TimeSpan.Zero; waited < Patience; waited += Often)
        {
            await using (var db = await database.OpenConnectionAsync(cancellationToken))
            {
                if (await db.ExecuteScalarAsync<bool>(new CommandDefinition(
                    "select exists (select from odoo.res_users where connection_id = @Id and id = @uid and confirmed_at >= @since)",
                    new { connection.Id, uid = connection.OdooUid ?? 1, since },
                    cancellationToken: cancellationToken)))
                {
                    return true;
                }
            }

            await Task.Delay(Often, cancellationToken);
        }

        return false;
    }

    private async Task<bool?> OdooReachesUsAsync(OdooConnection connection, string actor, CancellationToken cancellationToken)
    {
        if (await install.FindAsync(connection.Id, cancellationToken) is not { } installed || await keys.RulesKeyAsync(connection.Id, cancellationToken) is not { } keyId)
            return null;
        var since = time.GetUtcNow();
        return await rules.SendOneAsync(connection, actor, installed.BaseUrl, cancellationToken)
            ? await install.HasArrivedAsync(keyId, since, cancellationToken)
            : null;
    }

    private async Task<DateTimeOffset> DatabaseTimeAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        return await db.ExecuteScalarAsync<DateTimeOffset>(new CommandDefinition("select now()", cancellationToken: cancellationToken));
    }
}
