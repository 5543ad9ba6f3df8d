using Dapper;
using Npgsql;

namespace Causeway.Mirror.Connections;

/// <summary>The rows of <c>causeway.connection</c>.</summary>
internal sealed class ConnectionStore(NpgsqlDataSource database)
{
    private const string Columns = """
        id, name, owner_id, url, database, username, secret_protected, transport, forced_transport, server_version, odoo_uid,
        main_company_id, lang, interval_minutes, paused, is_default, created_at, updated_at
        """;

    public Task<OdooConnection?> FindAsync(int id, CancellationToken cancellationToken) =>
        FindAsync("id = @id", new { id }, cancellationToken);

    /// <summary>The shared connection that requests go to which name none.</summary>
    public Task<OdooConnection?> FindSharedAsync(CancellationToken cancellationToken) =>
        FindAsync("owner_id is null order by is_default desc, id limit 1", null, cancellationToken);

    /// <summary>The user's private connection, else the shared one.</summary>
    public Task<OdooConnection?> FindDefaultAsync(Guid userId, CancellationToken cancellationToken) =>
        FindAsync("owner_id is null or owner_id = @userId order by owner_id is null, is_default desc, id limit 1", new { userId }, cancellationToken);

    public async Task<IReadOnlyList<OdooConnection>> AllAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<OdooConnection>(new CommandDefinition(
            $"select {Columns} from causeway.connection order by id", cancellationToken: cancellationToken));
        return [.. rows];
    }

    public async Task<OdooConnection> AddAsync(OdooConnection added, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleAsync<OdooConnection>(new CommandDefinition(
            $"""
            insert into causeway.connection (name, owner_id, url, database, username, secret_protected, transport,
              forced_transport, server_version, odoo_uid, main_company_id, lang, interval_minutes, is_default)
            values (@Name, @OwnerId, @Url, @Database, @Username, @SecretProtected, @Transport,
              @ForcedTransport, @ServerVersion, @OdooUid, @MainCompanyId, @Lang, @IntervalMinutes,
              @OwnerId is null and not exists (select from causeway.connection where is_default))
            returning {Columns}
            """,
            added,
            cancellationToken: cancellationToken));
    }

    public async Task<OdooConnection> UpdateAsync(OdooConnection changed, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleAsync<OdooConnection>(new CommandDefinition(
            $"""
            update causeway.connection
            set name = @Name, url = @Url, database = @Database, username = @Username, secret_protected = @SecretProtected,
                transport = @Transport, forced_transport = @ForcedTransport, server_version = @ServerVersion, odoo_uid = @OdooUid,
                main_company_id = @MainCompanyId, lang = @Lang, interval_minutes = @IntervalMinutes, paused = @Paused,
                updated_at = now()
            where id = @Id
            returning {Columns}
            """,
            changed,
            cancellationToken: cancellationToken));
    }

    private async Task<OdooConnection?> FindAsync(string condition, object? parameters, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<OdooConnection>(new CommandDefinition(
            $"select {Columns} from causeway.connection where {condition}", parameters, cancellationToken: cancellationToken));
    }
}
