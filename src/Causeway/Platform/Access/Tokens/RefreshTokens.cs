using Causeway.Platform.Access.Sessions;
using Dapper;
using Npgsql;

namespace Causeway.Platform.Access.Tokens;

/// <summary>
/// Refresh tokens: each is good once, for the next of its family. A family is a sign-in, and ends with it.
/// </summary>
internal sealed class RefreshTokens(NpgsqlDataSource database, SessionTable sessions, TimeProvider clock)
{
    private const string Prefix = "cwr_";

    /// <summary>A new token for this sign-in; those before it are good no longer.</summary>
    public async Task<string> IssueAsync(Guid sessionId, CancellationToken cancel)
    {
        var token = OpaqueSecret.New(Prefix);
        await using var connection = await database.OpenConnectionAsync(cancel);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            update causeway.refresh_token
            set used_at = @now
            where session_id = @sessionId
              and used_at is null;

            insert into causeway.refresh_token (token_hash, session_id, issued_at)
            values (@hash, @sessionId, @now);
            """,
            new { hash = OpaqueSecret.Hash(token), sessionId, now = clock.GetUtcNow() }, cancellationToken: cancel));
        return token;
    }

    /// <summary>Whose it is, once. A token that comes a second time ends its whole family.</summary>
    public async Task<SignedInUser?> RedeemAsync(string token, CancellationToken cancel)
    {
        var hash = OpaqueSecret.Hash(token);
        if (await UseAsync(hash, cancel) is { } sessionId)
            return await sessions.FindAsync(sessionId, cancel);
        if (await FamilyAsync(hash, cancel) is { } family)
            await sessions.EndAsync(family, EndReason.TokenReused, cancel);
        return null;
    }

    /// <summary>One statement, so that of two who come at once only one gets through.</summary>
    private async Task<Guid?> UseAsync(byte[] hash, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        return await connection.ExecuteScalarAsync<Guid?>(new CommandDefinition(
            """
            update causeway.refresh_token
            set used_at = @now
            where token_hash = @hash
              and used_at is null
            returning session_id
            """,
            new { hash, now = clock.GetUtcNow() }, cancellationToken: cancel));
    }

    private async Task<Guid?> FamilyAsync(byte[] hash, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        return await connection.ExecuteScalarAsync<Guid?>(new CommandDefinition(
            """
            select session_id
            from causeway.refresh_token
            where token_hash = @hash
            """,
            new { hash }, cancellationToken: cancel));
    }
}
