using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Causeway.Platform.Http;

/// <summary>The OpenAPI document, and Swagger UI over it: made from what the routes declare.</summary>
internal static class OpenApiRules
{
    public static IServiceCollection AddOpenApiRules(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.AddDocumentTransformer(Describe);
        options.AddOperationTransformer(AddQueryParameters);
        options.AddOperationTransformer(AddSchemas);
        options.AddOperationTransformer(AddProblems);
        options.AddSchemaTransformer(TypeInstant);
        options.AddSchemaTransformer(TakeNullOutOfEnum);
    });

    public static void MapOpenApiRules(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json");
        app.UseSwaggerUI(ui =>
        {
            ui.RoutePrefix = "docs";
            ui.SwaggerEndpoint("/openapi/v1.json", "Causeway");
            ui.DocumentTitle = "Causeway API";
        });
    }

    private static Task Describe(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Causeway",
            Version = "v1",
            Description = "An exact, live copy of what matters in Odoo: served fast, under one visibility rule, and written through.",
        };
        // Wherever it is served from: the document must not change with the port.
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            ["bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A token from /api/auth/login, or a personal API token." },
            ["password"] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.OAuth2,
                Flows = new OpenApiOAuthFlows { Password = new OpenApiOAuthFlow { TokenUrl = new Uri("/api/auth/token", UriKind.Relative), Scopes = new Dictionary<string, string>() } },
            },
            ["admin_key"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = "X-ODOO-API-KEY" },
        };
        document.Security = [.. document.Components.SecuritySchemes.Keys.Select(name => new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(name, document)] = [] })];
        return Task.CompletedTask;
    }

    private static Task AddQueryParameters(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var spec = context.Description.ActionDescriptor.EndpointMetadata.OfType<QuerySpec>().LastOrDefault() ?? QuerySpec.None;
        operation.Parameters ??= [];
        foreach (var parameter in spec)
        {
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = parameter.Name,
                In = ParameterLocation.Query,
                Description = parameter.Description,
                Schema = Schema(parameter),
            });
        }

        if (spec.Others is { } others)
            operation.Parameters.Add(FreeForm(others));
        if (context.Description.HttpMethod is "PUT" or "PATCH" && operation.Parameters.Any(parameter => parameter.In == ParameterLocation.Path))
            operation.Parameters.Add(Header("If-Match", "The ETag of the record as you read it: nothing is written when it has changed since (412)."));
        return Task.CompletedTask;
    }

    /// <summary>Any further parameter: an object whose members stand in the query under their own names.</summary>
    private static OpenApiParameter FreeForm(QueryParameter others) => new()
    {
        Name = others.Name,
        In = ParameterLocation.Query,
        Description = others.Description,
        Style = ParameterStyle.Form,
        Explode = true,
        Schema = new OpenApiSchema { Type = JsonSchemaType.Object, AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.String } },
    };

    private static OpenApiParameter Header(string name, string description) =>
        new() { Name = name, In = ParameterLocation.Header, Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };

    private static OpenApiSchema Schema(QueryParameter parameter) => new()
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
            _ => null,
        },
        Minimum = parameter.Min?.ToString(CultureInfo.InvariantCulture),
        Enum = parameter.Choices.Count > 0 ? [.. parameter.Choices.Select(choice => (JsonNode)choice)] : null,
    };

    private static Task AddSchemas(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        foreach (var schema in context.Description.ActionDescriptor.EndpointMetadata.OfType<AnswerSchema>())
        {
            var content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new() { Schema = schema.In(context.Document!) } };
            if (schema.Status is null)
                operation.RequestBody = new OpenApiRequestBody { Required = true, Content = content };
            else
                (operation.Responses ??= [])[schema.Status] = new OpenApiResponse { Description = schema.Status == "201" ? "Created" : "OK", Content = content };
        }

        // The framework guesses a 200 for what answers something else.
        if (operation.Responses is { } responses && responses.ContainsKey("201") && responses.TryGetValue("200", out var guess) && guess.Content is not { Count: > 0 })
            responses.Remove("200");
        return Task.CompletedTask;
    }

    /// <summary>An instant has a converter of our own, behind which the framework sees no type; clients are generated from this one.</summary>
    private static Task TypeInstant(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.JsonTypeInfo.Type == typeof(DateTimeOffset))
            schema.Type = JsonSchemaType.String;
        else if (context.JsonTypeInfo.Type == typeof(DateTimeOffset?))
            schema.Type = JsonSchemaType.String | JsonSchemaType.Null;
        return Task.CompletedTask;
    }

    /// <summary>
    /// A nullable enum shares its schema with the enum itself, whose values would all seem nullable; where it may be null
    /// is said at the member that refers to it.
    /// </summary>
    private static Task TakeNullOutOfEnum(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) is { IsEnum: true } && schema.Enum is { } values)
            schema.Enum = [.. values.Where(value => value?.GetValueKind() == JsonValueKind.String)];
        return Task.CompletedTask;
    }

    private static Task AddProblems(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        operation.Responses ??= [];
        foreach (var (status, text) in new[] { ("400", "A parameter or the body is not valid."), ("401", "Not signed in."), ("403", "Not allowed.") })
            operation.Responses.TryAdd(status, new OpenApiResponse { Description = text, Content = new Dictionary<string, OpenApiMediaType> { [Problem.ContentType] = new() } });
        return Task.CompletedTask;
    }
}
