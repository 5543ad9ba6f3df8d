using System.Collections.Concurrent;
using Npgsql;

namespace Causeway.Platform.Http.Idempotency;

/// <summary>
/// Tells the other processes which keyed requests are still being carried out here. A process that is killed says nothing
/// more, and its requests are free once their leases are over.
/// </summary>
internal sealed partial class KeyLeases(IdempotencyTable table, ILogger<KeyLeases> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(IdempotencyTable.LeaseSeconds / 4);

    private readonly ConcurrentDictionary<Guid, bool> held = new();

    public void Hold(Guid claim) => held[claim] = true;

    public void Release(Guid claim) => held.TryRemove(claim, out _);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // By real time, as the leases are.
        using var timer = new PeriodicTimer(Every);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await RenewAsync(stoppingToken);
    }

    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        if (held.IsEmpty)
            return;
        try
        {
            await table.RenewAsync([.. held.Keys], cancellationToken);
        }
        catch (NpgsqlException failure)
        {
            Log.Failed(logger, failure);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1010, Level = LogLevel.Warning, Message = "The leases of idempotency keys could not be renewed; it is tried again")]
        public static partial void Failed(ILogger logger, Exception failure);
    }
}
