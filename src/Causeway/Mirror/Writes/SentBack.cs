using System.Text.Json;

namespace Causeway.Mirror.Writes;

/// <summary>Whether what people send is what they got: when the mirror last confirmed a record moves by itself.</summary>
internal static class SentBack
{
    private const string Confirmed = "last_synced";

    /// <summary>Whether a record has this member with this value, in what is nested too.</summary>
    public static bool Equals(JsonElement record, JsonProperty member) =>
        record.TryGetProperty(member.Name, out var value) && (member.Name == Confirmed || Equals(value, member.Value));

    private static bool Equals(JsonElement present, JsonElement sent) => (present.ValueKind, sent.ValueKind) switch
    {
        (JsonValueKind.Object, JsonValueKind.Object) => present.GetPropertyCount() == sent.GetPropertyCount() && sent.EnumerateObject().All(member => Equals(present, member)),
        (JsonValueKind.Array, JsonValueKind.Array) => present.GetArrayLength() == sent.GetArrayLength() && present.EnumerateArray().Zip(sent.EnumerateArray()).All(pair => Equals(pair.First, pair.Second)),
        _ => JsonElement.DeepEquals(present, sent),
    };
}
