using Causeway.Sandbox.Data;
using Causeway.Sandbox.Wire;

namespace Causeway.Sandbox.Domains;

internal static class BooleanTest
{
    public static Func<Row, bool> Compile(Func<Row, object?> value, Condition condition)
    {
        var wanted = condition.Value is List<object?> list ? list.Select(Python.IsTrue).ToHashSet() : [Python.IsTrue(condition.Value)];
        var positive = condition.Operator is "=" or "in";
        return row => wanted.Contains(value(row) is true) == positive;
    }
}
