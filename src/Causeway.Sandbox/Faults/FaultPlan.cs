using Causeway.Sandbox.Wire;

namespace Causeway.Sandbox.Faults;

/// <summary>The faults that are set.</summary>
internal sealed class FaultPlan
{
    private readonly Lock gate = new();
    private readonly List<Standing> standing = [];
    private int last;

    public Fault Add(Fault fault)
    {
        lock (gate)
        {
            var set = fault with { Id = ++last };
            standing.Add(new Standing(set));
            return set;
        }
    }

    public bool Remove(int id)
    {
        lock (gate)
        {
            return Clear(one => one.Fault.Id == id) > 0;
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            Clear(_ => true);
        }
    }

    public IReadOnlyList<Fault> All()
    {
        lock (gate)
        {
            return [.. standing.Select(one => one.Fault)];
        }
    }

    /// <summary>The faults that strike this call; each that is limited is used up by it.</summary>
    public IReadOnlyList<Fault> For(RpcCall call)
    {
        lock (gate)
        {
            var striking = standing.Where(one => one.Fault.Matches(call) && one.Strikes()).Select(one => one.Fault).ToList();
            standing.RemoveAll(one => one.IsSpent);
            return striking;
        }
    }

    /// <summary>Completes when a fault that holds calls is cleared.</summary>
    public Task ClearedAsync(Fault hold)
    {
        lock (gate)
        {
            return standing.Find(one => one.Fault.Id == hold.Id)?.Cleared.Task ?? Task.CompletedTask;
        }
    }

    private int Clear(Predicate<Standing> which)
    {
        standing.FindAll(which).ForEach(one => one.Cleared.TrySetResult());
        return standing.RemoveAll(which);
    }

    private sealed class Standing(Fault fault)
    {
        private int seen;

        public Fault Fault => fault;

        public TaskCompletionSource Cleared { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>A hold has calls that wait for it, however many it struck.</summary>
        public bool IsSpent => fault.Kind != FaultKind.Hold && fault.Times is { } times && seen >= fault.After + times;

        public bool Strikes() => ++seen > fault.After && (fault.Times is not { } times || seen <= fault.After + times);
    }
}
