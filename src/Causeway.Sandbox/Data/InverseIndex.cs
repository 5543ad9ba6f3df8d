using Causeway.Sandbox.Schema;

namespace Causeway.Sandbox.Data;

/// <summary>The rows of a table by the target of one of their many2one fields.</summary>
internal sealed class InverseIndex
{
    private readonly Dictionary<int, List<Row>> rowsByTarget = [];

    public InverseIndex(Table table, Field field)
    {
        Version = table.Version;
        foreach (var row in table.Rows)
        {
            if (row.Get(field) is int target)
            {
                (rowsByTarget.TryGetValue(target, out var rows) ? rows : rowsByTarget[target] = []).Add(row);
            }
        }
    }

    public long Version { get; }

    public IReadOnlyList<Row> Find(int target) => rowsByTarget.TryGetValue(target, out var rows) ? rows : [];
}
