using Causeway.Platform.Access.Sessions;
using Causeway.Platform.Audit;
using Dapper;
using Npgsql;

namespace Causeway.Platform.Access.Tokens;

/// <summary>
/// Refresh tokens: each is good once, for the next of its family. A family is a sign-in, and ends with it.
/// </summary>
internal sealed class RefreshTokens(NpgsqlDataSource database, SessionTable sessions, AuditLog audit, TimeProvider clock)
{
    private const string Prefix = "cwr_";

    /// <summary>A new token for this sign-in; those before it are good no longer.</summary>
    public async Task<string> IssueAsync(Guid sessionId, CancellationToken cancellationToken)
    {
        var token = OpaqueSecret.New(Prefix);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            update causeway.refresh_token
            set used_at = @now
            where session_id = @sessionId
              and used_at is null;

            insert into causeway.refresh_token (token_hash, session_id, issued_at)
            values (@hash, @sessionId, @now);
            """,
            new { hash = OpaqueSecret.Hash(token), sessionId, now = clock.GetUtcNow() }, cancellationToken: cancellationToken));
        return token;
    }

    /// <summary>Whose it is, once. A token that comes a second time ends its whole family.</summary>
    public async Task<SignedInUser?> RedeemAsync(string token, CancellationToken cancellationToken)
    {
        var hash = OpaqueSecret.Hash(token);
        if (await UseAsync(hash, cancellationToken) is { } sessionId)
            return await sessions.FindAsync(sessionId, cancellationToken);
        if (await FamilyAsync(hash, cancellationToken) is { } family && await sessions.EndAsync(family, EndReason.TokenReused, cancellationToken) is { } userId)
            await audit.AppendAsync(new AuditEntry(AuditAction.TokenReuse) { Outcome = AuditOutcome.Refused, TargetType = "user", TargetIds = [userId.ToString()] });
        return null;
    }

    /// <summary>One statement, so that of two who come at once only one gets through.</summary>
    private async Task<Guid?> UseAsync(byte[] hash, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<Guid?>(new CommandDefinition(
            """
            update causeway.refresh_token
            set used_at = @now
            where token_hash = @hash
              and used_at is null
            returning session_id
            """,
            new { hash, now = clock.GetUtcNow() }, cancellationToken: cancellationToken));
    }

    private async Task<Guid?> FamilyAsync(byte[] hash, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<Guid?>(new CommandDefinition(
            """
            select session_id
            from causeway.refresh_token
            where token_hash = @hash
            """,
            new { hash }, cancellationToken: cancellationToken));
    }
}
