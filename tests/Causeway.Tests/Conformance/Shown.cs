using System.Text.Json;
using System.Text.Json.Nodes;
using Causeway.Tests.Infrastructure;
using Shouldly;

namespace Causeway.Tests.Conformance;

/// <summary>What a document shows, held against an answer.</summary>
internal static class Shown
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// Byte for byte as shown: names, their order, nesting, values. Of the values at <paramref name="varying"/> the kind alone
    /// counts, of a list as many elements as are shown. What we answer beyond that is named in <paramref name="added"/>, member
    /// by member. A path is as in <c>user_tasks[].count</c>.
    /// </summary>
    public static void ShouldShow(this ApiAnswer answer, string document, string[]? varying = null, string[]? added = null)
    {
        var (shown, got) = (JsonNode.Parse(document)!, JsonNode.Parse(answer.Text)!);
        foreach (var path in added ?? [])
            Remove(got, path).ShouldBeTrue($"{path} is no member of {answer.Text}");
        Level(shown, got, "", varying ?? []).ToJsonString(Plain).ShouldBe(shown.ToJsonString(Plain), answer.Text);
    }

    private static bool Remove(JsonNode? node, string path)
    {
        var (first, rest) = path.Split('.', 2) is [var head, var tail] ? (head, tail) : (path, null);
        var list = first.EndsWith("[]", StringComparison.Ordinal);
        var name = list ? first[..^2] : first;
        if (node is not JsonObject o || !o.ContainsKey(name))
            return false;
        if (rest is null)
            return o.Remove(name);
        return list ? o[name]!.AsArray().All(element => Remove(element, rest)) : Remove(o[name], rest);
    }

    /// <summary>The answer with the shown value wherever values vary.</summary>
    private static JsonNode Level(JsonNode shown, JsonNode? got, string path, string[] varying) => (shown, got) switch
    {
        (JsonObject s, JsonObject g) => new JsonObject(g.Select(member => KeyValuePair.Create(
            member.Key, s[member.Key] is { } known ? Level(known, member.Value, path.Length == 0 ? member.Key : $"{path}.{member.Key}", varying) : member.Value?.DeepClone()))),
        (JsonArray s, JsonArray g) => new JsonArray([.. g.Take(s.Count).Select((element, i) => Level(s[i]!, element, $"{path}[]", varying))]),
        _ when varying.Contains(path) && got?.GetValueKind() == shown.GetValueKind() => shown.DeepClone(),
        _ => got?.DeepClone()!,
    };
}
