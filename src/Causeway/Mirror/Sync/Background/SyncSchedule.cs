using System.Globalization;
using Causeway.Mirror.Connections;
using Npgsql;
using Quartz;

namespace Causeway.Mirror.Sync.Background;

/// <summary>When each connection is read. Quartz is the clock, clustered: one of all processes takes each turn.</summary>
internal sealed partial class SyncSchedule(ISchedulerFactory schedulers, ConnectionStore connections, ILogger<SyncSchedule> logger) : BackgroundService
{
    /// <summary>Schedules what is not scheduled as it should be, and nothing else: a restart must not put off anybody's turn.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            var scheduler = await schedulers.GetScheduler(stoppingToken);
            var scheduled = (await scheduler.GetTriggerKeys(GroupMatcher<TriggerKey>.AnyGroup(), stoppingToken)).ToHashSet();
            foreach (var connection in await connections.AllAsync(stoppingToken))
            {
                if (scheduled.Contains(Turn(connection)) == connection.Paused)
                    await SetAsync(connection, Spread(connection), stoppingToken);
            }
        }
        catch (NpgsqlException exception)
        {
            Log.NotSet(logger, exception);
        }
    }

    /// <summary>Sets a connection's turn by its interval, or takes it away while it is paused.</summary>
    public async Task SetAsync(OdooConnection connection, TimeSpan first, CancellationToken cancellationToken)
    {
        if (connection.Paused)
        {
            await RemoveAsync(connection.Id, cancellationToken);
            return;
        }

        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var job = JobBuilder.Create<SyncJob>()
            .WithIdentity(Job(connection.Id))
            .UsingJobData(SyncJob.ConnectionKey, connection.Id)
            .Build();
        var turn = TriggerBuilder.Create()
            .WithIdentity(Turn(connection))
            .ForJob(job)
            .StartAt(DateTimeOffset.UtcNow + first)
            .WithSimpleSchedule(schedule => schedule.WithInterval(Interval(connection)).RepeatForever())
            .Build();
        await UnscheduleAsync(scheduler, connection.Id, turn.Key, cancellationToken);
        await scheduler.ScheduleJob(job, turn, ScheduleJobOptions.Replacing, cancellationToken);
    }

    /// <summary>The connection has no more turns.</summary>
    public async Task RemoveAsync(int connectionId, CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        await UnscheduleAsync(scheduler, connectionId, kept: null, cancellationToken);
    }

    /// <summary>
    /// Takes a connection's turns away, each by itself: DeleteJob throws when somebody else has just taken one, as happens where
    /// two set the schedule at once. The job goes with its last turn.
    /// </summary>
    private static async Task UnscheduleAsync(IScheduler scheduler, int connectionId, TriggerKey? kept, CancellationToken cancellationToken)
    {
        foreach (var turn in await scheduler.GetTriggersOfJob(Job(connectionId), cancellationToken))
        {
            if (!turn.Key.Equals(kept))
                await scheduler.UnscheduleJob(turn.Key, cancellationToken);
        }
    }

    /// <summary>The connection's next turn; null while it has none.</summary>
    public async Task<DateTimeOffset?> NextAsync(OdooConnection connection, CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        return (await scheduler.GetTrigger(Turn(connection), cancellationToken))?.NextFireTimeUtc;
    }

    /// <summary>A start of its own for each, so that a thousand connections do not begin in one second.</summary>
    public static TimeSpan Spread(OdooConnection connection) => TimeSpan.FromSeconds(connection.Id * 7 % (connection.IntervalMinutes * 60));

    public static TimeSpan Interval(OdooConnection connection) => TimeSpan.FromMinutes(connection.IntervalMinutes);

    private static JobKey Job(int connectionId) => new($"sync-{connectionId.ToString(CultureInfo.InvariantCulture)}");

    /// <summary>The interval is in its name: a turn of another interval is another turn.</summary>
    private static TriggerKey Turn(OdooConnection connection) =>
        new(string.Create(CultureInfo.InvariantCulture, $"sync-{connection.Id}-every-{connection.IntervalMinutes}"));

    private static partial class Log
    {
        [LoggerMessage(EventId = 3040, Level = LogLevel.Error, Message = "The schedule could not be set; connections without a turn get one at the next start")]
        public static partial void NotSet(ILogger logger, Exception exception);
    }
}
