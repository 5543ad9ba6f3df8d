using Dapper;
using Npgsql;

namespace Causeway.Mirror.Sync;

/// <summary>
/// One run a connection, across all processes: a session lock of PostgreSQL, which ends with the process that holds it,
/// however that ends.
/// </summary>
internal sealed class RunLock : IAsyncDisposable
{
    public const int LockClass = 0x5EED;

    private readonly NpgsqlConnection session;
    private readonly int connectionId;

    private RunLock(NpgsqlConnection connection, int connectionId) => (session, this.connectionId) = (connection, connectionId);

    /// <summary>Null where another run holds it.</summary>
    public static async Task<RunLock?> TryTakeAsync(NpgsqlDataSource database, int connectionId, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken);
        if (await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "select pg_try_advisory_lock(@LockClass, @connectionId)", new { LockClass, connectionId }, cancellationToken: cancellationToken)))
        {
            return new RunLock(connection, connectionId);
        }

        await connection.DisposeAsync();
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        // The pooled session lives on, so the lock is given back by name; a broken session has lost it already.
        if (session.State == System.Data.ConnectionState.Open)
            await session.ExecuteAsync("select pg_advisory_unlock(@LockClass, @connectionId)", new { LockClass, connectionId });
        await session.DisposeAsync();
    }
}
