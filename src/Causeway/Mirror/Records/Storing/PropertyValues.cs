using System.Text.Json;

namespace Causeway.Mirror.Records.Storing;

/// <summary>
/// Properties, which Odoo lists with their definitions and labels, as a JSON object of name and value: definitions stand
/// on the parent record and change there without a word to the records that carry the values.
/// </summary>
internal static class PropertyValues
{
    /// <summary>In order of name; null where no property has a value.</summary>
    public static string? Of(JsonElement listed)
    {
        if (listed.ValueKind != JsonValueKind.Array)
            return null;
        var values = new SortedDictionary<string, object?>(StringComparer.Ordinal);
        foreach (var property in listed.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object))
        {
            if (property.TryGetProperty("name", out var name) && name.GetString() is { } key && Value(property) is { } value)
                values[key] = value;
        }

        return values.Count == 0 ? null : JsonSerializer.Serialize(values);
    }

    /// <summary>What is not set is false up to Odoo 18, and left out from 19 on.</summary>
    private static object? Value(JsonElement property)
    {
        if (!property.TryGetProperty("value", out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        var type = property.TryGetProperty("type", out var named) ? named.GetString() : null;
        return type switch
        {
            "boolean" => value,
            _ when value.ValueKind == JsonValueKind.False => null,
            "many2one" => WithoutLabel(value),
            "many2many" when value.ValueKind == JsonValueKind.Array => value.EnumerateArray().Select(WithoutLabel).ToArray(),
            _ => value,
        };
    }

    /// <summary>The id of an id and a label.</summary>
    private static JsonElement WithoutLabel(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 2 ? value[0] : value;
}
