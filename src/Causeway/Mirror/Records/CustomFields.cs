using System.Collections.Immutable;
using System.Numerics;
using System.Text.Encodings.Web;
using System.Text.Json;
using Causeway.Mirror.Records.Storing;
using Causeway.Odoo;

namespace Causeway.Mirror.Records;

/// <summary>The instance's own fields of a record, as the JSON of its <c>custom</c> column: references as ids.</summary>
internal static class CustomFields
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string? Of(ImmutableArray<OdooField> fields, OdooRecord record)
    {
        if (fields.IsEmpty)
            return null;
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            foreach (var field in fields)
            {
                writer.WritePropertyName(field.Name);
                Write(writer, field, record[field.Name]);
            }

            writer.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void Write(Utf8JsonWriter writer, OdooField field, object? value)
    {
        switch (value)
        {
            case null: writer.WriteNullValue(); break;
            case bool flag: writer.WriteBooleanValue(flag); break;
            case long number: writer.WriteNumberValue(number); break;
            case decimal number: writer.WriteNumberValue(number); break;
            case BigInteger number: writer.WriteRawValue(number.ToString()); break;
            case DateOnly day: writer.WriteStringValue(day.ToString("O")); break;
            case DateTime instant: writer.WriteStringValue(instant); break;
            case OdooReference reference: writer.WriteNumberValue(reference.Id); break;
            case long[] ids: WriteIds(writer, ids); break;
            case JsonElement json when field.Type == OdooFieldType.Properties: writer.WriteRawValue(PropertyValues.Of(json) ?? "null"); break;
            case JsonElement json: json.WriteTo(writer); break;
            default: writer.WriteStringValue(value.ToString()); break;
        }
    }

    private static void WriteIds(Utf8JsonWriter writer, long[] ids)
    {
        writer.WriteStartArray();
        foreach (var id in ids.Order())
            writer.WriteNumberValue(id);
        writer.WriteEndArray();
    }
}
