using Causeway.Sandbox.Data;
using Causeway.Sandbox.Orm;
using Causeway.Sandbox.Schema;

namespace Causeway.Sandbox.Domains;

/// <summary>Turns a domain into a test of rows.</summary>
internal static class DomainCompiler
{
    public static Func<Row, bool> Compile(Env env, Model model, Node node) => node switch
    {
        Constant { Value: var value } => _ => value,
        Not { Inner: var inner } => Negate(Compile(env, model, inner)),
        All { Nodes: var nodes } => Every([.. nodes.Select(n => Compile(env, model, n))]),
        Any { Nodes: var nodes } => Some([.. nodes.Select(n => Compile(env, model, n))]),
        Condition condition => ConditionCompiler.Compile(env, model, condition),
        _ => throw new InvalidOperationException($"no test for a {node.GetType().Name}"),
    };

    /// <summary>Whether the domain speaks of <paramref name="field"/> anywhere, as Odoo asks for <c>active</c>.</summary>
    public static bool Names(Node node, string field) => node switch
    {
        Condition condition => condition.Path == field,
        Not not => Names(not.Inner, field),
        All all => all.Nodes.Any(n => Names(n, field)),
        Any any => any.Nodes.Any(n => Names(n, field)),
        _ => false,
    };

    public static Func<Row, bool> Negate(Func<Row, bool> test) => row => !test(row);

    private static Func<Row, bool> Every(Func<Row, bool>[] tests) => tests switch
    {
        [] => _ => true,
        [var only] => only,
        [var first, var second] => row => first(row) && second(row),
        _ => row => Array.TrueForAll(tests, test => test(row)),
    };

    private static Func<Row, bool> Some(Func<Row, bool>[] tests) => row => Array.Exists(tests, test => test(row));
}
