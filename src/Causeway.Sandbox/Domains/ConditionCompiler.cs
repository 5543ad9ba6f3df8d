using Causeway.Sandbox.Data;
using Causeway.Sandbox.Orm;
using Causeway.Sandbox.Schema;
using Causeway.Sandbox.Wire;

namespace Causeway.Sandbox.Domains;

/// <summary>Turns one condition into a test, by the kind of its field.</summary>
internal static class ConditionCompiler
{
    public static Func<Row, bool> Compile(Env env, Model model, Condition condition)
    {
        var (name, rest) = Split(condition.Path);
        if (!model.TryGet(name, out var field))
        {
            throw UnknownField(model, condition);
        }

        if (rest is not null)
        {
            return Behind(env, field, condition, rest);
        }

        if (condition.Operator == "=?")
        {
            return Python.IsEmpty(condition.Value) ? _ => true : Compile(env, model, condition with { Operator = "=" });
        }

        if (condition is { Operator: "in" or "not in", Value: not List<object?> })
        {
            return Compile(env, model, AsList(env, condition));
        }

        return ByType(env, model, field, condition);
    }

    private static Func<Row, bool> ByType(Env env, Model model, Field field, Condition condition)
    {
        var value = Getter(env, field);
        if (field.Name == "id" || field.Relation is not null)
        {
            return RelationTest.Compile(env, model, field, condition);
        }

        return field.Type switch
        {
            FieldType.Boolean => BooleanTest.Compile(value, condition),
            FieldType.Date or FieldType.DateTime => DateTest.Compile(env, field, value, condition),
            _ when field.IsNumber => NumberTest.Compile(field, value, condition),
            FieldType.Json or FieldType.Properties or FieldType.PropertiesDefinition => row => value(row) is null == (condition.Operator == "="),
            _ => TextTest.Compile(env, row => value(row) as string, condition),
        };
    }

    public static Func<Row, object?> Getter(Env env, Field field) =>
        field is { HasColumn: true, IsTranslated: false, IsPerCompany: false } ? row => row.Get(field) : row => env.Value(row, field);

    private static Func<Row, bool> Behind(Env env, Field field, Condition condition, string rest)
    {
        if (field.Type == FieldType.Properties && env.Version >= 17)
        {
            return TextTest.Compile(env, row => Property(row.Get(field), rest), condition);
        }

        if (field.Relation is null)
        {
            throw OdooError.Value($"Invalid field {field.Name}.{rest} in leaf {Python.Tuple([condition.Path, condition.Operator, condition.Value])}");
        }

        return RelationTest.Through(env, field, new Condition(rest, condition.Operator, condition.Value));
    }

    private static string? Property(object? set, string name) =>
        set is Dictionary<string, object?> values && values.GetValueOrDefault(name) is { } value and not false
            ? Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)
            : null;

    private static Condition AsList(Env env, Condition condition) => condition.Value switch
    {
        bool truth => new Condition(condition.Path, truth == (condition.Operator == "in") ? "!=" : "=", false),
        null => condition with { Value = new List<object?> { false } },
        _ when env.Version >= 19 || condition.Path == "id" => condition with { Value = new List<object?> { condition.Value } },
        _ => throw OdooError.Value($"Invalid domain term {Python.Tuple([condition.Path, condition.Operator, condition.Value])}"),
    };

    private static (string Name, string? Behind) Split(string path) =>
        path.Split('.', 2) is [var name, var rest] ? (name, rest) : (path, null);

    private static OdooError UnknownField(Model model, Condition condition) => OdooError.Value(
        $"Invalid field {model.Name}.{condition.Path.Split('.')[0]} in {(model.Version >= 19 ? "condition" : "leaf")} "
        + Python.Tuple([condition.Path, condition.Operator, condition.Value]));
}
