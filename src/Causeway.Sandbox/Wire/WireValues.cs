using System.Globalization;

namespace Causeway.Sandbox.Wire;

internal static class WireValues
{
    public static void Write(this IWireWriter writer, object? value)
    {
        switch (value)
        {
            case null: writer.None(); break;
            case bool truth: writer.Boolean(truth); break;
            case int number: writer.Integer(number); break;
            case long number: writer.Integer(number); break;
            case double number: writer.Float(number); break;
            case string text: writer.Text(text); break;
            case DateTime at: writer.Text(Moment(at)); break;
            case DateOnly day: writer.Text(Day(day)); break;
            case IWireValue self: self.Write(writer); break;
            case IReadOnlyDictionary<string, object?> map: Write(writer, map); break;
            case System.Collections.IEnumerable list: Write(writer, list); break;
            default: throw new InvalidOperationException($"no wire form for {value.GetType().Name}");
        }
    }

    public static string Moment(DateTime at) => at.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static void Ids(this IWireWriter writer, int[] ids)
    {
        writer.BeginList();
        foreach (var id in ids)
        {
            writer.Integer(id);
        }

        writer.EndList();
    }

    private static void Write(IWireWriter writer, IReadOnlyDictionary<string, object?> map)
    {
        writer.BeginStruct();
        foreach (var (name, value) in map)
        {
            writer.Member(name);
            writer.Write(value);
        }

        writer.EndStruct();
    }

    private static void Write(IWireWriter writer, System.Collections.IEnumerable list)
    {
        writer.BeginList();
        foreach (var item in list)
        {
            writer.Write(item);
        }

        writer.EndList();
    }
}
