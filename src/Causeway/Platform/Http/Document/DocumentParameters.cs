using System.Globalization;
using System.Text.Json.Nodes;
using Causeway.Platform.Http.Idempotency;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Causeway.Platform.Http.Document;

/// <summary>Every parameter of a route: of its path, of its query, and the headers that follow from what it does.</summary>
internal static class DocumentParameters
{
    private const string SomeETag = "\"9f86d081884c7d659a2feaa0\"";

    private static readonly Dictionary<string, string> InPath = new()
    {
        ["model"] = "The model, by Odoo's name, such as crm.lead.",
        ["method"] = "The method, by Odoo's name, such as search_read.",
        ["sync_id"] = "The id of the run.",
        ["token"] = "The secret of the address.",
    };

    public static Task Add(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var route = new RouteFacts(context.Description);
        operation.Parameters ??= [];
        DescribePath(operation.Parameters, route);
        foreach (var parameter in route.Query)
            operation.Parameters.Add(Query(parameter));
        if (route.Query.Others is { } others)
            operation.Parameters.Add(FreeForm(others));
        foreach (var parameter in QuerySpec.Everywhere.Where(parameter => parameter.Name == "format" ? route.StreamsCsv : route.On is not null))
            operation.Parameters.Add(Query(parameter));
        foreach (var header in Headers(route))
            operation.Parameters.Add(Header(header));
        return Task.CompletedTask;
    }

    /// <summary>A segment that no handler binds, since it is read elsewhere, is a parameter all the same.</summary>
    private static void DescribePath(IList<IOpenApiParameter> parameters, RouteFacts route)
    {
        foreach (var name in route.Path.Split('/').Where(segment => segment.StartsWith('{')).Select(segment => segment.Trim('{', '}').Split(':')[0]))
        {
            if (parameters.OfType<OpenApiParameter>().FirstOrDefault(parameter => parameter.Name == name) is not { } parameter)
                parameters.Add(parameter = new OpenApiParameter { Name = name, In = ParameterLocation.Path, Required = true, Schema = Schemas.Of(JsonSchemaType.String) });
            parameter.Description ??= InPath.GetValueOrDefault(name, "Which one: its id, as the lists answer it.");
            if (parameter.Schema is OpenApiSchema schema)
                Exemplify(schema, name);
        }
    }

    private static void Exemplify(OpenApiSchema schema, string name)
    {
        if (schema.Type == JsonSchemaType.Integer)
            schema.Minimum ??= "1";
        schema.Examples ??= [ExampleWords.Of(name, schema)];
    }

    private static OpenApiParameter Query(QueryParameter parameter) => new()
    {
        Name = parameter.Name,
        In = ParameterLocation.Query,
        Description = parameter.Description,
        Schema = Schema(parameter),
    };

    /// <summary>Any further parameter: an object whose members stand in the query under their own names.</summary>
    private static OpenApiParameter FreeForm(QueryParameter others) => new()
    {
        Name = others.Name,
        In = ParameterLocation.Query,
        Description = others.Description,
        Style = ParameterStyle.Form,
        Explode = true,
        Schema = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.String },
            Examples = [new JsonObject { ["name[ilike]"] = "chairs" }],
        },
    };

    private static IEnumerable<RequestHeader> Headers(RouteFacts route)
    {
        if (route.On is not null)
            yield return new("X-Connection", "The Odoo connection to act on, by its id; the query parameter connection does the same. By default yours.", "1");
        if (route.Answers304)
            yield return new("If-None-Match", "The ETag of the answer that you have: 304 while it is still the same.", SomeETag);
        if (route.ChecksIfMatch)
            yield return new("If-Match", "The ETag of the record as you read it: nothing is written when it has changed since (412).", SomeETag);
        if (route.HonoursKey)
            yield return new(KeyedRequest.Header, "Makes it safe to send this again: for 24 hours the same key with the same request gets the first answer, marked Idempotency-Replayed.", "0198c5d2-7a41-7c3e-9b1f-2f6d8f0e4a11");
        foreach (var header in route.Headers)
            yield return header;
    }

    private static OpenApiParameter Header(RequestHeader header) => new()
    {
        Name = header.Name,
        In = ParameterLocation.Header,
        Description = header.Description,
        Required = header.Required,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, Examples = [header.Example] },
    };

    private static OpenApiSchema Schema(QueryParameter parameter)
    {
        var schema = new OpenApiSchema
        {
            Type = parameter.Type switch
            {
                QueryType.Long => JsonSchemaType.Integer,
                QueryType.Decimal => JsonSchemaType.Number,
                QueryType.Flag => JsonSchemaType.Boolean,
                _ => JsonSchemaType.String,
            },
            Format = parameter.Type switch
            {
                QueryType.Long => "int64",
                QueryType.Date => "date",
                QueryType.Instant => "date-time",
                QueryType.Uuid => "uuid",
                _ => null,
            },
            Minimum = parameter.Min?.ToString(CultureInfo.InvariantCulture),
            Default = parameter.Default,
            Enum = parameter.Choices.Count > 0 ? [.. parameter.Choices.Select(choice => (JsonNode)choice)] : null,
        };
        schema.Examples = [parameter.Type == QueryType.Until ? "2026-01-31" : ExampleWords.Of(parameter.Name, schema)];
        return schema;
    }
}
