using System.Globalization;
using System.Text;

namespace Causeway.GraphQL.Language;

/// <summary>Writes values as documents have them.</summary>
internal static class Printer
{
    public static string Print(Value value) => value switch
    {
        Variable variable => $"${variable.Name}",
        IntValue number => number.Text,
        FloatValue number => number.Text,
        StringValue text => Quote(text.Text),
        BooleanValue flag => flag.Is ? "true" : "false",
        NullValue => "null",
        EnumValue member => member.Name,
        ListValue list => $"[{string.Join(", ", list.Items.Select(Print))}]",
        ObjectValue input => input.Fields.IsEmpty ? "{}" : $"{{ {string.Join(", ", input.Fields.Select(field => $"{field.Name}: {Print(field.Value)}"))} }}",
        _ => throw new ArgumentException($"There is no literal of {value.GetType()}.", nameof(value)),
    };

    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            quoted.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\b' => "\\b",
                '\f' => "\\f",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                < ' ' or '\u007F' => $"\\u{((int)c).ToString("X4", CultureInfo.InvariantCulture)}",
                _ => c.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }
}
