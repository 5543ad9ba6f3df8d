using System.Collections.Concurrent;
using Causeway.Sandbox.Wire;

namespace Causeway.Sandbox.Faults;

/// <summary>How often each method was called, so that a test can say what a client costs.</summary>
internal sealed class CallCounts
{
    private readonly ConcurrentDictionary<(string Transport, string Model, string Method), int> counts = new();

    public void Add(RpcCall call) => counts.AddOrUpdate((call.Transport, call.Model, call.Meant), 1, (_, count) => count + 1);

    public void Reset() => counts.Clear();

    public IEnumerable<CallCount> All() => counts
        .Select(pair => new CallCount(pair.Key.Transport, pair.Key.Model, pair.Key.Method, pair.Value))
        .OrderBy(count => count.Model, StringComparer.Ordinal).ThenBy(count => count.Method, StringComparer.Ordinal);
}

internal sealed record CallCount(string Transport, string Model, string Method, int Count);
