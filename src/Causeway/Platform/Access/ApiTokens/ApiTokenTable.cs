using Dapper;
using Npgsql;

namespace Causeway.Platform.Access.ApiTokens;

/// <summary>The rows of <c>causeway.api_token</c>: those in force, and those that expired and were not removed.</summary>
internal sealed class ApiTokenTable(NpgsqlDataSource database, TimeProvider clock)
{
    public const string Prefix = "cw_";

    /// <summary>A program that lost count must not fill the table.</summary>
    public const int MostPerUser = 50;

    private const int HintLength = 9;

    /// <summary>A busy token is not to cost a write at each request.</summary>
    private static readonly TimeSpan UseResolution = TimeSpan.FromMinutes(1);

    private const string Columns = "t.id, t.name, t.hint, t.scopes, t.created_at, t.expires_at, t.last_used_at, t.last_used_address";

    /// <summary>The token itself, this once, and its row; null where the user has too many.</summary>
    public async Task<(string Secret, ApiToken Token)?> TryAddAsync(
        Guid userId, string name, IReadOnlyList<string> scopes, TimeSpan life, CancellationToken cancellationToken)
    {
        var secret = OpaqueSecret.New(Prefix);
        var now = clock.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var token = await connection.QuerySingleOrDefaultAsync<ApiToken>(new CommandDefinition(
            $"""
            insert into causeway.api_token as t (id, user_id, name, token_hash, hint, scopes, created_at, expires_at)
            select @id, @userId, @name, @hash, @hint, @scopes, @now, @expires
            where (select count(*) from causeway.api_token where user_id = @userId and revoked_at is null) < @most
            returning {Columns}
            """,
            new
            {
                id = Guid.CreateVersion7(),
                userId,
                name,
                hash = OpaqueSecret.Hash(secret),
                hint = secret[..HintLength],
                scopes = scopes.ToArray(),
                now,
                expires = now + life,
                most = MostPerUser,
            },
            cancellationToken: cancellationToken));
        return token is null ? null : (secret, token);
    }

    public async Task<IReadOnlyList<ApiToken>> ListAsync(Guid userId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<ApiToken>(new CommandDefinition(
            $"""
            select {Columns}
            from causeway.api_token t
            where t.user_id = @userId
              and t.revoked_at is null
            order by t.created_at, t.id
            """,
            new { userId }, cancellationToken: cancellationToken))).AsList();
    }

    /// <summary>Null when this user has no such token.</summary>
    public async Task<ApiToken?> RevokeAsync(Guid userId, Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<ApiToken>(new CommandDefinition(
            $"""
            update causeway.api_token as t
            set revoked_at = @now
            where t.id = @id
              and t.user_id = @userId
              and t.revoked_at is null
            returning {Columns}
            """,
            new { id, userId, now = clock.GetUtcNow() }, cancellationToken: cancellationToken));
    }

    /// <summary>Those of their calendar feeds too, which are read without a sign-in.</summary>
    public static Task RevokeAllAsync(NpgsqlConnection connection, Guid userId, DateTimeOffset now, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new CommandDefinition(
            """
            update causeway.api_token
            set revoked_at = @now
            where user_id = @userId
              and revoked_at is null;
            delete from causeway.calendar_token
            where user_id = @userId
            """,
            new { userId, now }, cancellationToken: cancellationToken));

    /// <summary>Whose it is and what for, while it is in force.</summary>
    public async Task<TokenUser?> FindAsync(string secret, string address, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        if (await FindAsync(connection, "t.token_hash = @hash", new { hash = OpaqueSecret.Hash(secret), now }, cancellationToken) is not { } owner)
            return null;
        if (owner.Token.LastUsedAt is not { } used || used <= now - UseResolution)
            await NoteUseAsync(connection, owner.Token.Id, address, now, cancellationToken);
        return owner;
    }

    /// <summary>The same of one that was shown before: null once it has ended.</summary>
    public async Task<TokenUser?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await FindAsync(connection, "t.id = @id", new { id, now = clock.GetUtcNow() }, cancellationToken);
    }

    private static async Task<TokenUser?> FindAsync(NpgsqlConnection connection, string condition, object parameters, CancellationToken cancellationToken)
    {
        var found = await connection.QueryAsync<User, ApiToken, TokenUser>(
            new CommandDefinition(
                $"""
                select {UserTable.Columns},
                  {Columns}
                from causeway.api_token t
                join causeway.app_user u on u.id = t.user_id
                where {condition}
                  and t.revoked_at is null
                  and t.expires_at > @now
                """,
                parameters, cancellationToken: cancellationToken),
            (user, token) => new TokenUser(user, token),
            splitOn: "id");
        return found.SingleOrDefault();
    }

    private static Task NoteUseAsync(NpgsqlConnection connection, Guid id, string address, DateTimeOffset now, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new CommandDefinition(
            """
            update causeway.api_token
            set last_used_at = @now,
              last_used_address = @address
            where id = @id
            """,
            new { id, address, now }, cancellationToken: cancellationToken));
}

/// <summary>A user, by way of a personal API token.</summary>
internal sealed record TokenUser(User User, ApiToken Token);
