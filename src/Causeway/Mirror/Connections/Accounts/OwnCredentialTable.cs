using Dapper;
using Npgsql;

namespace Causeway.Mirror.Connections.Accounts;

/// <summary>The rows of <c>causeway.own_credential</c>, one a user.</summary>
internal sealed class OwnCredentialTable(NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>What the user has saved.</summary>
    public async Task<OwnCredential?> FindAsync(Guid userId, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        var found = await db.QueryAsync<OwnCredential, OwnAccount?, OwnCredential>(
            new CommandDefinition(
                """
                select o.user_id, o.connection_id, u.is_active and u.approval_status = 'approved' as is_usable, o.updated_at,
                  o.url, o.database, o.username, o.secret_protected, o.odoo_uid, o.refused_at, o.refusal, o.version
                from causeway.own_credential o
                join causeway.app_user u on u.id = o.user_id
                join causeway.connection c on c.id = o.connection_id
                where o.user_id = @userId
                  and c.deleted_at is null
                """,
                new { userId },
                cancellationToken: cancellationToken),
            (own, account) => own with { Account = account },
            splitOn: "url");
        return found.SingleOrDefault();
    }

    /// <summary>In place of what the user had.</summary>
    public async Task SaveAsync(NpgsqlConnection db, Guid userId, int connectionId, OwnAccount? account, CancellationToken cancellationToken) =>
        await db.ExecuteAsync(new CommandDefinition(
            """
            insert into causeway.own_credential (user_id, connection_id, url, database, username, secret_protected, odoo_uid, updated_at)
            values (@userId, @connectionId, @Url, @Database, @Username, @SecretProtected, @OdooUid, @now)
            on conflict (user_id) do update
            set connection_id = excluded.connection_id, url = excluded.url, database = excluded.database, username = excluded.username,
              secret_protected = excluded.secret_protected, odoo_uid = excluded.odoo_uid, refused_at = null, refusal = null,
              updated_at = excluded.updated_at
            """,
            new { userId, connectionId, account?.Url, account?.Database, account?.Username, account?.SecretProtected, account?.OdooUid, now = clock.GetUtcNow() },
            cancellationToken: cancellationToken));

    /// <summary>Odoo refused this secret: no process sends it again. Not where another has been saved meanwhile.</summary>
    public async Task RefuseAsync(OwnCredential own, string refusal)
    {
        await using var db = await database.OpenConnectionAsync(CancellationToken.None);
        await db.ExecuteAsync(new CommandDefinition(
            """
            update causeway.own_credential
            set refused_at = @now, refusal = @refusal
            where user_id = @UserId
              and secret_protected = @SecretProtected
            """,
            new { own.UserId, own.Account!.SecretProtected, refusal, now = clock.GetUtcNow() },
            cancellationToken: CancellationToken.None));
    }

    /// <summary>Its owner asked, and Odoo took it.</summary>
    public async Task ForgiveAsync(OwnCredential own, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        await db.ExecuteAsync(new CommandDefinition(
            """
            update causeway.own_credential
            set refused_at = null, refusal = null, version = version + 1
            where user_id = @UserId
              and secret_protected = @SecretProtected
            """,
            new { own.UserId, own.Account!.SecretProtected },
            cancellationToken: cancellationToken));
    }

    public async Task DeleteAsync(Guid userId, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        await db.ExecuteAsync(new CommandDefinition(
            "delete from causeway.own_credential where user_id = @userId",
            new { userId },
            cancellationToken: cancellationToken));
    }
}
