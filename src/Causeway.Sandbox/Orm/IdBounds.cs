using Causeway.Sandbox.Data;
using Causeway.Sandbox.Domains;
using Causeway.Sandbox.Wire;

namespace Causeway.Sandbox.Orm;

/// <summary>What a domain says about the id, so that a page by id does not look at the whole table.</summary>
internal sealed class IdBounds
{
    private int first = 1;
    private int last = int.MaxValue;
    private List<int>? listed;

    public static IdBounds Of(Node node)
    {
        var bounds = new IdBounds();
        bounds.Narrow(node);
        return bounds;
    }

    public IEnumerable<Row> Rows(Table table, bool descending)
    {
        if (listed is null)
        {
            return descending && first == 1 && last == int.MaxValue ? table.Backwards()
                : descending ? table.Between(first, last).Reverse()
                : table.Between(first, last);
        }

        var rows = listed.Distinct().Select(table.Find).OfType<Row>();
        return descending ? rows.OrderByDescending(row => row.Id) : rows.OrderBy(row => row.Id);
    }

    private void Narrow(Node node)
    {
        if (node is All all)
        {
            foreach (var inner in all.Nodes)
            {
                Narrow(inner);
            }
        }
        else if (node is Condition { Path: "id" } condition)
        {
            Narrow(condition);
        }
    }

    private void Narrow(Condition condition)
    {
        if (condition is { Operator: "in" or "=", Value: List<object?> list } && !list.Exists(Python.IsEmpty))
        {
            listed ??= Python.Ids(list);
        }
        else if (condition.Value is long value)
        {
            Narrow(condition.Operator, value);
        }
    }

    private void Narrow(string word, long value)
    {
        var id = (int)Math.Clamp(value, 0, int.MaxValue - 1);
        (first, last) = word switch
        {
            "=" => (Math.Max(first, id), Math.Min(last, id)),
            ">" => (Math.Max(first, id + 1), last),
            ">=" => (Math.Max(first, id), last),
            "<" => (first, Math.Min(last, id - 1)),
            "<=" => (first, Math.Min(last, id)),
            _ => (first, last),
        };
    }
}
