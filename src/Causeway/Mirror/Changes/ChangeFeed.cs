using Dapper;
using Npgsql;

namespace Causeway.Mirror.Changes;

/// <summary>The order of changes: what holds it, and how others hear of it.</summary>
internal static class ChangeFeed
{
    /// <summary>
    /// The class of the advisory lock under which changes enter the feed, with the connection's id as its second key.
    /// Versions are then in commit order within a connection, so that a reader who has seen one misses none before it.
    /// </summary>
    public const int LockClass = 0x0FEED;

    /// <summary>The notification that something changed; its payload is the connection's id and nothing else.</summary>
    public const string Channel = "causeway_change";

    /// <summary>The version of the connection's latest change; 0 before the first.</summary>
    public static async Task<long> PositionAsync(NpgsqlDataSource database, int connectionId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            "select coalesce((select version from causeway.change where connection_id = @connectionId order by version desc limit 1), 0)",
            new { connectionId },
            cancellationToken: cancellationToken));
    }
}
