using Causeway.Platform.Access.Secrets;
using Causeway.Platform.Settings;
using Dapper;
using Npgsql;

namespace Causeway.Platform.Access.Ms365;

/// <summary>Which application is in force: the one that the settings name, or else the one that an administrator saved.</summary>
internal sealed class MicrosoftApplications(CausewaySettings settings, NpgsqlDataSource database, SecretVault vault, TimeProvider clock)
{
    /// <summary>Null where there is none, or it is switched off.</summary>
    /// <exception cref="UnreadableSecretException">The saved secret cannot be decrypted.</exception>
    public async Task<MicrosoftApplication?> FindEnabledAsync(CancellationToken cancellationToken) =>
        await FindAsync(cancellationToken) is { Enabled: true } application ? application.ThrowIfUnreadable() : null;

    /// <summary>To be shown or changed: also where its secret cannot be decrypted any more.</summary>
    public async Task<MicrosoftApplication?> FindAsync(CancellationToken cancellationToken) => FromSettings ?? await FindSavedAsync(cancellationToken);

    private MicrosoftApplication? FromSettings => settings is { MicrosoftClientId: { } client, MicrosoftTenantId: { } tenant }
        ? new MicrosoftApplication { ClientId = client, TenantId = tenant, Authority = settings.MicrosoftAuthority, ClientSecret = settings.MicrosoftClientSecret, FromSettings = true }
        : null;

    private async Task<MicrosoftApplication?> FindSavedAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var saved = await connection.QuerySingleOrDefaultAsync<Saved>(new CommandDefinition(
            """
            select client_id, tenant_id, authority, secret_protected, enabled, created_at, updated_at
            from causeway.microsoft_application
            """,
            cancellationToken: cancellationToken));
        return saved is null ? null : Of(saved);
    }

    private MicrosoftApplication Of(Saved saved) => new()
    {
        ClientId = saved.ClientId,
        TenantId = saved.TenantId,
        Authority = saved.Authority is { } authority ? new Uri(authority) : settings.MicrosoftAuthority,
        ClientSecret = saved.SecretProtected is { } secret ? vault.TryUnprotect(MicrosoftApplication.SecretPurpose, secret) : null,
        HasSecret = saved.SecretProtected is not null,
        Enabled = saved.Enabled,
        CreatedAt = saved.CreatedAt,
        UpdatedAt = saved.UpdatedAt,
    };

    /// <summary>In place of the one saved before; in the caller's transaction, with what tells of it.</summary>
    public Task SaveAsync(NpgsqlConnection connection, MicrosoftApplication application, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new CommandDefinition(
            """
            insert into causeway.microsoft_application (client_id, tenant_id, authority, secret_protected, enabled, created_at, updated_at)
            values (@ClientId, @TenantId, @authority, @secret, @Enabled, @now, @now)
            on conflict (only_one) do update
            set client_id = excluded.client_id,
              tenant_id = excluded.tenant_id,
              authority = excluded.authority,
              secret_protected = excluded.secret_protected,
              enabled = excluded.enabled,
              updated_at = excluded.updated_at
            """,
            new
            {
                application.ClientId,
                application.TenantId,
                authority = application.Authority == settings.MicrosoftAuthority ? null : application.Authority.AbsoluteUri,
                secret = application.ClientSecret is { } secret ? vault.Protect(MicrosoftApplication.SecretPurpose, secret) : null,
                application.Enabled,
                now = clock.GetUtcNow(),
            },
            cancellationToken: cancellationToken));

    private sealed record Saved
    {
        public required string ClientId { get; init; }

        public required string TenantId { get; init; }

        public string? Authority { get; init; }

        public string? SecretProtected { get; init; }

        public required bool Enabled { get; init; }

        public required DateTimeOffset CreatedAt { get; init; }

        public required DateTimeOffset UpdatedAt { get; init; }

        public override string ToString() => $"saved Microsoft application {ClientId}";
    }
}
