using Causeway.Platform.Access;
using Causeway.Platform.Audit;
using Dapper;
using Npgsql;

namespace Causeway.Features.Tasks.Calendar;

/// <summary>
/// The secrets in the addresses of calendar feeds: one for each user and connection, kept by its hash. They end with every
/// API token of the user's, as by a new password.
/// </summary>
internal sealed class CalendarTokens(NpgsqlDataSource database, AuditLog audit, TimeProvider clock)
{
    private const string Prefix = "cal_";

    /// <summary>The secret, this once; the one before it is good no more.</summary>
    public async Task<string> ReplaceAsync(Guid userId, int? connectionId, CancellationToken cancellationToken)
    {
        var secret = OpaqueSecret.New(Prefix);
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await db.BeginTransactionAsync(cancellationToken);
        await db.ExecuteAsync(new CommandDefinition(
            """
            insert into causeway.calendar_token (token_hash, user_id, connection_id, created_at)
            values (@hash, @userId, @connectionId, @now)
            on conflict (user_id, coalesce(connection_id, 0)) do update
            set token_hash = excluded.token_hash,
              created_at = excluded.created_at
            """,
            new { hash = OpaqueSecret.Hash(secret), userId, connectionId, now = clock.GetUtcNow() }, cancellationToken: cancellationToken));
        await audit.AppendAsync(db, Entry(userId, connectionId, "create"), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return secret;
    }

    public async Task RevokeAsync(Guid userId, int? connectionId, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await db.BeginTransactionAsync(cancellationToken);
        var revoked = await db.ExecuteAsync(new CommandDefinition(
            """
            delete from causeway.calendar_token
            where user_id = @userId
              and connection_id is not distinct from @connectionId
            """,
            new { userId, connectionId }, cancellationToken: cancellationToken));
        if (revoked > 0)
            await audit.AppendAsync(db, Entry(userId, connectionId, "revoke"), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Whose feed it opens, as their row says now; null where it opens none.</summary>
    public async Task<(User User, int? ConnectionId)?> FindAsync(string secret, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        var found = await db.QueryAsync<User, int?, (User User, int? ConnectionId)>(
            new CommandDefinition(
                $"""
                select {UserTable.Columns},
                  t.connection_id as feed
                from causeway.calendar_token t
                join causeway.app_user u on u.id = t.user_id
                where t.token_hash = @hash
                """,
                new { hash = OpaqueSecret.Hash(secret) }, cancellationToken: cancellationToken),
            (user, connectionId) => (user, connectionId),
            splitOn: "feed");
        return found.Where(one => one.User.Standing == Standing.Good).Select(one => ((User, int?)?)one).SingleOrDefault();
    }

    private static AuditEntry Entry(Guid userId, int? connectionId, string how) => new(AuditAction.CalendarToken)
    {
        ConnectionId = connectionId,
        TargetType = "user",
        TargetIds = [userId.ToString()],
        Detail = new Dictionary<string, object?> { ["how"] = how },
    };
}
