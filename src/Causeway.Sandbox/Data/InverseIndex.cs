using Causeway.Sandbox.Schema;

namespace Causeway.Sandbox.Data;

/// <summary>The ids of a table's rows by the target of one of their many2one fields; kept up with every change.</summary>
internal sealed class InverseIndex
{
    private readonly Dictionary<int, HashSet<int>> idsByTarget = [];
    private readonly Field field;

    public InverseIndex(Field field, IEnumerable<Row> rows)
    {
        this.field = field;
        foreach (var row in rows)
        {
            Replace(row.Id, null, row);
        }
    }

    public IEnumerable<int> Find(int target) => idsByTarget.TryGetValue(target, out var ids) ? ids.Order() : [];

    public void Replace(int id, Row? before, Row? after) => Replace(id, before?.Get(field), after?.Get(field));

    public void Replace(int id, object? from, object? to)
    {
        if (from is int old)
        {
            idsByTarget[old].Remove(id);
        }

        if (to is int target)
        {
            (idsByTarget.TryGetValue(target, out var ids) ? ids : idsByTarget[target] = []).Add(id);
        }
    }
}
