using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace Causeway.Odoo.Values;

/// <summary>Values without a field that tells their type: null, bool, long, decimal, BigInteger, string, lists and objects of them.</summary>
internal static class Untyped
{
    // A Python float ends at 1.8e308; a longer number is no number of Odoo's, and costs time to convert.
    private const int LongestNumber = 400;

    public static object? FromJson(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => json.GetString(),
        JsonValueKind.Number => json.TryGetInt64(out var integer) ? integer : Number(json.GetRawText()),
        JsonValueKind.Array => json.EnumerateArray().Select(FromJson).ToArray(),
        _ => json.EnumerateObject().ToDictionary(member => member.Name, member => FromJson(member.Value), StringComparer.Ordinal),
    };

    /// <summary>The value under the reader, which stands on its first token.</summary>
    public static object? FromJson(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number => reader.TryGetInt64(out var integer) ? integer : Number(ref reader),
        JsonTokenType.StartArray => Items(ref reader),
        _ => Members(ref reader),
    };

    /// <summary>A number that is no 64-bit integer.</summary>
    public static object Number(ref Utf8JsonReader reader) =>
        reader.TryGetDecimal(out var value) ? value : Number(System.Text.Encoding.ASCII.GetString(reader.ValueSpan));

    /// <summary>A number that is no 64-bit integer, from its text.</summary>
    public static object Number(string text)
    {
        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            return value;
        return text.Length <= LongestNumber && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var size) && double.IsFinite(size)
            ? BigInteger.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture)
            : throw new OdooException(OdooErrorKind.Malformed, "Odoo answered with a number that is not finite.");
    }

    public static JsonElement ToJson(object? value)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            JsonArguments.Write(writer, value, nullAsFalse: false, "value");
        var reader = new Utf8JsonReader(buffer.WrittenSpan);
        return JsonElement.ParseValue(ref reader);
    }

    private static object?[] Items(ref Utf8JsonReader reader)
    {
        var items = new List<object?>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            items.Add(FromJson(ref reader));
        return [.. items];
    }

    private static Dictionary<string, object?> Members(ref Utf8JsonReader reader)
    {
        var members = new Dictionary<string, object?>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            members[name] = FromJson(ref reader);
        }
        return members;
    }
}
