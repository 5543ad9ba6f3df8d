using System.Data;
using Dapper;
using Npgsql;

namespace Causeway.Mirror.Sync;

/// <summary>
/// One run a connection, across all processes: advisory locks of PostgreSQL, which end with the process that holds them,
/// however that ends. All of a process's locks are held by one session, so that runs that wait for a slow Odoo hold none.
/// </summary>
internal sealed partial class RunLocks(NpgsqlDataSource database, ILogger<RunLocks> logger) : IAsyncDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly HashSet<int> held = [];
    private NpgsqlConnection? session;
    private CancellationTokenSource lost = new();

    /// <summary>Null where another run holds it.</summary>
    public async Task<RunLock?> TryTakeAsync(int connectionId, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            // The same session would be given its own lock a second time; and who lost it with a session may still be stopping.
            if (held.Contains(connectionId))
                return null;
            var taken = await InLivingSessionAsync(db => db.ExecuteScalarAsync<bool>(new CommandDefinition(
                "select pg_try_advisory_lock(@LockClass, @connectionId)", new { RunLock.LockClass, connectionId }, cancellationToken: cancellationToken)), cancellationToken);
            if (!taken)
                return null;
            held.Add(connectionId);
            return new RunLock(this, connectionId, lost.Token);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>
    /// Connections whose run waits or goes on, but is in nobody's hands: its process died, or never came to it. That it
    /// asks in the session of our locks tells as well whether we still hold them.
    /// </summary>
    public async Task<IReadOnlyList<int>> FindAbandonedAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            return [.. await InLivingSessionAsync(db => db.QueryAsync<int>(new CommandDefinition(Abandoned, new { RunLock.LockClass }, cancellationToken: cancellationToken)), cancellationToken)];
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Gives a lock back by name, since the session lives on; one that was lost is gone already.</summary>
    public async ValueTask GiveBackAsync(int connectionId, CancellationToken takenUnder)
    {
        await turn.WaitAsync(CancellationToken.None);
        try
        {
            held.Remove(connectionId);
            if (takenUnder.IsCancellationRequested)
                return;
            await InSessionAsync(db => db.ExecuteAsync("select pg_advisory_unlock(@LockClass, @connectionId)", new { RunLock.LockClass, connectionId }), CancellationToken.None);
        }
        catch (NpgsqlException)
        {
            // The session is gone, and its locks with it.
        }
        finally
        {
            turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (session is not null)
        {
            await GiveBackAllAsync(session);
            await session.DisposeAsync();
        }

        lost.Dispose();
        turn.Dispose();
    }

    /// <summary>Back in the pool the session would keep them.</summary>
    private static async Task GiveBackAllAsync(NpgsqlConnection session)
    {
        try
        {
            await session.ExecuteAsync("select pg_advisory_unlock_all()");
        }
        catch (NpgsqlException)
        {
            // The session is gone, and its locks with it.
        }
    }

    private const string Abandoned = """
        select c.id
        from causeway.connection c
        where (c.deleted_at is not null
            or exists (
              select from causeway.sync_run r
              where r.connection_id = c.id
                and (r.status = 'running' or r.status = 'queued' and r.requested_at < now() - interval '5 seconds')))
          and not exists (
            select from pg_locks l
            where l.locktype = 'advisory'
              and l.database = (select oid from pg_database where datname = current_database())
              and l.classid = @LockClass
              and l.objid = c.id
              and l.objsubid = 2)
        order by c.id
        """;

    /// <summary>
    /// For what may be asked twice. That a session broke is found out by its next use alone: all that it was given is lost,
    /// what was asked with it too, and the same is asked once more in a new one.
    /// </summary>
    private async Task<T> InLivingSessionAsync<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellationToken)
    {
        session ??= await database.OpenConnectionAsync(cancellationToken);
        try
        {
            return await InSessionAsync(work, cancellationToken);
        }
        catch (NpgsqlException) when (session is null)
        {
            return await InSessionAsync(work, cancellationToken);
        }
    }

    private async Task<T> InSessionAsync<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellationToken)
    {
        session ??= await database.OpenConnectionAsync(cancellationToken);
        try
        {
            return await work(session);
        }
        catch (NpgsqlException exception) when (session.State != ConnectionState.Open)
        {
            await LoseAsync(exception);
            throw;
        }
    }

    /// <summary>
    /// Whoever runs under one of these locks must stop: another process may run by now. Here nobody does before they have
    /// stopped, and given back what is no lock any more.
    /// </summary>
    private async Task LoseAsync(NpgsqlException exception)
    {
        Log.Lost(logger, exception, held.Count);
        await session!.DisposeAsync();
        session = null;
        using var over = lost;
        lost = new CancellationTokenSource();
        await over.CancelAsync();
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 3010, Level = LogLevel.Warning, Message = "The session that holds our {Count} run locks broke; these runs stop")]
        public static partial void Lost(ILogger logger, Exception exception, int count);
    }
}
