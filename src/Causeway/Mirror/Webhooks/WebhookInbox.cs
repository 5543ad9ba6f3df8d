using System.Threading.Channels;
using Causeway.Platform.Http;
using Npgsql;

namespace Causeway.Mirror.Webhooks;

/// <summary>
/// Takes calls in. Those that come together are stored together: one transaction and one database connection at a time,
/// however many calls there are, so that a storm of them leaves the pool to everybody else.
/// </summary>
internal sealed partial class WebhookInbox(NpgsqlDataSource database, WebhookBell bell, TimeProvider time, ILogger<WebhookInbox> logger) : BackgroundService
{
    /// <summary>Odoo's users wait for our answer: rather none than a late one.</summary>
    private const int LongestQueue = 10_000;

    private const int Together = 1_000;

    private readonly Channel<WebhookDelivery> queue = Channel.CreateBounded<WebhookDelivery>(
        new BoundedChannelOptions(LongestQueue) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    /// <summary>Returns once the call is durably stored.</summary>
    /// <exception cref="ProblemException">503: more come in than can be stored.</exception>
    public async Task StoreAsync(WebhookDoor door, WebhookHint hint, CancellationToken cancellationToken)
    {
        var delivery = new WebhookDelivery(door, hint, time.GetUtcNow());
        if (!queue.Writer.TryWrite(delivery))
            throw new ProblemException(Problems.Of(503, "Service Unavailable", "More webhooks come in than can be stored. Try again in a moment.") with { RetryAfter = TimeSpan.FromSeconds(1) });
        await delivery.Stored.WaitAsync(cancellationToken);
    }

    /// <summary>Counts a call that was turned away.</summary>
    public void Reject(WebhookDoor door) => queue.Writer.TryWrite(new WebhookDelivery(door, Hint: null, time.GetUtcNow()));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var calls = new List<WebhookDelivery>();
        while (await queue.Reader.WaitToReadAsync(stoppingToken))
        {
            calls.Clear();
            while (calls.Count < Together && queue.Reader.TryRead(out var call))
                calls.Add(call);
            await StoreAsync(calls, stoppingToken);
        }
    }

    private async Task StoreAsync(List<WebhookDelivery> calls, CancellationToken cancellationToken)
    {
        try
        {
            await using var db = await database.OpenConnectionAsync(cancellationToken);
            await using var transaction = await db.BeginTransactionAsync(cancellationToken);
            await WebhookInboxSql.AddAsync(db, calls, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            calls.ForEach(call => call.Done());
            bell.Ring();
        }
        catch (Exception exception) when (exception is NpgsqlException or OperationCanceledException or TimeoutException)
        {
            // Whoever sent them is told that they are not stored; Odoo does not send again, and the next cycle finds the change.
            Log.NotStored(logger, exception, calls.Count);
            calls.ForEach(call => call.Failed(exception));
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 3300, Level = LogLevel.Warning, Message = "{Count} webhooks could not be stored")]
        public static partial void NotStored(ILogger logger, Exception exception, int count);
    }
}
