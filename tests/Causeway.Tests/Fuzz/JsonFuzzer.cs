using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Causeway.Tests.Fuzz;

/// <summary>Makes bodies for a schema: some right, most wrong in one place, as text, since much of it is no JSON.</summary>
internal sealed class JsonFuzzer(JsonNode document, FuzzWorld world, Random random)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Deeper than this a schema that holds itself is cut off.</summary>
    private const int Deepest = 6;

    /// <param name="schema">What the route takes.</param>
    /// <param name="calm">Whether little or nothing is to be wrong with it.</param>
    public string Body(JsonNode schema, bool calm) => calm ? Value(schema, 0, random.Next(2) == 0 ? 0 : 0.06) : random.Next(10) switch
    {
        0 => random.Pick(Hostile.Bodies),
        1 => random.Pick(Hostile.Json),
        2 => Cut(Value(schema, 0, 0)),
        3 => Value(schema, 0, 0),
        var dice => Value(schema, 0, dice < 7 ? 0.25 : 0.08),
    };

    /// <summary>Ends too early.</summary>
    private string Cut(string json) => json[..random.Next(json.Length + 1)];

    /// <param name="schema">What is to be made.</param>
    /// <param name="depth">How deep it stands.</param>
    /// <param name="wrong">How often a value is none of the schema's.</param>
    private string Value(JsonNode? schema, int depth, double wrong)
    {
        schema = Resolve(schema);
        if (schema is null || depth > Deepest)
            return "null";
        if (depth > 0 && random.NextDouble() < wrong)
            return random.Pick(Hostile.Json);
        if (schema["enum"] is JsonArray { Count: > 0 } choices)
            return choices[random.Next(choices.Count)]?.ToJsonString() ?? "null";
        return Type(schema) switch
        {
            "object" => Object(schema, depth, wrong),
            "array" => $"[{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => Value(schema["items"], depth + 1, wrong)))}]",
            "integer" => random.Next(4) == 0 ? random.Next(-5, 2_000).ToString(CultureInfo.InvariantCulture) : world.Id(random).ToString(CultureInfo.InvariantCulture),
            "number" => (random.NextDouble() * 1_000).ToString("0.##", CultureInfo.InvariantCulture),
            "boolean" => random.Next(2) == 0 ? "true" : "false",
            "null" => "null",
            _ => JsonSerializer.Serialize(Text(schema), Plain),
        };
    }

    private string Object(JsonNode schema, int depth, double wrong)
    {
        var json = new StringBuilder("{");
        foreach (var (name, member) in schema["properties"]?.AsObject() ?? [])
        {
            if (random.Next(3) > (wrong > 0.1 ? 0 : 1) || IsRequired(schema, name, wrong))
                Append(name, Value(member, depth + 1, wrong));
            if (wrong > 0 && random.Next(60) == 0)
                Append(name, Value(member, depth + 1, wrong));
        }

        if (wrong > 0 && random.Next(12) == 0)
            Append(random.Pick(["nobody_knows", "id", "user_id", "", "ID", "a\\u0000b", "create_uid", "custom"]), random.Pick(Hostile.Json));
        return json.Append('}').ToString();

        void Append(string name, string value) => json.Append(json.Length > 1 ? "," : "").Append('"').Append(name).Append("\":").Append(value);
    }

    private string Text(JsonNode schema) => (string?)schema["format"] switch
    {
        "date" => $"2026-{random.Next(1, 13):00}-{random.Next(1, 29):00}",
        "date-time" => $"2026-{random.Next(1, 13):00}-{random.Next(1, 29):00}T12:00:00Z",
        "uuid" => world.Uuid(random),
        _ => random.Next(6) == 0 ? random.Pick(Hostile.Texts) : $"fuzz {random.Next(1_000)}",
    };

    private bool IsRequired(JsonNode schema, string name, double wrong) =>
        (wrong == 0 || random.Next(15) > 0) && schema["required"] is JsonArray required && required.Any(member => (string?)member == name);

    /// <summary>A nullable type is a list of two; now and then it is null.</summary>
    private string? Type(JsonNode schema)
    {
        if (schema["type"] is JsonArray types)
            return random.Next(8) == 0 ? "null" : types.Select(type => (string?)type).FirstOrDefault(type => type != "null");
        return (string?)schema["type"] ?? (schema["properties"] is null ? "string" : "object");
    }

    private JsonNode? Resolve(JsonNode? schema)
    {
        for (var i = 0; i < Deepest && schema is not null; i++)
        {
            if ((string?)schema["$ref"] is { } reference)
                schema = document["components"]!["schemas"]![reference.Split('/')[^1]];
            else if ((schema["oneOf"] ?? schema["anyOf"] ?? schema["allOf"]) is JsonArray { Count: > 0 } choices)
                schema = choices[random.Next(choices.Count)];
            else
                return schema;
        }

        return schema;
    }
}

internal static class RandomChoice
{
    public static T Pick<T>(this Random random, IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];
}
