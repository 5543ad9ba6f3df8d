using System.Globalization;
using Causeway.Sandbox.Data;
using Causeway.Sandbox.Schema;
using Causeway.Sandbox.Wire;

namespace Causeway.Sandbox.Domains;

/// <summary>Tests of numbers; one that was never set counts as 0, and so does false.</summary>
internal static class NumberTest
{
    public static Func<Row, bool> Compile(Field field, Func<Row, object?> value, Condition condition)
    {
        if (condition.Value is List<object?> list)
        {
            var wanted = list.Select(item => Number(field, item)).ToHashSet();
            var positive = condition.Operator is "in" or "=";
            return row => wanted.Contains(Stored(value(row))) == positive;
        }

        if (condition.Operator.EndsWith("like", StringComparison.Ordinal))
        {
            return TextTest.Like(row => Convert.ToString(value(row), CultureInfo.InvariantCulture), condition.Operator, $"{condition.Value}");
        }

        var number = Number(field, condition.Value);
        return condition.Operator switch
        {
            "=" => row => Stored(value(row)) == number,
            "!=" => row => Stored(value(row)) != number,
            ">" => row => Stored(value(row)) > number,
            ">=" => row => Stored(value(row)) >= number,
            "<" => row => Stored(value(row)) < number,
            "<=" => row => Stored(value(row)) <= number,
            _ => throw OdooError.Value($"Invalid operator in condition {Python.Tuple([condition.Path, condition.Operator, condition.Value])}"),
        };
    }

    private static double Stored(object? value) => value switch { double d => d, int i => i, long l => l, _ => 0 };

    private static double Number(Field field, object? value) => value switch
    {
        long l => l,
        int i => i,
        double d => d,
        true => 1,
        string s when double.TryParse(s, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) => parsed,
        string s when field.Type is FieldType.Integer or FieldType.Many2oneReference => throw OdooError.Value($"invalid literal for int() with base 10: {Python.Repr(s)}"),
        string s => throw OdooError.Value($"could not convert string to float: {Python.Repr(s)}"),
        _ => 0,
    };
}
