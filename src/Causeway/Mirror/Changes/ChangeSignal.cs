using System.Collections.Concurrent;
using System.Globalization;
using Npgsql;

namespace Causeway.Mirror.Changes;

/// <summary>
/// Wakes whoever follows a connection's feed. One LISTEN a process; a notification is a hint, so followers also look by
/// themselves now and then.
/// </summary>
internal sealed partial class ChangeSignal(NpgsqlDataSource database, ILogger<ChangeSignal> logger) : BackgroundService
{
    private static readonly TimeSpan Reconnect = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<int, TaskCompletionSource> waiting = new();
    private readonly ConcurrentDictionary<int, long> changes = new();
    private volatile bool listening;

    /// <summary>
    /// How often the connection has changed since we listen: what was derived from its mirror under the same number still
    /// holds. Null while nobody listens, when nothing derived may be kept. Take it before reading.
    /// </summary>
    public long? Generation(int connectionId) => listening ? changes.GetValueOrDefault(connectionId) : null;

    /// <summary>Completes at the connection's next change. Take it before reading, so that nothing falls between.</summary>
    public Task NextAsync(int connectionId) =>
        waiting.GetOrAdd(connectionId, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (NpgsqlException exception)
            {
                Log.Lost(logger, exception);
                await Task.Delay(Reconnect, stoppingToken);
            }
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        connection.Notification += (_, notification) => Wake(int.Parse(notification.Payload, CultureInfo.InvariantCulture));
        await using (var listen = new NpgsqlCommand($"listen {ChangeFeed.Channel}", connection))
            await listen.ExecuteNonQueryAsync(cancellationToken);
        // What was announced while nobody listened is not announced again.
        foreach (var connectionId in waiting.Keys.Concat(changes.Keys).Distinct())
            Wake(connectionId);
        try
        {
            listening = true;
            while (true)
                await connection.WaitAsync(cancellationToken);
        }
        finally
        {
            listening = false;
        }
    }

    private void Wake(int connectionId)
    {
        changes.AddOrUpdate(connectionId, 1, (_, known) => known + 1);
        if (waiting.TryRemove(connectionId, out var followers))
            followers.TrySetResult();
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 3100, Level = LogLevel.Warning, Message = "The change signal lost the database; followers poll until it is back")]
        public static partial void Lost(ILogger logger, Exception exception);
    }
}
