using Causeway.Platform.Settings;
using Dapper;
using Npgsql;

namespace Causeway.Platform.Audit;

/// <summary>Forgets what is older than <c>AUDIT_RETENTION_DAYS</c>, at the start and twice a day. Several processes do no harm.</summary>
internal sealed partial class AuditRetention(NpgsqlDataSource database, CausewaySettings settings, TimeProvider clock, ILogger<AuditRetention> logger) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromHours(12);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await ForgetAsync(stoppingToken);
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await ForgetAsync(stoppingToken);
    }

    private async Task ForgetAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await database.OpenConnectionAsync(cancellationToken);
            var forgotten = await connection.ExecuteScalarAsync<long>(new CommandDefinition(
                "select causeway.forget_audit(@before)",
                new { before = clock.GetUtcNow().AddDays(-settings.AuditRetentionDays) }, commandTimeout: 0, cancellationToken: cancellationToken));
            if (forgotten > 0)
                Log.Forgotten(logger, forgotten);
        }
        catch (NpgsqlException failure)
        {
            Log.Failed(logger, failure);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Audit retention: {Count} entries forgotten")]
        public static partial void Forgotten(ILogger logger, long count);

        [LoggerMessage(LogLevel.Warning, "Audit retention failed; it is tried again")]
        public static partial void Failed(ILogger logger, Exception failure);
    }
}
