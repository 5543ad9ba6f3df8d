using Npgsql;

namespace Causeway.Platform.Http.Idempotency;

/// <summary>Forgets keys after their 24 hours, at the start and every hour. Several processes do no harm.</summary>
internal sealed partial class IdempotencyRetention(IdempotencyTable table, TimeProvider clock, ILogger<IdempotencyRetention> logger) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        do
            await ForgetAsync(stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task ForgetAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await table.CleanAsync(cancellationToken) is > 0 and var forgotten)
                Log.Forgotten(logger, forgotten);
        }
        catch (NpgsqlException failure)
        {
            Log.Failed(logger, failure);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1011, Level = LogLevel.Information, Message = "Idempotency keys: {Count} forgotten")]
        public static partial void Forgotten(ILogger logger, int count);

        [LoggerMessage(EventId = 1012, Level = LogLevel.Warning, Message = "Idempotency keys could not be cleaned up; it is tried again")]
        public static partial void Failed(ILogger logger, Exception failure);
    }
}
