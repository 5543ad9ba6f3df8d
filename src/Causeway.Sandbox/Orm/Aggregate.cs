using Causeway.Sandbox.Data;
using Causeway.Sandbox.Domains;
using Causeway.Sandbox.Schema;
using Causeway.Sandbox.Wire;

namespace Causeway.Sandbox.Orm;

/// <summary>One figure of a group, such as <c>expected_revenue:sum</c>.</summary>
internal sealed record Aggregate(string Name, Field Field, string Function, Func<Row, object?> Value)
{
    /// <summary>Null for a field that has no aggregate of its own, and for the count, which every group has.</summary>
    public static Aggregate? Parse(Env env, Model model, string spec)
    {
        if (spec == "__count")
        {
            return null;
        }

        var (name, field, function) = Split(spec);
        if (!model.TryGet(field, out var found))
        {
            throw OdooError.Value($"Invalid field '{field}' on model '{model.Name}' for '{spec}'.");
        }

        var chosen = function ?? (found.IsNumber && found.Name != "id" && found.IsStored ? "sum" : null);
        return chosen is null ? null : new Aggregate(name, found, chosen, ConditionCompiler.Getter(env, found));
    }

    public object? Over(IReadOnlyList<Row> rows)
    {
        var values = rows.Select(Value).Where(value => value is not null).Select(value => value!).ToList();
        return Function switch
        {
            "sum" => Sum(rows, values),
            "avg" => values.Count == 0 ? false : values.Average(ToDouble),
            "min" => values.Count == 0 ? false : values.Aggregate((a, b) => Ordering.CompareValues(a, b) <= 0 ? a : b),
            "max" => values.Count == 0 ? false : values.Aggregate((a, b) => Ordering.CompareValues(a, b) >= 0 ? a : b),
            "count" => values.Count,
            "count_distinct" => values.Distinct().Count(),
            "bool_and" => values.TrueForAll(value => value is true),
            "bool_or" => values.Exists(value => value is true),
            "array_agg" => rows.Select(Value).ToList(),
            _ => throw OdooError.Value($"Invalid aggregation function '{Function}'."),
        };
    }

    private object Sum(IReadOnlyList<Row> rows, List<object> values)
    {
        if (!Field.IsNumber)
        {
            throw new OdooError("psycopg2.errors.UndefinedFunction", "function sum(character varying) does not exist\n", ErrorKind.Unexpected);
        }

        return (rows.Count, Field.Type) switch
        {
            (0, _) => false,
            (_, FieldType.Integer or FieldType.Many2oneReference) => values.Sum(value => (long)(int)value),
            _ => Math.Round(values.Sum(ToDouble), 6),
        };
    }

    private static double ToDouble(object value) => value is double d ? d : Convert.ToDouble(value, null);

    /// <summary><c>field</c>, <c>field:function</c> or <c>name:function(field)</c>.</summary>
    private static (string Name, string Field, string? Function) Split(string spec)
    {
        var parts = spec.Split(':', 2);
        if (parts.Length == 1)
        {
            return (spec, spec, null);
        }

        var open = parts[1].IndexOf('(');
        return open < 0
            ? (parts[0], parts[0], parts[1])
            : (parts[0], parts[1][(open + 1)..].TrimEnd(')'), parts[1][..open]);
    }
}
