using System.Globalization;
using System.Text;
using Causeway.Platform.Access;
using Causeway.Platform.Access.Secrets;
using Causeway.Platform.Audit;
using Causeway.Platform.Settings;
using Dapper;
using Npgsql;

namespace Causeway.Mirror.Webhooks;

/// <summary>What a key is for; its word in the database is its name in lower case.</summary>
internal enum WebhookKeyKind
{
    /// <summary>The secret part of a URL that an administrator put somewhere.</summary>
    Path,

    /// <summary>The secret part of the URL in the rules that we made in Odoo.</summary>
    Rules,

    /// <summary>Signs bodies.</summary>
    Secret,
}

/// <summary>
/// The keys of webhooks. They are read together and kept for a moment, so that a storm of calls, or of guesses, costs
/// the database one query in a while.
/// </summary>
internal sealed class WebhookKeys(NpgsqlDataSource database, SecretVault vault, CausewaySettings settings, AuditLog audit, TimeProvider time) : IDisposable
{
    public const string Purpose = "webhook secret";

    /// <summary>While a new key is put in place, the one before it still opens.</summary>
    private static readonly TimeSpan Rotation = TimeSpan.FromHours(24);

    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(10);

    /// <summary>An unknown key may have been made by another process a moment ago.</summary>
    private static readonly TimeSpan LifetimeForUnknown = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim reading = new(1);
    private WebhookKeyring ring = WebhookKeyring.Empty;
    private DateTimeOffset? readAt;

    /// <summary>The connection that the secret part of a URL opens; null where it opens none.</summary>
    public async Task<WebhookDoor?> OpenAsync(string token, CancellationToken cancellationToken)
    {
        var hash = Convert.ToHexStringLower(OpaqueSecret.Hash(token));
        var known = (await RingAsync(Lifetime, cancellationToken)).Paths.GetValueOrDefault(hash)
            ?? (await RingAsync(LifetimeForUnknown, cancellationToken)).Paths.GetValueOrDefault(hash);
        return known is null || known.ExpiresAt <= time.GetUtcNow() ? null : ring.Doors[known.ConnectionId] with { KeyId = known.Id };
    }

    /// <summary>The connection that a signed call names, with the secrets that it may be signed with; the shared one by default.</summary>
    public async Task<(WebhookDoor Door, IEnumerable<byte[]> Secrets)?> FindAsync(string? named, CancellationToken cancellationToken)
    {
        var known = await RingAsync(Lifetime, cancellationToken);
        var id = named is null ? known.SharedId : int.TryParse(named, NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : null;
        if (id is not { } connectionId || !known.Doors.TryGetValue(connectionId, out var door))
            return null;
        var ofSettings = connectionId == known.SharedId ? new[] { settings.OdooWebhookSecret, settings.OdooWebhookSecretPrevious } : [];
        return (door, [.. ofSettings.OfType<string>().Select(Encoding.UTF8.GetBytes), .. known.Secrets[connectionId]]);
    }

    /// <summary>Whom a call counts for that opens nothing.</summary>
    public async Task<int?> SharedIdAsync(CancellationToken cancellationToken) => (await RingAsync(Lifetime, cancellationToken)).SharedId;

    /// <summary>Makes a key, which is shown this once; the one before it opens for a day more, or for <paramref name="overlap"/>.</summary>
    /// <param name="connectionId">The connection.</param>
    /// <param name="kind">What for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="overlap">How long those before it still open.</param>
    /// <param name="life">How long the new one opens; for good where null.</param>
    public async Task<(int Id, string Key)> AddAsync(int connectionId, WebhookKeyKind kind, CancellationToken cancellationToken, TimeSpan? overlap = null, TimeSpan? life = null)
    {
        var key = OpaqueSecret.New();
        var now = time.GetUtcNow();
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        var id = await db.ExecuteScalarAsync<int>(new CommandDefinition(
            """
            delete from causeway.webhook_key
            where connection_id = @connectionId and expires_at < @now;

            update causeway.webhook_key
            set expires_at = @end
            where connection_id = @connectionId and kind = @kind and expires_at is null and @life::timestamptz is null;

            insert into causeway.webhook_key (connection_id, kind, hash, sealed, created_at, expires_at)
            values (@connectionId, @kind, @hash, @sealed, @now, @life)
            returning id
            """,
            new
            {
                connectionId,
                kind = Word(kind),
                hash = kind == WebhookKeyKind.Secret ? null : OpaqueSecret.Hash(key),
                @sealed = kind == WebhookKeyKind.Secret ? vault.Protect(Purpose, key) : null,
                now,
                end = now + (overlap ?? Rotation),
                life = now + life,
            },
            cancellationToken: cancellationToken));
        // One that lives for a moment is the self-test's own.
        if (life is null)
            await audit.AppendAsync(db, Audited(connectionId, kind, id), CancellationToken.None);
        readAt = null;
        return (id, key);
    }

    private static AuditEntry Audited(int connectionId, WebhookKeyKind kind, int id) => new(AuditAction.WebhookKey)
    {
        ConnectionId = connectionId,
        TargetType = "webhook_key",
        TargetIds = [id.ToString(CultureInfo.InvariantCulture)],
        Detail = new Dictionary<string, object?> { ["kind"] = Word(kind) },
    };

    public async Task RemoveAsync(int connectionId, WebhookKeyKind kind, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        await db.ExecuteAsync(new CommandDefinition(
            "delete from causeway.webhook_key where connection_id = @connectionId and kind = @kind",
            new { connectionId, kind = Word(kind) },
            cancellationToken: cancellationToken));
        readAt = null;
    }

    /// <summary>The key that our rules in Odoo carry; null where there are none.</summary>
    public async Task<int?> RulesKeyAsync(int connectionId, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        return await db.ExecuteScalarAsync<int?>(new CommandDefinition(
            "select max(id) from causeway.webhook_key where connection_id = @connectionId and kind = 'rules'",
            new { connectionId },
            cancellationToken: cancellationToken));
    }

    /// <summary>Whether a call has come in by this key.</summary>
    public async Task<bool> IsUsedAsync(int keyId, DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        return await db.ExecuteScalarAsync<bool>(new CommandDefinition(
            "select exists (select from causeway.webhook_key where id = @keyId and used_at >= @since)",
            new { keyId, since },
            cancellationToken: cancellationToken));
    }

    public void Dispose() => reading.Dispose();

    private async Task<WebhookKeyring> RingAsync(TimeSpan lifetime, CancellationToken cancellationToken)
    {
        if (IsFresh(lifetime))
            return ring;
        await reading.WaitAsync(cancellationToken);
        try
        {
            if (IsFresh(lifetime))
                return ring;
            var now = time.GetUtcNow();
            ring = await ReadAsync(now, cancellationToken);
            readAt = now;
            return ring;
        }
        finally
        {
            reading.Release();
        }
    }

    private bool IsFresh(TimeSpan lifetime) => readAt is { } at && time.GetUtcNow() - at < lifetime;

    private async Task<WebhookKeyring> ReadAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        await using var rows = await db.QueryMultipleAsync(new CommandDefinition(
            """
            select id, owner_id is null as shared, server_version from causeway.connection where deleted_at is null order by owner_id is null desc, is_default desc, id;
            select id, connection_id, kind, hash, sealed, expires_at from causeway.webhook_key where expires_at is null or expires_at > @now
            """,
            new { now },
            cancellationToken: cancellationToken));
        var connections = (await rows.ReadAsync<(int Id, bool Shared, string? Version)>()).ToList();
        var keys = (await rows.ReadAsync<KeyRow>()).ToList();
        var known = connections.Select(connection => connection.Id).ToHashSet();
        return new WebhookKeyring
        {
            SharedId = connections.Where(connection => connection.Shared).Select(connection => (int?)connection.Id).FirstOrDefault(),
            Doors = connections.ToDictionary(connection => connection.Id, connection => new WebhookDoor(connection.Id, OdooVersions.Major(connection.Version))),
            Paths = keys.Where(key => key.Hash is not null && known.Contains(key.ConnectionId)).ToDictionary(key => Convert.ToHexStringLower(key.Hash!), key => new WebhookPath(key.Id, key.ConnectionId, key.ExpiresAt)),
            Secrets = Secrets(keys).ToLookup(key => key.ConnectionId, key => Encoding.UTF8.GetBytes(key.Secret)),
        };
    }

    /// <summary>One that cannot be decrypted any more signs nothing, and shuts no other connection's webhooks out.</summary>
    private IEnumerable<(int ConnectionId, string Secret)> Secrets(IEnumerable<KeyRow> keys)
    {
        foreach (var key in keys)
        {
            if (key.Sealed is { } @sealed && vault.TryUnprotect(Purpose, @sealed) is { } secret)
                yield return (key.ConnectionId, secret);
        }
    }

    private static string Word(WebhookKeyKind kind) => kind.ToString().ToLowerInvariant();

    private sealed record KeyRow
    {
        public required int Id { get; init; }

        public required int ConnectionId { get; init; }

        public byte[]? Hash { get; init; }

        public string? Sealed { get; init; }

        public DateTimeOffset? ExpiresAt { get; init; }
    }
}
