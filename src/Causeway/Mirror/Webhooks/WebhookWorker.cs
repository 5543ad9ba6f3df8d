using System.Collections.Concurrent;
using Causeway.Mirror.Connections;
using Causeway.Mirror.Connections.Hosts;
using Causeway.Odoo;
using Dapper;
using Npgsql;

namespace Causeway.Mirror.Webhooks;

/// <summary>
/// Sees to it that what webhooks named is looked at: at once where the bell rings, and now and then for what other
/// processes took in and died over. A connection is looked at by one task at a time, so that a slow Odoo delays its own
/// webhooks alone.
/// </summary>
internal sealed partial class WebhookWorker(
    NpgsqlDataSource database, ConnectionStore connections, WebhookLook look, WebhookBell bell, TimeProvider time, ILogger<WebhookWorker> logger) : BackgroundService
{
    /// <summary>Each holds two database connections while Odoo is asked.</summary>
    private const int SideBySide = 6;

    private static readonly TimeSpan LookAround = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Unknown = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<int, bool> atWork = new();
    private readonly ConcurrentDictionary<int, bool> rungMeanwhile = new();
    private readonly ConcurrentDictionary<int, (int Failures, DateTimeOffset Until)> resting = new();
    private readonly SemaphoreSlim room = new(SideBySide);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var clock = time.CreateTimer(_ => bell.Ring(), null, LookAround, LookAround);
        bell.Ring();
        try
        {
            await foreach (var _ in bell.RingsAsync(stoppingToken))
                await BeginAsync(stoppingToken);
        }
        finally
        {
            // Each that is at work ends soon, and gives its place back.
            for (var place = 0; place < SideBySide; place++)
                await room.WaitAsync(CancellationToken.None);
        }
    }

    public override void Dispose()
    {
        room.Dispose();
        base.Dispose();
    }

    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var connectionId in await DueAsync(cancellationToken))
            {
                // Noted before it is looked whether somebody is at work: who ends just then sees the note.
                rungMeanwhile[connectionId] = true;
                if (IsResting(connectionId) || !atWork.TryAdd(connectionId, true))
                    continue;
                rungMeanwhile.TryRemove(connectionId, out _);
                _ = Task.Run(() => WorkAsync(connectionId, cancellationToken), CancellationToken.None);
            }
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
        {
            Log.DatabaseAway(logger, exception);
        }
    }

    private bool IsResting(int connectionId) => resting.TryGetValue(connectionId, out var rest) && rest.Until > time.GetUtcNow();

    private async Task<IEnumerable<int>> DueAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        return await db.QueryAsync<int>(new CommandDefinition(
            """
            select c.id
            from causeway.connection c
            where not c.paused and c.deleted_at is null
              and c.id in (select connection_id from causeway.webhook_inbox where look_at <= @now)
            """,
            new { now = time.GetUtcNow() },
            cancellationToken: cancellationToken));
    }

    private async Task WorkAsync(int connectionId, CancellationToken cancellationToken)
    {
        Calls.Priority = CallPriority.Incremental;
        await room.WaitAsync(CancellationToken.None);
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            // The sync learns who we are there, and in which language to read, before anything else is read.
            if (await connections.FindAsync(connectionId, cancellationToken) is not { OdooUid: not null } connection)
            {
                resting[connectionId] = (0, time.GetUtcNow() + Unknown);
                return;
            }

            var next = await look.RunAsync(connection, cancellationToken);
            resting.TryRemove(connectionId, out _);
            if (next is { } at)
                RingAt(at);
        }
        catch (Exception exception) when (exception is OdooException or NpgsqlException)
        {
            Log.Rests(logger, exception, connectionId, Rest(connectionId, exception as OdooException));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // We are stopping; what was not looked at is the next process's.
        }
        catch (Exception exception)
        {
            Log.Broke(logger, exception, connectionId, Rest(connectionId, null));
        }
        finally
        {
            room.Release();
            atWork.TryRemove(connectionId, out _);
            // What came after the last look at the inbox and before this line.
            if (rungMeanwhile.TryRemove(connectionId, out _))
                bell.Ring();
        }
    }

    /// <summary>Leaves the connection's Odoo alone for a while, twice as long each time; credentials that are refused, for the longest.</summary>
    private TimeSpan Rest(int connectionId, OdooException? failure)
    {
        var failures = resting.TryGetValue(connectionId, out var before) ? before.Failures + 1 : 1;
        var pause = failure is { Kind: OdooErrorKind.BadCredentials } ? LongestPause : TimeSpan.FromTicks(ShortestPause.Ticks << Math.Min(failures - 1, 8));
        pause = failure?.RetryAfter is { } asked && asked > pause ? asked : pause < LongestPause ? pause : LongestPause;
        resting[connectionId] = (failures, time.GetUtcNow() + pause);
        return pause;
    }

    private void RingAt(DateTimeOffset at)
    {
        var wait = at - time.GetUtcNow();
        // What is further away, the next look around finds in time.
        if (wait > TimeSpan.Zero && wait < LookAround)
            _ = Task.Delay(wait, time).ContinueWith(_ => bell.Ring(), TaskScheduler.Default);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 3320, Level = LogLevel.Warning, Message = "The webhooks of connection {Connection} wait {Pause}: Odoo or the database cannot be asked")]
        public static partial void Rests(ILogger logger, Exception exception, int connection, TimeSpan pause);

        [LoggerMessage(EventId = 3321, Level = LogLevel.Error, Message = "The webhooks of connection {Connection} wait {Pause}: something went wrong on our side")]
        public static partial void Broke(ILogger logger, Exception exception, int connection, TimeSpan pause);

        [LoggerMessage(EventId = 3322, Level = LogLevel.Warning, Message = "The inbox of webhooks cannot be looked at")]
        public static partial void DatabaseAway(ILogger logger, Exception exception);
    }
}
