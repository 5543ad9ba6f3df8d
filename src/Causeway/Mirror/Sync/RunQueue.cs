namespace Causeway.Mirror.Sync;

/// <summary>
/// The runs that this process has taken on, side by side. So many begin at a time; one that takes long leaves its place to
/// the next, and its connection has a lane of its own from then on, with the other slow ones: a slow tenant delays no other.
/// </summary>
internal sealed partial class RunQueue(ConnectionSync sync, IHostApplicationLifetime lifetime, ILogger<RunQueue> logger) : IHostedService, IDisposable
{
    private const int SlowAtOnce = 32;

    /// <summary>A cycle that finds little takes a fraction of a second.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(3);

    private readonly SemaphoreSlim places = new(Math.Clamp(Environment.ProcessorCount * 4, 8, 32));
    private readonly SemaphoreSlim slowLane = new(SlowAtOnce);
    private readonly Lock gate = new();
    private readonly Dictionary<int, Entry> taken = [];
    private readonly HashSet<int> slow = [];

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The schedule's turn of a connection: at once if there is a place. One that is at it looks once more when it is done.</summary>
    public void BeginTurn(int connectionId) => Begin(connectionId, isTurn: true);

    /// <summary>Somebody asked for something, which is looked for; where it has been done by then, nothing is.</summary>
    public void Begin(int connectionId) => Begin(connectionId, isTurn: false);

    private void Begin(int connectionId, bool isTurn)
    {
        lock (gate)
        {
            if (taken.TryGetValue(connectionId, out var entry))
            {
                entry.Again = true;
                entry.IsTurn |= isTurn;
            }
            else if (!lifetime.ApplicationStopping.IsCancellationRequested)
            {
                // Not as the one who asks: the run's calls are no person's, and outlive the request.
                using var apart = ExecutionContext.SuppressFlow();
                taken[connectionId] = entry = new Entry { IsTurn = isTurn };
                entry.Work = Task.Run(() => WorkAsync(connectionId, entry, lifetime.ApplicationStopping));
            }
        }
    }

    /// <summary>Runs end at their next page when we stop, and go on from there at the next start.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        Task[] left;
        lock (gate)
            left = [.. taken.Values.Select(entry => entry.Work)];
        return Task.WhenAll(left).WaitAsync(cancellationToken);
    }

    public void Dispose()
    {
        places.Dispose();
        slowLane.Dispose();
    }

    private async Task WorkAsync(int connectionId, Entry entry, CancellationToken stoppingToken)
    {
        try
        {
            do
            {
                await RunAsync(connectionId, TakesTurn(entry), stoppingToken);
            }
            while (!IsDone(connectionId, entry));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Said in the run's own row.
        }
        catch (Exception exception)
        {
            Log.Failed(logger, exception, connectionId);
        }
        finally
        {
            Leave(connectionId, entry);
        }
    }

    private void Leave(int connectionId, Entry entry)
    {
        lock (gate)
        {
            if (taken.GetValueOrDefault(connectionId) == entry)
                taken.Remove(connectionId);
        }
    }

    /// <summary>Asked and answered in one step, so that no turn is lost between.</summary>
    private bool IsDone(int connectionId, Entry entry)
    {
        lock (gate)
        {
            if (!entry.Again)
                return taken.Remove(connectionId);
            entry.Again = false;
            return false;
        }
    }

    /// <summary>A turn that comes from now on is one more.</summary>
    private bool TakesTurn(Entry entry)
    {
        lock (gate)
        {
            var isTurn = entry.IsTurn;
            entry.IsTurn = false;
            return isTurn;
        }
    }

    private async Task RunAsync(int connectionId, bool isTurn, CancellationToken stoppingToken)
    {
        var lane = IsSlow(connectionId) ? slowLane : places;
        await lane.WaitAsync(stoppingToken);
        var run = isTurn ? sync.RunAsync(connectionId, stoppingToken) : sync.RunAskedAsync(connectionId, stoppingToken);
        try
        {
            await Task.WhenAny(run, Task.Delay(Long, stoppingToken));
            Remember(connectionId, isSlow: !run.IsCompleted);
            if (lane == slowLane)
                await run;
        }
        finally
        {
            lane.Release();
        }

        await run;
    }

    private bool IsSlow(int connectionId)
    {
        lock (gate)
            return slow.Contains(connectionId);
    }

    private void Remember(int connectionId, bool isSlow)
    {
        lock (gate)
            _ = isSlow ? slow.Add(connectionId) : slow.Remove(connectionId);
    }

    private sealed class Entry
    {
        public bool Again { get; set; }

        public bool IsTurn { get; set; }

        public Task Work { get; set; } = Task.CompletedTask;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 3020, Level = LogLevel.Error, Message = "The turn of connection {Connection} failed")]
        public static partial void Failed(ILogger logger, Exception exception, int connection);
    }
}
