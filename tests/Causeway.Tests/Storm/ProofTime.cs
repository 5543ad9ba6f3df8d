using Dapper;
using Npgsql;

namespace Causeway.Tests.Storm;

/// <summary>
/// The time of proofs, which a storm of seconds cannot wait for: it makes the last proof two days old, so that the next run
/// proves every model again, and scrubs as much of it as two days call for; and the last deep look, so that fields are tried
/// again that Odoo could not read.
/// </summary>
internal sealed class ProofTime(NpgsqlDataSource database)
{
    public async Task PassAsync()
    {
        await using var db = await database.OpenConnectionAsync();
        await db.ExecuteAsync("update causeway.sync_stream set proved_at = proved_at - interval '2 days', deep_look_at = deep_look_at - interval '2 days'");
    }

    /// <summary>Models whose scrub has not come round since.</summary>
    public async Task<IReadOnlyList<string>> LeftAsync(DateTimeOffset since)
    {
        await using var db = await database.OpenConnectionAsync();
        return [.. await db.QueryAsync<string>(
            "select model from causeway.sync_stream where phase <> 'absent' and (scrubbed_at is null or scrubbed_at < @since or scrub_began_at < @since)",
            new { since })];
    }
}
