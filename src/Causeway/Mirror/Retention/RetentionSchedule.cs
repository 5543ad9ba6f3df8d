using Quartz;

namespace Causeway.Mirror.Retention;

/// <summary>Sets the clock of <see cref="RetentionJob"/>.</summary>
internal sealed class RetentionSchedule(ISchedulerFactory schedulers) : BackgroundService
{
    /// <summary>The name that databases know it by, since it once saw to the feed alone.</summary>
    private const string Name = "feed-retention";

    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var scheduler = await schedulers.GetScheduler(stoppingToken);
        var job = JobBuilder.Create<RetentionJob>().WithIdentity(Name).StoreDurably().Build();
        await scheduler.AddJob(job, AddJobOptions.Replacing, stoppingToken);
        var trigger = TriggerBuilder.Create()
            .WithIdentity(Name)
            .ForJob(job)
            .StartAt(DateTimeOffset.UtcNow + Soon)
            .WithSimpleSchedule(schedule => schedule.WithInterval(Every).RepeatForever())
            .Build();
        await scheduler.ScheduleJob(trigger, ScheduleJobOptions.Replacing, stoppingToken);
    }
}
