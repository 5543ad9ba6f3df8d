using Causeway.Sandbox.Data;
using Causeway.Sandbox.Schema;
using Causeway.Sandbox.Wire;

namespace Causeway.Sandbox.Orm;

/// <summary>Sorts rows as PostgreSQL does under Odoo's order clause: empty last going up, first going down.</summary>
internal static class Ordering
{
    private const int Depth = 3;

    public static IEnumerable<Row> Sort(Env env, Model model, IEnumerable<Row> rows, string? order)
    {
        var keys = Keys(env, model, order, Depth);
        return keys is [{ IsId: true, IsDescending: var down }, ..]
            ? down ? rows.OrderByDescending(row => row.Id) : rows.OrderBy(row => row.Id)
            : rows.Order(Comparer<Row>.Create((a, b) => Compare(keys, a, b)));
    }

    /// <summary>Whether the rows come in this order by walking the table.</summary>
    public static (bool ById, bool Descending) Walk(Env env, Model model, string? order) =>
        Keys(env, model, order, Depth) is [{ IsId: true, IsDescending: var down }, ..] ? (true, down) : (false, false);

    public static int CompareValues(object? a, object? b) => (a, b) switch
    {
        (null, null) => 0,
        (null, _) => 1,
        (_, null) => -1,
        (string x, string y) => string.CompareOrdinal(x, y),
        (bool x, bool y) => x.CompareTo(y),
        (DateTime x, DateTime y) => x.CompareTo(y),
        (DateOnly x, DateOnly y) => x.CompareTo(y),
        _ => Convert.ToDouble(a, null).CompareTo(Convert.ToDouble(b, null)),
    };

    private static int Compare(List<SortKey> keys, Row a, Row b)
    {
        foreach (var key in keys)
        {
            var result = CompareValues(key.Value(a), key.Value(b));
            if (result != 0)
            {
                return key.IsDescending ? -result : result;
            }
        }

        return 0;
    }

    private static List<SortKey> Keys(Env env, Model model, string? order, int depth)
    {
        List<SortKey> keys = [];
        foreach (var part in (order ?? model.Declaration.Order).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var words = part.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var down = words.Length > 1 && words[1].Equals("desc", StringComparison.OrdinalIgnoreCase);
            keys.AddRange(Keys(env, model, words[0], order is null, down, depth));
        }

        return keys;
    }

    private static IEnumerable<SortKey> Keys(Env env, Model model, string name, bool isDefault, bool down, int depth)
    {
        if (!model.TryGet(name, out var field))
        {
            // A default order may name a field that this sandbox leaves out.
            return isDefault ? [] : throw OdooError.Value($"Invalid field '{name}' on model '{model.Name}'");
        }

        if (field.Type != FieldType.Many2one)
        {
            return [new SortKey(row => env.Value(row, field), down, field.Name == "id")];
        }

        var target = env.Model(field.Relation!);
        var table = env.Table(target);
        return depth == 0
            ? [new SortKey(row => row.Get(field), down, false)]
            : Keys(env, target, null, depth - 1).Select(key => key with
            {
                Value = row => row.Get(field) is int id && table.Find(id) is { } other ? key.Value(other) : null,
                IsDescending = key.IsDescending ^ down,
                IsId = false,
            });
    }

    private sealed record SortKey(Func<Row, object?> Value, bool IsDescending, bool IsId);
}
