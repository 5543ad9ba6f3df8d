using Dapper;
using Npgsql;

namespace Causeway.Mirror.Connections.Accounts;

/// <summary>What the mirrored <c>res.users</c> say of the accounts here that are Odoo users.</summary>
internal sealed class OdooAccounts(NpgsqlDataSource database, DepartedUsers departed)
{
    /// <summary>Disables here who left there, and takes over new logins. Answers how many accounts changed.</summary>
    public async Task<int> FollowAsync(int connectionId, CancellationToken cancellationToken)
    {
        var disabled = await departed.DisableAsync(connectionId, cancellationToken);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return disabled + await RenameAsync(connection, connectionId, cancellationToken);
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
}
