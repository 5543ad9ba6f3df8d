using Causeway.Sandbox.Orm;
using Causeway.Sandbox.Schema;
using Causeway.Sandbox.Wire;

namespace Causeway.Sandbox.Domains;

/// <summary>The families behind <c>child_of</c> and <c>parent_of</c>, by a model's <c>parent_id</c>.</summary>
internal static class Hierarchy
{
    public static HashSet<int> Expand(Env env, Model model, Condition condition)
    {
        var start = Start(env, model, condition.Value);
        if (!model.TryGet("parent_id", out var parent))
        {
            return env.Version >= 19 ? start : throw OdooError.Value($"Invalid parent field: {model.Name}.parent_id");
        }

        var table = env.Table(model);
        return Walk(start, id => condition.Operator == "child_of"
            ? table.PointingTo(parent, id).Select(child => child.Id)
            : table.Find(id)?.Get(parent) is int above ? [above] : []);
    }

    private static HashSet<int> Start(Env env, Model model, object? value) => value switch
    {
        string name => [.. env.Table(model).Rows.Where(row => env.DisplayName(row).Contains(name, StringComparison.OrdinalIgnoreCase)).Select(row => row.Id)],
        _ => [.. Python.Ids(value)],
    };

    private static HashSet<int> Walk(HashSet<int> found, Func<int, IEnumerable<int>> next)
    {
        var waiting = new Queue<int>(found);
        while (waiting.TryDequeue(out var id))
        {
            foreach (var other in next(id).Where(found.Add))
            {
                waiting.Enqueue(other);
            }
        }

        return found;
    }
}
