using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Causeway.Odoo;
using Causeway.Platform.Http;

namespace Causeway.Features.PassThrough;

/// <summary>What Odoo answered, as JSON.</summary>
internal static class OdooJson
{
    /// <summary>A record in the API's own form: typed, empty values null, a reference with its name.</summary>
    public static void WriteRecord(Utf8JsonWriter json, OdooRecord record, string url)
    {
        json.WriteStartObject();
        json.WriteNumber("id", record.Id);
        for (var i = 0; i < record.Fields.Count; i++)
        {
            if (record.Fields[i].Name == "id")
                continue;
            json.WritePropertyName(record.Fields[i].Name);
            Write(json, record[i]);
        }

        if (record.Fields.IndexOf("odoo_url") < 0)
            json.WriteString("odoo_url", url);
        json.WriteEndObject();
    }

    /// <summary>A value of any kind that the client library gives.</summary>
    public static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case long number: json.WriteNumberValue(number); break;
            case decimal number: json.WriteNumberValue(number); break;
            case BigInteger number: json.WriteRawValue(number.ToString(CultureInfo.InvariantCulture), skipInputValidation: true); break;
            case string text: json.WriteStringValue(text); break;
            case DateOnly day: json.WriteStringValue(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)); break;
            case DateTime instant: JsonSerializer.Serialize(json, new DateTimeOffset(instant), ApiJson.Options); break;
            case JsonElement element: element.WriteTo(json); break;
            case OdooReference reference: WriteReference(json, reference); break;
            case IReadOnlyDictionary<string, object?> members: WriteMembers(json, members); break;
            case IEnumerable items: WriteItems(json, items); break;
            default: throw new InvalidOperationException($"A {value.GetType()} of Odoo's has no form in JSON.");
        }
    }

    private static void WriteReference(Utf8JsonWriter json, OdooReference reference)
    {
        json.WriteStartObject();
        json.WriteNumber("id", reference.Id);
        json.WriteString("name", reference.Name);
        json.WriteEndObject();
    }

    private static void WriteMembers(Utf8JsonWriter json, IReadOnlyDictionary<string, object?> members)
    {
        json.WriteStartObject();
        foreach (var (name, value) in members)
        {
            json.WritePropertyName(name);
            Write(json, value);
        }

        json.WriteEndObject();
    }

    private static void WriteItems(Utf8JsonWriter json, IEnumerable items)
    {
        json.WriteStartArray();
        foreach (var item in items)
            Write(json, item);
        json.WriteEndArray();
    }
}
