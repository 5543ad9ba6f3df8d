using System.Text.Json;
using System.Text.Json.Serialization;

namespace Causeway.Mirror.Changes;

/// <summary>One entry of the feed as a viewer gets it.</summary>
internal sealed record Change
{
    public required long Version { get; init; }

    public required string Model { get; init; }

    public required long Id { get; init; }

    /// <summary><c>insert</c>, <c>update</c>, <c>delete</c>, or <c>hidden</c> for what has left the viewer's sight.</summary>
    public required string Kind { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string[]? ChangedFields { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The record as it is now, where it was asked for and can be seen.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? Record { get; init; }
}
