using Causeway.Platform.Access.Sessions;
using Causeway.Platform.Audit;
using Dapper;
using Npgsql;

namespace Causeway.Mirror.Connections;

/// <summary>What the mirrored <c>res.users</c> say of the accounts here that are Odoo users.</summary>
internal sealed class OdooAccounts(NpgsqlDataSource database, AuditLog audit, TimeProvider clock)
{
    /// <summary>
    /// Who signs in as an Odoo user and was archived, deleted or made a portal user there is disabled here, and signed out.
    /// Answers how many accounts changed.
    /// </summary>
    public async Task<int> FollowAsync(int connectionId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var gone = await DisableAsync(connection, connectionId, cancellationToken);
        foreach (var id in gone)
        {
            await SessionTable.EndAllAsync(connection, id, EndReason.Disabled, except: null, clock.GetUtcNow(), cancellationToken);
            await audit.AppendAsync(connection, Disabled(connectionId, id), cancellationToken);
        }

        var renamed = await RenameAsync(connection, connectionId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return gone.Count + renamed;
    }

    /// <summary>Whether this is somebody who works with that Odoo, as far as the mirror knows.</summary>
    public async Task<bool> IsInternalAsync(int connectionId, long odooUserId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            """
            select exists (
              select from odoo.res_users
              where connection_id = @connectionId and id = @odooUserId and state = 'present' and active is not false and share is not true)
            """,
            new { connectionId, odooUserId },
            cancellationToken: cancellationToken));
    }

    private async Task<List<Guid>> DisableAsync(NpgsqlConnection connection, int connectionId, CancellationToken cancellationToken) =>
        (await connection.QueryAsync<Guid>(new CommandDefinition(
            """
            update causeway.app_user a
            set is_active = false,
              updated_at = @now
            from odoo.res_users u
            where a.connection_id = @connectionId
              and a.auth_provider = 'odoo'
              and a.is_active
              and u.connection_id = a.connection_id
              and u.id = a.odoo_user_id
              and (u.state = 'deleted' or (u.state = 'present' and (u.active is false or u.share)))
            returning a.id
            """,
            new { connectionId, now = clock.GetUtcNow() },
            cancellationToken: cancellationToken))).AsList();

    private static Task<int> RenameAsync(NpgsqlConnection connection, int connectionId, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new CommandDefinition(
            """
            update causeway.app_user a
            set odoo_login = u.login
            from odoo.res_users u
            where a.connection_id = @connectionId
              and u.connection_id = a.connection_id
              and u.id = a.odoo_user_id
              and u.state = 'present'
              and a.odoo_login is distinct from u.login
            """,
            new { connectionId },
            cancellationToken: cancellationToken));

    private static AuditEntry Disabled(int connectionId, Guid userId) => new(AuditAction.UserChange)
    {
        Actor = new AuditActor(null, "Odoo"),
        ConnectionId = connectionId,
        TargetType = "user",
        TargetIds = [userId.ToString()],
        Detail = new Dictionary<string, object?> { ["after"] = new { is_active = false } },
    };
}
