using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Causeway.Platform.Http.Document;

/// <summary>Every status that a route may answer with, its headers and its body.</summary>
internal static class DocumentAnswers
{
    private const string Json = "application/json";

    public static Task Add(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var (route, document) = (new RouteFacts(context.Description), context.Document!);
        operation.Responses ??= [];
        AddSchemas(operation, context.Description.ActionDescriptor.EndpointMetadata.OfType<AnswerSchema>(), document);
        foreach (var (status, answer) in operation.Responses.ToList())
        {
            if (answer is OpenApiResponse response && !IsProblem(status))
                Describe(response, status, route, document);
        }

        AddRefusals(operation, route, document);
        if (route.Answers304)
            operation.Responses["304"] = new OpenApiResponse { Description = "What you have is still the same.", Headers = Headers("304", route, document) };
        operation.Responses = Sorted(operation.Responses);
        return Task.CompletedTask;

        bool IsProblem(string status) => status[0] >= '4' && operation.Responses[status].Content?.ContainsKey(Json) != true;
    }

    private static void AddSchemas(OpenApiOperation operation, IEnumerable<AnswerSchema> schemas, OpenApiDocument document)
    {
        foreach (var schema in schemas)
        {
            var content = new Dictionary<string, OpenApiMediaType> { [Json] = new() { Schema = schema.In(document) } };
            if (schema.Status is null)
                operation.RequestBody = new OpenApiRequestBody { Required = true, Content = content };
            else
                operation.Responses![schema.Status] = new OpenApiResponse { Content = content };
        }

        // The framework guesses a 200 for what answers something else.
        var responses = operation.Responses!;
        if (responses.ContainsKey("201") && responses.TryGetValue("200", out var guess) && guess.Content is not { Count: > 0 })
            responses.Remove("200");
    }

    private static void Describe(OpenApiResponse response, string status, RouteFacts route, OpenApiDocument document)
    {
        response.Description = status switch
        {
            "200" => "Done; the answer is in the body.",
            "201" when route.WritesToOdoo => "Created, as Odoo then has it; without a body where it has become somebody else's at once.",
            "201" => "Created, as it is now.",
            "202" => "Taken on; it goes on behind this answer.",
            "204" => "Done; there is nothing to say.",
            "503" => "It cannot serve just now.",
            _ => response.Description,
        };
        response.Headers = Headers(status, route, document);
        if (status == "200" && route.StreamsCsv)
            response.Content!["text/csv"] = new OpenApiMediaType { Schema = Schemas.Of(JsonSchemaType.String, null, "The whole list, with a head.") };
    }

    private static Dictionary<string, IOpenApiHeader>? Headers(string status, RouteFacts route, OpenApiDocument document)
    {
        var names = AnswerHeaders.Of(status, route).ToList();
        return names.Count == 0 ? null : names.ToDictionary(name => name, name => AnswerHeaders.In(document, name));
    }

    private static void AddRefusals(OpenApiOperation operation, RouteFacts route, OpenApiDocument document)
    {
        var declared = operation.Responses!.Keys.Where(status => status[0] >= '4' && operation.Responses[status].Content?.ContainsKey(Json) != true).Select(status => int.Parse(status, null));
        var statuses = declared.Concat(Refusals.Of(route, takesBody: operation.RequestBody is not null)).Distinct().ToList();
        foreach (var status in statuses)
            operation.Responses[$"{status}"] = Refusals.In(document, status);
    }

    private static OpenApiResponses Sorted(OpenApiResponses responses)
    {
        var sorted = new OpenApiResponses();
        foreach (var (status, response) in responses.OrderBy(response => response.Key, StringComparer.Ordinal))
            sorted[status] = response;
        return sorted;
    }
}
