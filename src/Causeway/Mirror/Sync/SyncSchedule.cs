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
            await SetAsync(connection, stoppingToken);
    }

    /// <summary>Sets a connection's turn by its interval, or takes it away while paused.</summary>
    public async Task SetAsync(OdooConnection connection, CancellationToken cancellationToken)
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
            // A later start for each connection, so that a thousand of them do not begin in one second.
            .StartAt(DateTimeOffset.UtcNow.AddSeconds(connection.Id * 7 % (connection.IntervalMinutes * 60)))
            .WithSimpleSchedule(schedule => schedule.WithInterval(TimeSpan.FromMinutes(connection.IntervalMinutes)).RepeatForever())
            .Build();
        if (connection.Paused)
            await scheduler.UnscheduleJob(trigger.Key, cancellationToken);
        else
            await scheduler.ScheduleJob(trigger, ScheduleJobOptions.Replacing, cancellationToken);
    }

    public async Task RunNowAsync(int connectionId, CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        await scheduler.TriggerJob(Key(connectionId), cancellationToken: cancellationToken);
    }

    private static JobKey Key(int connectionId) => new($"sync-{connectionId.ToString(CultureInfo.InvariantCulture)}");
}
