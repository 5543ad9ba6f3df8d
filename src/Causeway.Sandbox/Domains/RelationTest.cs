using Causeway.Sandbox.Data;
using Causeway.Sandbox.Orm;
using Causeway.Sandbox.Schema;
using Causeway.Sandbox.Wire;

namespace Causeway.Sandbox.Domains;

/// <summary>Tests of ids, of references and of lists of them.</summary>
internal static class RelationTest
{
    public static Func<Row, bool> Compile(Env env, Model model, Field field, Condition condition)
    {
        var target = field.Name == "id" ? model : env.Model(field.Relation!);
        var (ids, isEmpty) = Targets(env, field);
        return condition.Operator switch
        {
            "child_of" or "parent_of" => Within(ids, Hierarchy.Expand(env, target, condition)),
            "any" or "not any" => Matching(env, field, condition),
            ">" or ">=" or "<" or "<=" => NumberTest.Compile(field, row => ids(row) is [var id, ..] ? id : null, condition),
            _ when IsByName(condition) => ByName(env, target, ids, condition),
            _ => ById(ids, isEmpty, condition),
        };
    }

    /// <summary>A path behind a relation: some record there satisfies the rest.</summary>
    public static Func<Row, bool> Through(Env env, Field field, Condition rest)
    {
        var target = env.Model(field.Relation!);
        var (ids, _) = Targets(env, field);
        var test = DomainCompiler.Compile(env, target, rest);
        return Exists(env, target, ids, test);
    }

    private static Func<Row, bool> Matching(Env env, Field field, Condition condition)
    {
        var target = env.Model(field.Relation!);
        var (ids, _) = Targets(env, field);
        var node = DomainParser.Parse(condition.Value, env.Version);
        var test = DomainCompiler.Compile(env, target, node);
        var some = Exists(env, target, ids, test);
        return condition.Operator == "any" ? some : DomainCompiler.Negate(some);
    }

    private static Func<Row, bool> Exists(Env env, Model target, Func<Row, int[]> ids, Func<Row, bool> test)
    {
        var table = env.Table(target);
        return row => Array.Exists(ids(row), id => table.Find(id) is { } other && test(other));
    }

    private static Func<Row, bool> ById(Func<Row, int[]> ids, Func<Row, bool> isEmpty, Condition condition)
    {
        List<object?> given = condition.Value is List<object?> list ? list : [condition.Value];
        var wanted = given.Where(item => !Python.IsEmpty(item)).Select(Number).ToHashSet();
        var orEmpty = given.Any(Python.IsEmpty);
        bool Holds(Row row) => (orEmpty && isEmpty(row)) || Array.Exists(ids(row), wanted.Contains);
        return condition.Operator is "=" or "in" ? Holds : row => !Holds(row);
    }

    private static int Number(object? value) => value switch
    {
        string text => int.TryParse(text, out var id) ? id : -1,
        true => 1,
        _ => Python.Id(value) ?? -1,
    };

    private static bool IsByName(Condition condition) =>
        condition.Operator.EndsWith("like", StringComparison.Ordinal)
        || condition.Value is string
        || (condition.Value is List<object?> { Count: > 0 } list && list[0] is string);

    private static Func<Row, bool> ByName(Env env, Model target, Func<Row, int[]> ids, Condition condition)
    {
        var negative = condition.Operator is "!=" || condition.Operator.StartsWith("not ", StringComparison.Ordinal);
        var names = TextTest.Compile(env, env.DisplayName, condition with { Operator = Positive(condition.Operator) });
        var some = Exists(env, target, ids, names);
        return negative ? DomainCompiler.Negate(some) : some;
    }

    private static string Positive(string word) => word switch
    {
        "!=" => "=",
        _ when word.StartsWith("not ", StringComparison.Ordinal) => word[4..],
        _ => word,
    };

    private static Func<Row, bool> Within(Func<Row, int[]> ids, HashSet<int> family) => row => Array.Exists(ids(row), family.Contains);

    private static (Func<Row, int[]> Ids, Func<Row, bool> IsEmpty) Targets(Env env, Field field)
    {
        if (field.Name == "id")
        {
            return (row => [row.Id], _ => false);
        }

        if (field.IsX2many)
        {
            Func<Row, int[]> links = row => Links.Of(env, row, field);
            return (links, row => links(row).Length == 0);
        }

        var value = ConditionCompiler.Getter(env, field);
        return (row => value(row) is int id ? [id] : [], row => value(row) is null);
    }
}
