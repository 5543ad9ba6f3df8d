using System.Collections;
using System.Text.Json;

namespace Causeway.GraphQL.Execution;

/// <summary>Writes what execution has made: objects, lists and leaf values.</summary>
internal static class ResponseWriter
{
    public static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case string text: json.WriteStringValue(text); break;
            case ResponseObject entries: Write(json, entries); break;
            case CompletedJson completed: json.WriteRawValue(completed.Text, skipInputValidation: true); break;
            case JsonElement element: element.WriteTo(json); break;
            case IDictionary or not IEnumerable: JsonSerializer.Serialize(json, value, value.GetType()); break;
            case IEnumerable items: WriteList(json, items); break;
        }
    }

    public static void Write(Utf8JsonWriter json, GraphQLError error)
    {
        json.WriteStartObject();
        json.WriteString("message", error.Message);
        if (error.Locations.Length > 0)
        {
            json.WritePropertyName("locations");
            JsonSerializer.Serialize(json, error.Locations);
        }

        if (error.Path is { } path)
        {
            json.WritePropertyName("path");
            WriteList(json, path);
        }

        if (error.Extensions is { Count: > 0 } extensions)
        {
            json.WritePropertyName("extensions");
            JsonSerializer.Serialize(json, extensions);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ResponseObject entries)
    {
        json.WriteStartObject();
        foreach (var (name, value) in entries.Entries)
        {
            json.WritePropertyName(name);
            Write(json, value);
        }

        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, IEnumerable items)
    {
        json.WriteStartArray();
        foreach (var item in items)
            Write(json, item);
        json.WriteEndArray();
    }
}
