using Dapper;
using Npgsql;

namespace Causeway.Mirror.Connections;

/// <summary>The rows of <c>causeway.connection</c>.</summary>
internal sealed class ConnectionStore(NpgsqlDataSource database)
{
    private const string Columns = """
        id, name, owner_id, url, database, username, secret_protected, transport, forced_transport, server_version, odoo_uid,
        main_company_id, lang, interval_minutes, paused, is_default, enabled_entities, models::text as models, state, state_since, state_message,
        state_version, failures, retry_at, key_expires_at, key_is_certain, key_checked_at, deleted_at, created_at, updated_at,
        (select not u.is_active or u.approval_status <> 'approved' from causeway.app_user u where u.id = owner_id) as owner_is_out
        """;

    public Task<OdooConnection?> FindAsync(int id, CancellationToken cancellationToken) =>
        FindAsync("id = @id and deleted_at is null", new { id }, cancellationToken);

    /// <summary>The same, also while it is being deleted.</summary>
    public Task<OdooConnection?> FindEvenDeletedAsync(int id, CancellationToken cancellationToken) =>
        FindAsync("id = @id", new { id }, cancellationToken);

    /// <summary>The shared connection that requests go to which name none.</summary>
    public Task<OdooConnection?> FindSharedAsync(CancellationToken cancellationToken) =>
        FindAsync("owner_id is null and deleted_at is null order by is_default desc, id limit 1", null, cancellationToken);

    /// <summary>The user's private connection, else the shared one.</summary>
    public Task<OdooConnection?> FindDefaultAsync(Guid userId, CancellationToken cancellationToken) =>
        FindAsync("(owner_id is null or owner_id = @userId) and deleted_at is null order by owner_id is null, is_default desc, id limit 1", new { userId }, cancellationToken);

    public Task<IReadOnlyList<OdooConnection>> AllAsync(CancellationToken cancellationToken) =>
        ListAsync("deleted_at is null", null, cancellationToken);

    /// <summary>The shared ones, the default first.</summary>
    public async Task<IReadOnlyList<OdooConnection>> SharedAsync(CancellationToken cancellationToken) =>
        [.. (await ListAsync("deleted_at is null and owner_id is null", null, cancellationToken)).OrderByDescending(connection => connection.IsDefault)];

    /// <summary>What a caller may set up: administrators the shared ones, everybody their own.</summary>
    public Task<IReadOnlyList<OdooConnection>> OfAsync(Guid userId, bool isAdmin, CancellationToken cancellationToken) =>
        ListAsync("deleted_at is null and (owner_id = @userId or owner_id is null and @isAdmin)", new { userId, isAdmin }, cancellationToken);

    public async Task<OdooConnection> AddAsync(OdooConnection added, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await OneAfterAnotherAsync(connection, transaction, cancellationToken);
        var saved = await connection.QuerySingleAsync<OdooConnection>(new CommandDefinition(
            $"""
            insert into causeway.connection (name, owner_id, url, database, username, secret_protected, transport,
              forced_transport, server_version, odoo_uid, main_company_id, lang, interval_minutes, enabled_entities, models, paused, is_default)
            values (@Name, @OwnerId, @Url, @Database, @Username, @SecretProtected, @Transport,
              @ForcedTransport, @ServerVersion, @OdooUid, @MainCompanyId, @Lang, @IntervalMinutes, @EnabledEntities, @Models::jsonb, @Paused,
              @OwnerId is null and not exists (select from causeway.connection where is_default))
            returning {Columns}
            """,
            added,
            transaction,
            cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
        return saved;
    }

    /// <summary>Saves its settings. What was known of other credentials, a new secret's text tells, is forgotten.</summary>
    public async Task<OdooConnection> UpdateAsync(OdooConnection changed, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleAsync<OdooConnection>(new CommandDefinition(
            $"""
            update causeway.connection
            set name = @Name, url = @Url, database = @Database, username = @Username, secret_protected = @SecretProtected,
                transport = @Transport, forced_transport = @ForcedTransport, server_version = @ServerVersion, odoo_uid = @OdooUid,
                main_company_id = @MainCompanyId, lang = @Lang, interval_minutes = @IntervalMinutes, paused = @Paused,
                enabled_entities = @EnabledEntities, models = @Models::jsonb, updated_at = now(),
                state = case when secret_protected = @SecretProtected then state else 'unknown' end,
                state_message = case when secret_protected = @SecretProtected then state_message end,
                failures = case when secret_protected = @SecretProtected then failures else 0 end,
                retry_at = case when secret_protected = @SecretProtected then retry_at end,
                key_expires_at = case when secret_protected = @SecretProtected then key_expires_at end,
                key_checked_at = case when secret_protected = @SecretProtected then key_checked_at end,
                state_version = state_version + 1
            where id = @Id
            returning {Columns}
            """,
            changed,
            cancellationToken: cancellationToken));
    }

    /// <summary>Makes it the shared connection that requests go to which name none.</summary>
    public async Task MakeDefaultAsync(int id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await OneAfterAnotherAsync(connection, transaction, cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            update causeway.connection set is_default = false where is_default;
            update causeway.connection set is_default = true, updated_at = now() where id = @id
            """,
            new { id },
            transaction,
            cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
    }

    public async Task SaveKeyAsync(int id, DateTimeOffset? expiresAt, bool isCertain, DateTimeOffset checkedAt, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "update causeway.connection set key_expires_at = @expiresAt, key_is_certain = @isCertain, key_checked_at = @checkedAt where id = @id",
            new { id, expiresAt, isCertain, checkedAt },
            cancellationToken: cancellationToken));
    }

    /// <summary>Two that come at once must not both find that there is no default yet.</summary>
    private static Task OneAfterAnotherAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new CommandDefinition(
            "select pg_advisory_xact_lock(hashtext('causeway.connection.is_default'))", transaction: transaction, cancellationToken: cancellationToken));

    private async Task<IReadOnlyList<OdooConnection>> ListAsync(string condition, object? parameters, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<OdooConnection>(new CommandDefinition(
            $"select {Columns} from causeway.connection where {condition} order by id", parameters, cancellationToken: cancellationToken));
        return [.. rows];
    }

    private async Task<OdooConnection?> FindAsync(string condition, object? parameters, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<OdooConnection>(new CommandDefinition(
            $"select {Columns} from causeway.connection where {condition}", parameters, cancellationToken: cancellationToken));
    }
}
