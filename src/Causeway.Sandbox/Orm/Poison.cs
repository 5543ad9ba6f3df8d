using System.Collections.Concurrent;
using Causeway.Sandbox.Wire;

namespace Causeway.Sandbox.Orm;

/// <summary>Records that fail when they are read, whatever is asked of them, and fields that fail for one record or for all.</summary>
internal sealed class Poison
{
    private readonly ConcurrentDictionary<(string Model, int? Id, string? Field), OdooError> errors = new();

    /// <summary>Without an id for every record; without a field for any read.</summary>
    public void Add(string model, int? id, string? field, OdooError error) => errors[(model, id, field)] = error;

    /// <summary>Heals a record: whatever failed of it is read again.</summary>
    public bool Remove(string model, int id)
    {
        var healed = errors.Keys.Where(key => key.Model == model && key.Id == id).ToList();
        healed.ForEach(key => errors.TryRemove(key, out _));
        return healed.Count > 0;
    }

    public void Clear() => errors.Clear();

    public void Check(string model, int id, IReadOnlyList<Column> columns)
    {
        if (errors.IsEmpty)
        {
            return;
        }

        Throw(model, id, null);
        foreach (var column in columns)
        {
            Throw(model, id, column.Name);
            Throw(model, null, column.Name);
        }
    }

    private void Throw(string model, int? id, string? field)
    {
        if (errors.TryGetValue((model, id, field), out var error))
        {
            throw new OdooError(error.Name, error.Message, error.Kind);
        }
    }
}
