using Causeway.Sandbox.Data;
using Causeway.Sandbox.Domains;
using Causeway.Sandbox.Schema;
using Causeway.Sandbox.Wire;

namespace Causeway.Sandbox.Orm;

/// <summary>One thing to group by, such as <c>stage_id</c> or <c>write_date:day</c>.</summary>
internal sealed class Grouping
{
    private readonly Env env;
    private readonly Func<Row, object?> value;

    private Grouping(Env env, Field field, string spec, Granularity? granularity)
    {
        this.env = env;
        Field = field;
        Spec = spec;
        Granularity = granularity;
        value = ConditionCompiler.Getter(env, field);
    }

    public Field Field { get; }

    public string Spec { get; }

    public Granularity? Granularity { get; }

    public static Grouping Parse(Env env, Model model, string spec)
    {
        var parts = spec.Split(':', 2);
        if (!model.TryGet(parts[0], out var field))
        {
            throw OdooError.Value($"Invalid field '{parts[0]}' on model '{model.Name}'");
        }

        var isTime = field.Type is FieldType.Date or FieldType.DateTime;
        return new Grouping(env, field, spec, isTime ? Granularity.Of(parts.Length > 1 ? parts[1] : "month", field, env.Context.TimeZone) : null);
    }

    /// <summary>The groups that the row belongs to: one, but for a many2many as many as it has links.</summary>
    public IEnumerable<object?> Keys(Row row)
    {
        if (Field.IsX2many)
        {
            var links = Links.Of(env, row, Field);
            return links.Length == 0 ? [null] : links.Select(id => (object?)id);
        }

        var key = value(row);
        return [Granularity is { } time && key is not null ? time.Start(key) : Normal(key)];
    }

    /// <summary>What orders the groups: the record's own order for a relation, else the key.</summary>
    public int Compare(object? a, object? b)
    {
        if (Field.Relation is null || a is null || b is null)
        {
            return Ordering.CompareValues(a, b);
        }

        var target = env.Model(Field.Relation);
        var table = env.Table(target);
        if (table.Find((int)a) is not { } first || table.Find((int)b) is not { } second || first.Id == second.Id)
        {
            return 0;
        }

        return Ordering.Sort(env, target, [first, second], null).First().Id == first.Id ? -1 : 1;
    }

    /// <summary>The key as an answer shows it.</summary>
    public object Shown(object? key) => key switch
    {
        null => false,
        int id when Field.Relation is not null => new List<object?> { id, env.Sudo().DisplayName(env.Find(Field.Relation, id)!) },
        DateTime start when Granularity is { } time => time.Label(start),
        _ => key,
    };

    /// <summary>The conditions that lead to the rows of the group.</summary>
    public IReadOnlyList<object?> Conditions(object? key) => key switch
    {
        null when Field.IsX2many => [Condition("not any", env.Version >= 19 ? [] : new List<object?> { new List<object?> { 1, "=", 1 } })],
        null => [Condition("=", false)],
        DateTime start when Granularity is { } time => [Condition(">=", time.Bound(start)), Condition("<", time.Bound(time.Next(start)))],
        _ => [Condition("=", key)],
    };

    public object Range(object? key) => key is DateTime start && Granularity is { } time
        ? new Dictionary<string, object?> { ["from"] = time.Bound(start), ["to"] = time.Bound(time.Next(start)) }
        : false;

    private object? Normal(object? key) => Field switch
    {
        { Type: FieldType.Boolean } => key is true,
        { IsNumber: true } => key ?? 0,
        _ => key,
    };

    private List<object?> Condition(string word, object? operand) => [Field.Name, word, operand];
}
