using System.Text.Json;

namespace Causeway.Tests.Conformance;

/// <summary>
/// Members as the contract writes them: <c>id stage{id name} tags[id name]</c>. An object may be null and a list empty, but
/// none may be missing; <c>!</c> behind a name forbids that, as in <c>leads![id]</c>.
/// </summary>
internal static class Fields
{
    /// <summary>What is missing or of another kind.</summary>
    public static IReadOnlyList<string> Check(JsonElement value, string members)
    {
        var (missing, text) = (new List<string>(), new Text(members));
        CheckObject(value, text, "", missing);
        return missing;
    }

    private static void CheckObject(JsonElement? value, Text text, string path, List<string> missing)
    {
        while (text.Name() is { Length: > 0 } word)
        {
            var (name, filled) = (word.TrimEnd('!'), word.EndsWith('!'));
            var at = path + name;
            JsonElement? member = null;
            if (value is { ValueKind: JsonValueKind.Object } o)
            {
                if (o.TryGetProperty(name, out var found))
                    member = found;
                else
                    missing.Add(at);
            }

            if (filled && member is { } empty && (empty.ValueKind == JsonValueKind.Null || (empty.ValueKind == JsonValueKind.Array && empty.GetArrayLength() == 0)))
                missing.Add($"{at} is empty");
            CheckWithin(member, text, at, missing);
        }
    }

    private static void CheckWithin(JsonElement? member, Text text, string at, List<string> missing)
    {
        if (text.Opens('{'))
        {
            if (member is { ValueKind: not (JsonValueKind.Object or JsonValueKind.Null) })
                missing.Add($"{at} is no object");
            CheckObject(member is { ValueKind: JsonValueKind.Object } ? member : null, text, $"{at}.", missing);
            text.Close('}');
        }
        else if (text.Opens('['))
        {
            if (member is { ValueKind: not JsonValueKind.Array })
                missing.Add($"{at} is no list");
            var start = text.Place;
            CheckObject(null, text, at, missing);
            foreach (var element in member is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [])
            {
                text.Place = start;
                CheckObject(element, text, $"{at}[].", missing);
            }

            text.Close(']');
        }
    }

    private sealed class Text(string text)
    {
        public int Place { get; set; }

        public string Name()
        {
            while (Place < text.Length && text[Place] == ' ')
                Place++;
            var start = Place;
            while (Place < text.Length && !" {}[]".Contains(text[Place], StringComparison.Ordinal))
                Place++;
            return text[start..Place];
        }

        public bool Opens(char bracket)
        {
            if (Place >= text.Length || text[Place] != bracket)
                return false;
            Place++;
            return true;
        }

        public void Close(char bracket)
        {
            if (!Opens(bracket))
                throw new FormatException($"{text}: no {bracket} at {Place}.");
        }
    }
}
