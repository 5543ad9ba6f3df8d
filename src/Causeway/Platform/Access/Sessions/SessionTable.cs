using System.Text.Json;
using Causeway.Platform.Access.ApiTokens;
using Causeway.Platform.Settings;
using Dapper;
using Npgsql;

namespace Causeway.Platform.Access.Sessions;

internal sealed class SessionTable(NpgsqlDataSource database, CausewaySettings settings, TimeProvider clock)
{
    private const string InForce =
        $"""
        select {UserTable.Columns},
          s.id as session_id,
          s.expires_at
        from causeway.session s
        join causeway.app_user u on u.id = s.user_id
        where s.ended_at is null
          and s.expires_at > @now
        """;

    public async Task<Session> StartAsync(Guid userId, Client client, byte[]? cookieHash, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var session = new Session { SessionId = Guid.NewGuid(), ExpiresAt = now.AddDays(settings.SessionMaxDays) };
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            delete from causeway.session
            where expires_at < @now;

            insert into causeway.session (id, user_id, cookie_hash, address, user_agent, started_at, expires_at)
            values (@SessionId, @userId, @cookieHash, @Address, @UserAgent, @now, @ExpiresAt);

            update causeway.app_user
            set last_login = @now
            where id = @userId;
            """,
            new { session.SessionId, userId, cookieHash, client.Address, client.UserAgent, now, session.ExpiresAt },
            cancellationToken: cancellationToken));
        return session;
    }

    public Task<SignedInUser?> FindAsync(Guid sessionId, CancellationToken cancellationToken) =>
        FindAsync($"{InForce} and s.id = @sessionId", new { sessionId, now = clock.GetUtcNow() }, cancellationToken);

    public Task<SignedInUser?> FindByCookieAsync(byte[] cookieHash, CancellationToken cancellationToken) =>
        FindAsync($"{InForce} and s.cookie_hash = @cookieHash", new { cookieHash, now = clock.GetUtcNow() }, cancellationToken);

    private async Task<SignedInUser?> FindAsync(string sql, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var found = await connection.QueryAsync<User, Session, SignedInUser>(
            new CommandDefinition(sql, parameters, cancellationToken: cancellationToken),
            (user, session) => new SignedInUser(user, session),
            splitOn: "session_id");
        return found.SingleOrDefault();
    }

    /// <summary>Whose it was; null when it had ended before.</summary>
    public async Task<Guid?> EndAsync(Guid sessionId, EndReason reason, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<Guid?>(new CommandDefinition(
            """
            update causeway.session
            set ended_at = @now,
              end_reason = @reason
            where id = @sessionId
              and ended_at is null
            returning user_id
            """,
            new { sessionId, reason = Word(reason), now = clock.GetUtcNow() }, cancellationToken: cancellationToken));
    }

    /// <summary>Ends all of a user's sign-ins, or all but the one that asks, and revokes the API tokens that one of them may have made.</summary>
    public static async Task EndAllAsync(NpgsqlConnection connection, Guid userId, EndReason reason, Guid? except, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await ApiTokenTable.RevokeAllAsync(connection, userId, now, cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            update causeway.session
            set ended_at = @now,
              end_reason = @reason
            where user_id = @userId
              and ended_at is null
              and id is distinct from @except
            """,
            new { userId, reason = Word(reason), except, now }, cancellationToken: cancellationToken));
    }

    private static string Word(EndReason reason) => JsonNamingPolicy.SnakeCaseLower.ConvertName(reason.ToString());
}
