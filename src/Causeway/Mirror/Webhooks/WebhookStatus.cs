using System.Text.Json.Serialization;
using Causeway.Mirror.Catalog;
using Causeway.Mirror.Connections;
using Dapper;
using Npgsql;

namespace Causeway.Mirror.Webhooks;

/// <summary>How webhooks stand (contract 3.6).</summary>
internal sealed record WebhookStatusAnswer
{
    public required bool OdooConfigured { get; init; }

    /// <summary>Where signed calls go; calls by secret path, to the same with the secret behind it.</summary>
    public required string WebhookUrl { get; init; }

    public required IReadOnlyList<string> SupportedModels { get; init; }

    public required bool SignatureRequired { get; init; }

    /// <summary>Whether there is a secret to sign with: <c>ODOO_WEBHOOK_SECRET</c>, or one made by <c>POST /webhooks/secret</c>.</summary>
    public required bool SecretConfigured { get; init; }

    [JsonPropertyName("received_24h")]
    public required long Received24h { get; init; }

    [JsonPropertyName("rejected_24h")]
    public required long Rejected24h { get; init; }

    public DateTimeOffset? LastReceivedAt { get; init; }

    /// <summary>Records that were named and wait to be looked at.</summary>
    public required long Pending { get; init; }

    /// <summary>The models whose rules were installed in Odoo; empty where none were.</summary>
    public required IReadOnlyList<string> InstalledModels { get; init; }

    public DateTimeOffset? InstalledAt { get; init; }

    public required string SetupInstructions { get; init; }
}

internal sealed class WebhookStatus(NpgsqlDataSource database, WebhookKeys keys, WebhookInstall install, TimeProvider time)
{
    public async Task<WebhookStatusAnswer> ReadAsync(OdooConnection connection, string baseUrl, CancellationToken cancellationToken)
    {
        var counts = await CountAsync(connection.Id, cancellationToken);
        var installed = await install.FindAsync(connection.Id, cancellationToken);
        var signed = await keys.FindAsync(connection.Id.ToString(), cancellationToken);
        return new WebhookStatusAnswer
        {
            OdooConfigured = true,
            WebhookUrl = baseUrl + WebhookUrls.Path,
            SupportedModels = [.. ConnectionModels.Of(connection).Select(model => model.Name)],
            SignatureRequired = true,
            SecretConfigured = signed?.Secrets.Any() == true,
            Received24h = counts.Received,
            Rejected24h = counts.Rejected,
            LastReceivedAt = counts.LastReceivedAt,
            Pending = counts.Pending,
            InstalledModels = installed?.Models ?? [],
            InstalledAt = installed?.InstalledAt,
            SetupInstructions = Instructions(baseUrl),
        };
    }

    private async Task<Counts> CountAsync(int connectionId, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        return await db.QuerySingleAsync<Counts>(new CommandDefinition(
            """
            select
              coalesce(sum(received) filter (where hour > @since), 0)::bigint as received,
              coalesce(sum(rejected) filter (where hour > @since), 0)::bigint as rejected,
              max(last_received_at) as last_received_at,
              (select count(*) from causeway.webhook_inbox where connection_id = @connectionId) as pending
            from causeway.webhook_count
            where connection_id = @connectionId
            """,
            new { connectionId, since = time.GetUtcNow() - TimeSpan.FromHours(25) },
            cancellationToken: cancellationToken));
    }

    private static string Instructions(string baseUrl) => $"""
        By Causeway, Odoo 17 and later: POST /api/webhooks/install makes the automation rules in Odoo and tries them out; DELETE takes them away.
        By hand, Odoo 17 and later: POST /api/webhooks/path answers a URL with a secret in it. In Odoo, Settings, Technical, Automation Rules: one rule for each model, trigger On save, action Send Webhook Notification with that URL and the field Last Updated on; set the fields that trigger it, since without them Odoo sends one creation 15 to 22 times. For deletions another rule, trigger On deletion, with ?event=deleted behind the URL.
        By a program of your own, any version: POST {baseUrl}{WebhookUrls.Path} with model, action (create, write, unlink) and up to {WebhookBody.MaxIds} record_ids; {WebhookSignature.TimestampHeader} holds the seconds since 1970, {WebhookSignature.SignatureHeader} sha256= and the hex HMAC-SHA256 of timestamp, a dot and the body under the webhook secret (ODOO_WEBHOOK_SECRET, or POST /api/webhooks/secret). X-Connection names the connection.
        """;

    private sealed record Counts
    {
        public long Received { get; init; }

        public long Rejected { get; init; }

        public DateTimeOffset? LastReceivedAt { get; init; }

        public long Pending { get; init; }
    }
}
