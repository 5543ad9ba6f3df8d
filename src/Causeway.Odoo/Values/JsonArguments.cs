using System.Buffers;
using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Causeway.Odoo.Values;

/// <summary>Writes arguments as JSON.</summary>
internal static class JsonArguments
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static Utf8JsonWriter Writer(IBufferWriter<byte> buffer) => new(buffer, Options);

    public static string ToText(object? value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = Writer(buffer))
            Write(writer, value, nullAsFalse: true, "domain");
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <param name="writer">Where to.</param>
    /// <param name="value">Any value that <see cref="Outgoing.Plain"/> knows.</param>
    /// <param name="nullAsFalse">Odoo's values know no null: their "not set" is <c>false</c>.</param>
    /// <param name="name">The field or argument, for messages.</param>
    public static void Write(Utf8JsonWriter writer, object? value, bool nullAsFalse, string name)
    {
        switch (Outgoing.Plain(value, name))
        {
            case null when nullAsFalse: writer.WriteBooleanValue(false); break;
            case null: writer.WriteNullValue(); break;
            case bool flag: writer.WriteBooleanValue(flag); break;
            case long number: writer.WriteNumberValue(number); break;
            case decimal number: writer.WriteNumberValue(number); break;
            case double number: writer.WriteNumberValue(number); break;
            case BigInteger number: writer.WriteRawValue(number.ToString(CultureInfo.InvariantCulture), skipInputValidation: true); break;
            case string text: writer.WriteStringValue(text); break;
            case IReadOnlyDictionary<string, object?> members: WriteMembers(writer, members, nullAsFalse); break;
            case IEnumerable items: WriteItems(writer, items, nullAsFalse, name); break;
        }
    }

    private static void WriteMembers(Utf8JsonWriter writer, IReadOnlyDictionary<string, object?> members, bool nullAsFalse)
    {
        writer.WriteStartObject();
        foreach (var (key, value) in members)
        {
            writer.WritePropertyName(Outgoing.Checked(key, key));
            Write(writer, value, nullAsFalse, key);
        }
        writer.WriteEndObject();
    }

    private static void WriteItems(Utf8JsonWriter writer, IEnumerable items, bool nullAsFalse, string name)
    {
        writer.WriteStartArray();
        foreach (var item in items)
            Write(writer, item, nullAsFalse, name);
        writer.WriteEndArray();
    }
}
