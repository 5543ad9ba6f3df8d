using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Causeway.Mirror.Catalog;

namespace Causeway.Tests.Mirror;

/// <summary>One text for equal values, whether PostgreSQL, the sandbox's table or Odoo's wire wrote them.</summary>
internal static class Canonical
{
    public static string? Of(MirrorType type, JsonNode? value)
    {
        var isEmpty = value is null || value.GetValueKind() is JsonValueKind.False;
        return type switch
        {
            MirrorType.Boolean => value is not null && value.GetValueKind() is JsonValueKind.True ? "true" : "false",
            MirrorType.References => Ids(isEmpty ? null : value),
            // The column holds NULL, the wire says 0.
            MirrorType.Number or MirrorType.Integer => isEmpty ? "0" : Number(value!),
            _ when isEmpty => null,
            MirrorType.Reference => value is JsonArray pair ? pair[0]!.ToJsonString() : value!.ToJsonString(),
            MirrorType.Instant => Instant(value!),
            MirrorType.Text when value is JsonObject languages => (string?)languages["en_US"],
            MirrorType.Properties => Properties(value!),
            _ => (string)value!,
        };
    }

    private static string Ids(JsonNode? value) => value switch
    {
        null => "",
        JsonArray ids when ids.Count == 2 && ids[1]?.GetValueKind() is JsonValueKind.String => ids[0]!.ToJsonString(),
        JsonArray ids => string.Join(',', ids.Select(id => (long)id!).Order()),
        _ => value.ToJsonString(),
    };

    private static string Number(JsonNode value) =>
        (decimal.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture) / 1.0000000000000000000000m).ToString(CultureInfo.InvariantCulture);

    /// <summary>Whole seconds, since Odoo shows no others.</summary>
    private static string Instant(JsonNode value) =>
        DateTimeOffset.Parse((string)value!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>Name and value of those that are set, in order of name, whether listed with definitions or stored.</summary>
    private static string? Properties(JsonNode value)
    {
        var set = value is JsonArray listed
            ? listed.Where(item => item!["value"] is { } given && (given.GetValueKind() is not JsonValueKind.False || (string?)item["type"] == "boolean"))
                .Select(item => (Name: (string)item!["name"]!, Text: Unlabelled((string?)item["type"], item["value"]!).ToJsonString()))
            : value.AsObject().Select(item => (Name: item.Key, Text: item.Value!.ToJsonString()));
        var texts = set.OrderBy(item => item.Name, StringComparer.Ordinal).Select(item => $"{item.Name}={item.Text}").ToList();
        return texts.Count == 0 ? null : string.Join("; ", texts);
    }

    private static JsonNode Unlabelled(string? type, JsonNode value) => type switch
    {
        "many2one" when value is JsonArray pair => pair[0]!,
        "many2many" when value is JsonArray pairs => new JsonArray([.. pairs.Select(pair => pair![0]!.DeepClone())]),
        _ => value,
    };
}
