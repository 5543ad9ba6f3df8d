using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Causeway.Platform.Http.Document;

/// <summary>An example of every body, made from its schema: it cannot show what the schema does not allow.</summary>
internal static class DocumentExamples
{
    private const int Deepest = 8;

    private const string Events = "id: 4711.3f9a0c2b7d15\nevent: change\ndata: {}\n\n";

    public static Task Add(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        foreach (var operation in document.Paths.Values.SelectMany(path => path.Operations ?? []).Select(operation => operation.Value))
        {
            Fill(operation.RequestBody?.Content);
            foreach (var response in operation.Responses?.Values.OfType<OpenApiResponse>() ?? [])
                Fill(response.Content);
        }

        return Task.CompletedTask;
    }

    private static void Fill(IDictionary<string, OpenApiMediaType>? content)
    {
        JsonNode? json = null;
        foreach (var (type, body) in content ?? new Dictionary<string, OpenApiMediaType>())
        {
            json = body.Example ??= type switch
            {
                "text/csv" => Csv(json),
                "text/event-stream" => Events,
                "text/calendar" => "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n",
                _ => body.Schema is { } schema ? Of(schema, "", 0) : null,
            };
        }
    }

    /// <summary>The records of a list's example: a reference is two columns, as in the file.</summary>
    private static JsonNode Csv(JsonNode? list)
    {
        var record = list?.AsObject().Select(member => member.Value).OfType<JsonArray>().FirstOrDefault()?[0]?.AsObject() ?? [];
        var columns = record.Where(member => member.Key != "etag").SelectMany(member => member.Value switch
        {
            JsonObject { Count: > 0 } one => new[] { ($"{member.Key}_id", one["id"]), (member.Key, one["name"]) },
            JsonArray { Count: > 0 } many when many[0] is JsonObject one => [($"{member.Key}_ids", one["id"]), (member.Key, one["name"])],
            var value => [(member.Key, value)],
        }).ToList();
        return $"{string.Join(',', columns.Select(column => column.Item1))}\r\n{string.Join(',', columns.Select(column => Cell(column.Item2)))}\r\n";
    }

    private static string Cell(JsonNode? value)
    {
        var text = $"{value}";
        return text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }

    /// <param name="schema">What it must be like.</param>
    /// <param name="path">Where it stands: the schema's or the member's name before a dot, and its own.</param>
    /// <param name="depth">How many objects it stands in.</param>
    private static JsonNode? Of(IOpenApiSchema schema, string path, int depth)
    {
        if (schema.Examples is [{ } given, ..])
            return given.DeepClone();
        if (schema.OneOf?.FirstOrDefault(choice => choice.Type != JsonSchemaType.Null) is { } choice)
            return Of(choice, path, depth);
        if (depth > Deepest)
            return null;
        return schema switch
        {
            { Properties.Count: > 0 } => Object(schema, path, depth),
            { Items: { } items } => Of(items, path, depth + 1) is { } item ? new JsonArray(item) : [],
            _ => ExampleWords.Of(path, schema),
        };
    }

    private static JsonObject Object(IOpenApiSchema schema, string path, int depth)
    {
        var owner = schema is OpenApiSchemaReference reference ? reference.Reference.Id! : path[(path.LastIndexOf('.') + 1)..];
        return new(schema.Properties!
            .Where(member => !member.Value.Deprecated)
            .Select(member => KeyValuePair.Create(member.Key, Of(member.Value, $"{owner}.{member.Key}", depth + 1))));
    }
}
