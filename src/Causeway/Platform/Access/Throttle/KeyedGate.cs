namespace Causeway.Platform.Access.Throttle;

/// <summary>Lets through so many at a time for each key; the others wait. Holds nothing for a key that nobody uses.</summary>
internal sealed class KeyedGate(int width)
{
    private readonly Dictionary<string, Entrance> _entrances = [];
    private readonly Lock _lock = new();

    private sealed record Entrance(SemaphoreSlim Room)
    {
        public int Interested { get; set; }
    }

    private sealed class Pass(KeyedGate gate, string key) : IDisposable
    {
        private KeyedGate? _gate = gate;

        public void Dispose() => Interlocked.Exchange(ref _gate, null)?.Exit(key);
    }

    public async Task<IDisposable> EnterAsync(string key, CancellationToken cancellationToken)
    {
        var entrance = Approach(key);
        try
        {
            await entrance.Room.WaitAsync(cancellationToken);
        }
        catch
        {
            Leave(key);
            throw;
        }

        return new Pass(this, key);
    }

    private Entrance Approach(string key)
    {
        lock (_lock)
        {
            if (!_entrances.TryGetValue(key, out var entrance))
                _entrances[key] = entrance = new Entrance(new SemaphoreSlim(width));
            entrance.Interested++;
            return entrance;
        }
    }

    private void Exit(string key)
    {
        lock (_lock)
            _entrances[key].Room.Release();
        Leave(key);
    }

    private void Leave(string key)
    {
        lock (_lock)
        {
            if (--_entrances[key].Interested > 0)
                return;
            _entrances.Remove(key, out var entrance);
            entrance!.Room.Dispose();
        }
    }
}
