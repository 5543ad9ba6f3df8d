using Causeway.Platform.Access;
using Causeway.Platform.Access.Sessions;
using Causeway.Platform.Audit;
using Dapper;
using Npgsql;

namespace Causeway.Mirror.Connections.Accounts;

/// <summary>
/// Who was archived, deleted or made a portal user in Odoo is disabled here, by the mirrored users, however they sign in:
/// their sign-ins end, and nobody is let in again until an administrator enables them. Who only cannot be seen any more
/// stays.
/// </summary>
internal sealed partial class DepartedUsers(NpgsqlDataSource database, AuditLog audit, TimeProvider clock, ILogger<DepartedUsers> logger)
{
    /// <summary>Answers how many were disabled.</summary>
    public async Task<int> DisableAsync(int connectionId, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        var disabled = 0;
        foreach (var user in await FindAsync(db, connectionId, cancellationToken))
            disabled += await DisableAsync(db, connectionId, user, cancellationToken) ? 1 : 0;
        return disabled;
    }

    private static Task<IEnumerable<Departed>> FindAsync(NpgsqlConnection db, int connectionId, CancellationToken cancellationToken) =>
        db.QueryAsync<Departed>(new CommandDefinition(
            """
            select u.id, u.username, u.odoo_user_id
            from causeway.app_user u
            join odoo.res_users o on o.connection_id = u.connection_id and o.id = u.odoo_user_id
            where u.connection_id = @connectionId
              and u.is_active
              and (o.state = 'deleted' or o.state = 'present' and (o.active is false or o.share))
            order by u.id
            """,
            new { connectionId },
            cancellationToken: cancellationToken));

    private async Task<bool> DisableAsync(NpgsqlConnection db, int connectionId, Departed user, CancellationToken cancellationToken)
    {
        await using var transaction = await db.BeginTransactionAsync(cancellationToken);
        // One who has a way in besides Odoo, and is the last who could let others in.
        if (await Administrators.LockAsync(db, cancellationToken) is [{ AuthProvider: not AuthProvider.Odoo } last] && last.Id == user.Id)
        {
            Log.LastKept(logger, user.Username);
            return false;
        }

        await db.ExecuteAsync(new CommandDefinition(
            "update causeway.app_user set is_active = false, updated_at = @now where id = @Id",
            new { user.Id, now = clock.GetUtcNow() },
            cancellationToken: cancellationToken));
        await SessionTable.EndAllAsync(db, user.Id, EndReason.Disabled, except: null, clock.GetUtcNow(), cancellationToken);
        await audit.AppendAsync(db, user.Audited(connectionId), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Log.Disabled(logger, user.Username, user.OdooUserId);
        return true;
    }

    private sealed record Departed
    {
        public required Guid Id { get; init; }

        public required string Username { get; init; }

        public required long OdooUserId { get; init; }

        public AuditEntry Audited(int connectionId) => new(AuditAction.UserChange)
        {
            Actor = new AuditActor(null, "Odoo"),
            ConnectionId = connectionId,
            TargetType = "user",
            TargetIds = [Id.ToString()],
            Detail = new Dictionary<string, object?>
            {
                ["username"] = Username,
                ["odoo_user_id"] = OdooUserId,
                ["before"] = new { is_active = true },
                ["after"] = new { is_active = false },
            },
        };
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 3007, Level = LogLevel.Information, Message = "{User} is disabled: Odoo user {Uid} is archived, deleted, or no internal user any more")]
        public static partial void Disabled(ILogger logger, string user, long uid);

        [LoggerMessage(EventId = 3008, Level = LogLevel.Warning, Message = "{User} is archived in Odoo, and stays here as the last administrator who can sign in")]
        public static partial void LastKept(ILogger logger, string user);
    }
}
