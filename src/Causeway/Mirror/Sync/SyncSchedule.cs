using System.Globalization;
using Causeway.Mirror.Connections;
using Quartz;

namespace Causeway.Mirror.Sync;

/// <summary>When each connection is read. Quartz is the clock, clustered: one of all processes takes each turn.</summary>
internal sealed class SyncSchedule(ISchedulerFactory schedulers, ConnectionStore connections) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var connection in await connections.AllAsync(stoppingToken))
        {
            // A start of its own for each, so that a thousand connections do not begin in one second.
            var spread = TimeSpan.FromSeconds(connection.Id * 7 % (connection.IntervalMinutes * 60));
            await SetAsync(connection, spread, stoppingToken);
        }
    }

    /// <summary>Sets a connection's turn by its interval, the first of it in a while, or takes it away while paused.</summary>
    public async Task SetAsync(OdooConnection connection, TimeSpan first, CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var job = JobBuilder.Create<SyncJob>()
            .WithIdentity(Key(connection.Id))
            .UsingJobData(SyncJob.ConnectionKey, connection.Id)
            .StoreDurably()
            .RequestRecovery()
            .Build();
        await scheduler.AddJob(job, AddJobOptions.Replacing, cancellationToken);
        var trigger = TriggerBuilder.Create()
            .WithIdentity(Key(connection.Id).Name)
            .ForJob(job)
            .StartAt(DateTimeOffset.UtcNow + first)
            .WithSimpleSchedule(schedule => schedule.WithInterval(Interval(connection)).RepeatForever())
            .Build();
        if (connection.Paused)
            await scheduler.UnscheduleJob(trigger.Key, cancellationToken);
        else
            await scheduler.ScheduleJob(trigger, ScheduleJobOptions.Replacing, cancellationToken);
    }

    /// <summary>The connection's turn now; the next is an interval later.</summary>
    public async Task RunNowAsync(OdooConnection connection, CancellationToken cancellationToken)
    {
        await SetAsync(connection, Interval(connection), cancellationToken);
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        await scheduler.TriggerJob(Key(connection.Id), cancellationToken: cancellationToken);
    }

    private static TimeSpan Interval(OdooConnection connection) => TimeSpan.FromMinutes(connection.IntervalMinutes);

    private static JobKey Key(int connectionId) => new($"sync-{connectionId.ToString(CultureInfo.InvariantCulture)}");
}
