using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Causeway.Platform.Http;

/// <summary>
/// A place in a sorted list: the last record's sort value and id. Opaque to clients; it holds nothing that they could not
/// see, and its values only ever become SQL parameters, so it needs no signature.
/// </summary>
internal sealed record Cursor(
    [property: JsonPropertyName("c")] int ConnectionId,
    [property: JsonPropertyName("s")] string SortBy,
    [property: JsonPropertyName("d")] bool Descending,
    [property: JsonPropertyName("v")] string? Value,
    [property: JsonPropertyName("i")] long Id)
{
    /// <summary>The id where it is no number.</summary>
    [JsonPropertyName("k"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Guid? Key { get; init; }

    /// <summary>The id, of either kind, as an SQL parameter.</summary>
    [JsonIgnore]
    public object LastId => Key is { } key ? key : Id;

    public override string ToString() => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(this));

    public static Cursor? TryParse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<Cursor>(Base64Url.DecodeFromChars(text));
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            return null;
        }
    }
}
