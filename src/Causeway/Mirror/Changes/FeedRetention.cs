using Causeway.Platform.Settings;
using Dapper;
using Npgsql;

namespace Causeway.Mirror.Changes;

/// <summary>Takes away changes older than <c>FEED_RETENTION_DAYS</c>, and notes up to where.</summary>
internal sealed class FeedRetention(NpgsqlDataSource database, CausewaySettings settings, TimeProvider time)
{
    /// <summary>Short transactions: whoever adds changes meanwhile waits for none of them.</summary>
    private const int Together = 10_000;

    /// <summary>Answers how many changes went.</summary>
    public async Task<long> RunAsync(CancellationToken cancellationToken)
    {
        var (before, gone) = (time.GetUtcNow() - TimeSpan.FromDays(settings.FeedRetentionDays), 0L);
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        var connections = await db.QueryAsync<int>(new CommandDefinition("select id from causeway.connection", cancellationToken: cancellationToken));
        foreach (var connectionId in connections)
        {
            long deleted;
            do
            {
                deleted = await DeleteAsync(db, connectionId, before, cancellationToken);
                gone += deleted;
            }
            while (deleted == Together);
        }

        return gone;
    }

    /// <summary>
    /// A beginning of the feed, never a part from its middle: up to the first change that is young enough, by version. The
    /// floor is noted in the same transaction, so that no reader takes the gap for quiet.
    /// </summary>
    private static Task<long> DeleteAsync(NpgsqlConnection db, int connectionId, DateTimeOffset before, CancellationToken cancellationToken) =>
        db.ExecuteScalarAsync<long>(new CommandDefinition(
            """
            with old as (
              select version, at < @before as is_old
              from causeway.change
              where connection_id = @connectionId
              order by version
              limit @Together
            ),
            gone as (
              delete from causeway.change
              where connection_id = @connectionId
                and version <= (select max(version) from old)
                and version < coalesce((select min(version) from old where not is_old), 9223372036854775807)
              returning version
            ),
            noted as (
              insert into causeway.change_floor (connection_id, version)
              select @connectionId, max(version) from gone having count(*) > 0
              on conflict (connection_id) do update set version = greatest(change_floor.version, excluded.version)
            )
            select count(*) from gone
            """,
            new { connectionId, before, Together },
            cancellationToken: cancellationToken));
}
