using System.Collections.Concurrent;
using Causeway.Sandbox.Wire;

namespace Causeway.Sandbox.Orm;

/// <summary>Records that fail when they are read, as one with a broken computed field does.</summary>
internal sealed class Poison
{
    private readonly ConcurrentDictionary<(string Model, int Id), string> messages = new();

    public void Add(string model, int id, string message) => messages[(model, id)] = message;

    public bool Remove(string model, int id) => messages.TryRemove((model, id), out _);

    public void Clear() => messages.Clear();

    public void Check(string model, int id)
    {
        if (!messages.IsEmpty && messages.TryGetValue((model, id), out var message))
        {
            throw OdooError.Value(message);
        }
    }
}
