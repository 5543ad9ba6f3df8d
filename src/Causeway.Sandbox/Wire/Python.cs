using System.Globalization;

namespace Causeway.Sandbox.Wire;

/// <summary>
/// Values as they come over the wire: null, bool, long, double, string, <c>List&lt;object?&gt;</c> and
/// <c>Dictionary&lt;string, object?&gt;</c>; and how Python looks at them.
/// </summary>
internal static class Python
{
    public static bool IsTrue(object? value) => value switch
    {
        null => false,
        bool b => b,
        int i => i != 0,
        long l => l != 0,
        double d => d != 0,
        string s => s.Length > 0,
        List<object?> list => list.Count > 0,
        int[] ids => ids.Length > 0,
        Dictionary<string, object?> map => map.Count > 0,
        _ => true,
    };

    /// <summary>False and None are both "empty" to Odoo.</summary>
    public static bool IsEmpty(object? value) => value is null or false;

    public static List<int> Ids(object? value) => value switch
    {
        List<object?> list => [.. list.Where(item => item is long or int).Select(item => Id(item)!.Value)],
        int[] ids => [.. ids],
        long or int => [Id(value)!.Value],
        _ => [],
    };

    /// <summary>An id, or null where there is none; an id beyond 32 bits is that of no record.</summary>
    public static int? Id(object? value) => value switch
    {
        int i => i,
        long l => l is > 0 and <= int.MaxValue ? (int)l : -1,
        _ => null,
    };

    public static string Float(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        if (text.Contains('E'))
        {
            return Math.Abs(value) is >= 1e15 and < 1e16
                ? value.ToString("F1", CultureInfo.InvariantCulture)
                : text.Replace("E", "e", StringComparison.Ordinal);
        }

        return text.Contains('.') || !double.IsFinite(value) ? text : text + ".0";
    }

    public static string Repr(object? value) => value switch
    {
        null => "None",
        true => "True",
        false => "False",
        double d => Float(d),
        string s => s.Contains('\'') && !s.Contains('"') ? $"\"{s}\"" : $"'{s.Replace("'", "\\'", StringComparison.Ordinal)}'",
        List<object?> list => "[" + string.Join(", ", list.Select(Repr)) + "]",
        Dictionary<string, object?> map => "{" + string.Join(", ", map.Select(pair => $"{Repr(pair.Key)}: {Repr(pair.Value)}")) + "}",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    public static string Tuple(IEnumerable<object?> items) => "(" + string.Join(", ", items.Select(Repr)) + ")";
}
