using System.Text.Json;
using Causeway.Platform.Http;

namespace Causeway.Features.PassThrough;

/// <summary>Holds JSON that somebody sent to what Odoo can take, wherever in it a fault is.</summary>
internal static class JsonValues
{
    public static void Check(JsonElement json, string parameter)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Array:
                foreach (var item in json.EnumerateArray())
                    Check(item, parameter);
                break;
            case JsonValueKind.Object:
                foreach (var member in json.EnumerateObject())
                    Check(member.Value, parameter);
                break;
            case JsonValueKind.String:
                CheckText(json, parameter);
                break;
            case JsonValueKind.Number when !json.TryGetInt64(out _) && !json.TryGetDecimal(out _):
                throw Bad(parameter, "holds a number that is too large.");
            default:
                break;
        }
    }

    public static JsonElement Parse(string text, string parameter)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = ApiJson.MaxDepth });
            var json = document.RootElement.Clone();
            Check(json, parameter);
            return json;
        }
        catch (JsonException fault)
        {
            throw Bad(parameter, $"is not JSON (at character {(fault.BytePositionInLine ?? 0) + 1}). A domain is a list such as [[\"name\", \"ilike\", \"azure\"]].");
        }
    }

    public static ProblemException Bad(string parameter, string why) => new(Problems.Invalid(parameter, why));

    private static void CheckText(JsonElement json, string parameter)
    {
        try
        {
            if (json.GetString()!.Contains('\0', StringComparison.Ordinal))
                throw Bad(parameter, "must not contain the character U+0000.");
        }
        catch (InvalidOperationException)
        {
            throw Bad(parameter, "holds half of a surrogate pair, which is not text.");
        }
    }
}
