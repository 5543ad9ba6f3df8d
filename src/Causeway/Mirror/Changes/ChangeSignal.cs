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

    /// <summary>Comes often enough that no proxy takes a follower's line for dead.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<int, FeedTurn> turns = new();
    private readonly ConcurrentDictionary<int, long> changes = new();
    private readonly CancellationTokenSource ending = new();
    private Task beating = Task.CompletedTask;
    private volatile bool listening;

    /// <summary>
    /// How often the connection has changed since we listen: what was derived from its mirror under the same number still
    /// holds. Null while nobody listens, when nothing derived may be kept. Take it before reading.
    /// </summary>
    public long? Generation(int connectionId) => listening ? changes.GetValueOrDefault(connectionId) : null;

    /// <summary>The turn that the connection's followers wait for. Take it before reading, so that nothing falls between.</summary>
    public FeedTurn Turn(int connectionId) => turns.GetOrAdd(connectionId, _ => new FeedTurn());

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await base.StartAsync(cancellationToken);
        beating = BeatAsync(ending.Token);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await ending.CancelAsync();
        await base.StopAsync(cancellationToken);
        await beating;
    }

    public override void Dispose()
    {
        ending.Dispose();
        base.Dispose();
    }

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
        foreach (var connectionId in turns.Keys.Concat(changes.Keys).Distinct())
            Wake(connectionId);
        try
        {
            listening = true;
            while (true)
                await connection.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Back in the pool the session would go on to be told.
            await using var unlisten = new NpgsqlCommand($"unlisten {ChangeFeed.Channel}", connection);
            await unlisten.ExecuteNonQueryAsync(CancellationToken.None);
            throw;
        }
        finally
        {
            listening = false;
        }
    }

    private void Wake(int connectionId)
    {
        changes.AddOrUpdate(connectionId, 1, (_, known) => known + 1);
        if (turns.TryRemove(connectionId, out var turn))
            turn.End(changed: true);
    }

    /// <summary>Not by a listener that may be down: who follows looks around even when nobody is heard.</summary>
    private async Task BeatAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(Beat, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            foreach (var connectionId in turns.Keys)
            {
                if (turns.TryRemove(connectionId, out var turn))
                    turn.End(changed: false);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 3100, Level = LogLevel.Warning, Message = "The change signal lost the database; followers poll until it is back")]
        public static partial void Lost(ILogger logger, Exception exception);
    }
}
