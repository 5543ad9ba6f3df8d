using Causeway.Mirror.Connections;
using Causeway.Mirror.Webhooks;
using Causeway.Mirror.Writes;
using Causeway.Platform;
using Causeway.Platform.Access.Ms365;
using Causeway.Platform.Access.Secrets;
using Causeway.Platform.Settings;
using Dapper;
using Npgsql;

namespace Causeway.Features.Doctor;

/// <summary>Whether the keys in force open what is stored under them.</summary>
internal static class SecretsExam
{
    private const int Named = 10;

    public static async Task<Finding> RunAsync(CausewaySettings settings, NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        var stored = await StoredAsync(database, cancellationToken);
        if (stored.Count == 0)
            return new Finding(Verdict.Ok, "secrets", "none stored yet");
        try
        {
            await using var server = CausewayServer.Build(settings, database);
            var vault = server.Services.GetRequiredService<SecretVault>();
            return Of(stored.Count, [.. stored.Where(secret => vault.TryUnprotect(secret.Purpose, secret.Text) is null).Select(secret => secret.Owner)]);
        }
        catch (StartRefusedException refused)
        {
            return new Finding(Verdict.Wrong, "secrets", refused.Message);
        }
    }

    private static async Task<IReadOnlyList<StoredSecret>> StoredAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await database.OpenConnectionAsync(cancellationToken);
            return [.. await connection.QueryAsync<StoredSecret>(new CommandDefinition(
                """
                select 'connection ' || id || ' (' || url || ')' as owner, @connection as purpose, secret_protected as text
                from causeway.connection
                where deleted_at is null
                union all
                select 'own Odoo credentials of ' || u.username, @own, o.secret_protected
                from causeway.own_credential o
                join causeway.app_user u on u.id = o.user_id
                where o.secret_protected is not null
                union all
                select 'webhook secret of connection ' || connection_id, @webhook, sealed
                from causeway.webhook_key
                where sealed is not null and (expires_at is null or expires_at > now())
                union all
                select 'client secret of Microsoft application ' || client_id, @microsoft, secret_protected
                from causeway.microsoft_application
                where secret_protected is not null
                """,
                new { connection = OdooClients.SecretPurpose, own = WritingAccounts.SecretPurpose, webhook = WebhookKeys.Purpose, microsoft = MicrosoftApplication.SecretPurpose },
                cancellationToken: cancellationToken))];
        }
        catch (PostgresException failure) when (failure.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            // Not migrated yet.
            return [];
        }
    }

    private static Finding Of(int stored, IReadOnlyList<string> unreadable)
    {
        if (unreadable.Count == 0)
            return new Finding(Verdict.Ok, "secrets", $"{stored} stored, each of which can be read");
        var named = string.Join(", ", unreadable.Take(Named)) + (unreadable.Count > Named ? $" and {unreadable.Count - Named} more" : "");
        return new Finding(
            Verdict.Wrong,
            "secrets",
            $"{unreadable.Count} of {stored} cannot be decrypted: {named}. Restore the MASTER_KEY and the database that they were stored under, or enter them again");
    }

    private sealed record StoredSecret
    {
        public required string Owner { get; init; }

        public required string Purpose { get; init; }

        public required string Text { get; init; }

        public override string ToString() => Owner;
    }
}
