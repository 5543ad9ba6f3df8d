using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Causeway.Tests.Storm;

/// <summary>One text for equal values, as Odoo's JSON-RPC and Causeway's API write them. By Odoo's own type of the field.</summary>
internal static class Plain
{
    /// <summary>Odoo says false for what is empty.</summary>
    public static string? OfOdoo(string type, JsonNode? value) => type switch
    {
        "boolean" => IsTrue(value) ? "true" : "false",
        "integer" or "float" or "monetary" or "many2one_reference" => Number(value),
        "many2many" or "one2many" => Ids(value),
        _ when value is null || value.GetValueKind() == JsonValueKind.False => null,
        "many2one" => $"{value[0]} {value[1]}",
        "properties" => Properties(value),
        _ => (string?)value,
    };

    public static string? OfApi(string type, JsonNode? value) => type switch
    {
        "boolean" => IsTrue(value) ? "true" : "false",
        "integer" or "float" or "monetary" or "many2one_reference" => Number(value),
        "many2many" or "one2many" => Ids(value),
        _ when value is null => null,
        "many2one" => value is JsonObject ? $"{value["id"]} {value["name"]}" : value.ToJsonString(),
        "datetime" => DateTimeOffset.Parse((string)value!, CultureInfo.InvariantCulture).UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        "properties" => Properties(value),
        _ => (string?)value,
    };

    private static bool IsTrue(JsonNode? value) => value?.GetValueKind() == JsonValueKind.True;

    /// <summary>Where a number was never set a mirror has nothing and Odoo says 0.</summary>
    private static string Number(JsonNode? value) => value?.GetValueKind() == JsonValueKind.Number
        ? (decimal.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture) / 1.0000000000000000000000m).ToString(CultureInfo.InvariantCulture)
        : "0";

    private static string Ids(JsonNode? value) => value is JsonArray list
        ? string.Join(',', list.Select(item => item is JsonObject named ? (long)named["id"]! : (long)item!).Order())
        : "";

    /// <summary>Those that are set, by name, whether listed with their definitions or as an object.</summary>
    private static string? Properties(JsonNode value)
    {
        var set = value is JsonArray listed
            ? listed.Where(item => item!["value"] is { } given && (given.GetValueKind() != JsonValueKind.False || (string?)item["type"] == "boolean"))
                .Select(item => (Name: (string)item!["name"]!, Value: item["value"]!))
            : value.AsObject().Where(item => item.Value is not null).Select(item => (Name: item.Key, Value: item.Value!));
        var texts = set.OrderBy(item => item.Name, StringComparer.Ordinal).Select(item => $"{item.Name}={item.Value.ToJsonString()}").ToList();
        return texts.Count == 0 ? null : string.Join("; ", texts);
    }
}
