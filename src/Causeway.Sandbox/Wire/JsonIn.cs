using System.Text.Json;

namespace Causeway.Sandbox.Wire;

/// <summary>Reads JSON into the values of <see cref="Python"/>.</summary>
internal static class JsonIn
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 128 };

    /// <summary>Null where the body is no JSON at all.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> body, out object? value)
    {
        value = null;
        try
        {
            using var document = JsonDocument.Parse(body, Options);
            value = Value(document.RootElement);
            return true;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // The second is a lone surrogate, which no text can hold.
            return false;
        }
    }

    public static object? Value(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => Number(element),
        JsonValueKind.Array => element.EnumerateArray().Select(Value).ToList(),
        JsonValueKind.Object => Object(element),
        _ => null,
    };

    private static object Number(JsonElement element) =>
        element.TryGetInt64(out var integer) && !element.GetRawText().AsSpan().ContainsAny(".eE") ? (object)integer : element.GetDouble();

    private static Dictionary<string, object?> Object(JsonElement element)
    {
        var map = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
        {
            map[property.Name] = Value(property.Value);
        }

        return map;
    }
}
