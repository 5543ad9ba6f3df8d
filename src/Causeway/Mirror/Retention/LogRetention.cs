using Causeway.Platform.Settings;
using Dapper;
using Npgsql;

namespace Causeway.Mirror.Retention;

/// <summary>Takes away what is kept to look things up as long as the audit log is: writes, decided holds, dead tokens.</summary>
internal sealed class LogRetention(NpgsqlDataSource database, CausewaySettings settings, TimeProvider time)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        await db.ExecuteAsync(new CommandDefinition(
            """
            delete from causeway.write_log where at < @before;
            delete from causeway.hold where status in ('confirmed', 'withdrawn') and decided_at < @before;
            delete from causeway.api_token where least(expires_at, revoked_at) < @before;
            """,
            new { before = time.GetUtcNow() - TimeSpan.FromDays(settings.AuditRetentionDays) },
            commandTimeout: 0,
            cancellationToken: cancellationToken));
    }
}
