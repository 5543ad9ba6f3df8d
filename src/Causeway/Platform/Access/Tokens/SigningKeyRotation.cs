using System.Security.Cryptography;
using Causeway.Platform.Access.Secrets;
using Causeway.Platform.Audit;
using Causeway.Platform.Settings;
using Dapper;
using Npgsql;

namespace Causeway.Platform.Access.Tokens;

/// <summary>Replaces the signing key of our own making. Running processes take it up within <see cref="SigningKeys.OldestView"/>.</summary>
internal sealed class SigningKeyRotation(CausewaySettings settings, NpgsqlDataSource database, MasterKeys master, AuditLog audit, TimeProvider clock)
{
    /// <param name="leaked">Whether the keys before it sign nothing any more, and every access token ends with them.</param>
    /// <param name="cancellationToken">Gives up; nothing is changed then.</param>
    public async Task RunAsync(bool leaked, CancellationToken cancellationToken)
    {
        if (settings.JwtSecret is { Length: > 0 })
            throw new StartRefusedException("JWT_SECRET signs the access tokens here, and no key of our own. Move it to JWT_SECRET_PREVIOUS, set another, and restart every process.");
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition("select pg_advisory_xact_lock(@Lock)", new { MasterKeys.Lock }, cancellationToken: cancellationToken));
        var now = clock.GetUtcNow();
        await connection.ExecuteAsync(new CommandDefinition(
            """
            update causeway.signing_key
            set retired_at = @now
            where retired_at is null;

            insert into causeway.signing_key (wrapped_key, created_at)
            values (@wrapped, @now);

            delete from causeway.signing_key
            where retired_at <= @forgotten;
            """,
            new
            {
                now,
                wrapped = master.Wrap(SigningKeys.Purpose, RandomNumberGenerator.GetBytes(SigningKeys.KeyBytes)),
                forgotten = leaked ? now : now - SigningKeys.RetiredFor(settings),
            },
            cancellationToken: cancellationToken));
        await audit.AppendAsync(connection, new AuditEntry(AuditAction.KeyRotate) { TargetType = "signing_key", Detail = new Dictionary<string, object?> { ["leaked"] = leaked } }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
