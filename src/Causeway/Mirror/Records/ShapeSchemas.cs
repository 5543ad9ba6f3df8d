using System.Globalization;
using Causeway.Mirror.Writes;
using Causeway.Platform.Access.ApiTokens;
using Causeway.Platform.Http;
using Microsoft.OpenApi;

namespace Causeway.Mirror.Records;

/// <summary>What the OpenAPI document says of routes that answer mirrored records, from the same shape that writes them.</summary>
internal static class ShapeSchemas
{
    /// <summary>A list of records with its pagination.</summary>
    public static TBuilder AnswersList<TBuilder>(this TBuilder route, RecordShape shape, params (string Name, Func<OpenApiSchema> Schema)[] heads)
        where TBuilder : IEndpointConventionBuilder => route.AboutModel(shape.Model.Name).WithAnswer(List(shape, heads));

    public static AnswerSchema List(RecordShape shape, params (string Name, Func<OpenApiSchema> Schema)[] heads) => new("200", $"{shape.Name}{(heads.Length == 0 ? "List" : "Report")}", document => Schemas.Object(
        [
            .. heads.Select(head => (head.Name, (IOpenApiSchema)head.Schema())),
            (shape.Collection, Schemas.ListOf(Listed(shape, document))),
            ("pagination", new AnswerSchema(null, "Pagination", _ => Schemas.Pagination).In(document)),
        ]));

    /// <summary>A record of a list, with its own ETag, so that it can be written by If-Match without being read once more.</summary>
    public static IOpenApiSchema Listed(RecordShape shape, OpenApiDocument document) =>
        new AnswerSchema(null, $"{shape.Name}Listed", _ => ListedSchema(shape)).In(document);

    private static OpenApiSchema ListedSchema(RecordShape shape)
    {
        var schema = Schemas.Object([.. shape.Members.Select(member => (member.Name, (IOpenApiSchema)member.Schema)), ("etag", Schemas.Of(JsonSchemaType.String))]);
        foreach (var member in shape.Sometimes)
            schema.Properties![member.Name] = member.Schema;
        return schema;
    }

    /// <summary>One record.</summary>
    public static TBuilder AnswersRecord<TBuilder>(this TBuilder route, RecordShape shape, string status = "200")
        where TBuilder : IEndpointConventionBuilder => route.AboutModel(shape.Model.Name).WithAnswer(Record(shape) with { Status = status });

    /// <summary>A body of writable members, any of which may be left out.</summary>
    public static TBuilder Takes<TBuilder>(this TBuilder route, string name, IEnumerable<WritableField> fields)
        where TBuilder : IEndpointConventionBuilder => route.WithAnswer(Body(name, fields));

    /// <summary>A body that makes a record: what is required has to be there.</summary>
    public static TBuilder TakesNew<TBuilder>(this TBuilder route, string name, IReadOnlyList<WritableField> fields)
        where TBuilder : IEndpointConventionBuilder => route.WithAnswer(Body(name, fields, [.. fields.Where(field => field.Required)]));

    public static AnswerSchema Body(string name, IEnumerable<WritableField> fields, params IReadOnlyList<WritableField> required) => new(null, name, _ => new OpenApiSchema
    {
        Type = JsonSchemaType.Object,
        Required = required.Count == 0 ? null : required.Select(field => field.Name).ToHashSet(),
        Properties = fields.ToDictionary(field => field.Name, field => (IOpenApiSchema)Writable(field)),
    });

    public static AnswerSchema Record(RecordShape shape, params RecordShape[] related) => new("200", shape.Name, document => Schemas.Object(
        [
            .. shape.Members.Select(member => (member.Name, (IOpenApiSchema)member.Schema)),
            .. related.Select(other => (other.Collection, (IOpenApiSchema)Schemas.ListOf(Listed(other, document)))),
        ]));

    public static TBuilder WithAnswer<TBuilder>(this TBuilder route, AnswerSchema answer)
        where TBuilder : IEndpointConventionBuilder
    {
        route.Add(endpoint => endpoint.Metadata.Add(answer));
        return route;
    }

    private static OpenApiSchema Writable(WritableField field)
    {
        var schema = field.Type switch
        {
            WriteType.Number => Schemas.Of(JsonSchemaType.Number),
            WriteType.Integer => Schemas.Of(JsonSchemaType.Integer, "int32"),
            WriteType.Boolean => Schemas.Of(JsonSchemaType.Boolean),
            WriteType.Date => Schemas.Of(JsonSchemaType.String, "date"),
            WriteType.Instant => Schemas.Of(JsonSchemaType.String, "date-time"),
            WriteType.User => Schemas.Of(JsonSchemaType.String, "uuid", "The id of a user."),
            WriteType.Reference => Schemas.Of(JsonSchemaType.Integer, "int32", "The id of a record."),
            WriteType.References or WriteType.Added or WriteType.Removed => Schemas.ListOf(Schemas.Of(JsonSchemaType.Integer, "int32")),
            _ => Schemas.Of(JsonSchemaType.String),
        };
        if (!field.Required)
            schema.Type |= JsonSchemaType.Null;
        if (field.Type == WriteType.Text && field.Choices.Count == 0)
            schema.MaxLength = field.MaxLength;
        schema.Minimum = field.Min?.ToString(CultureInfo.InvariantCulture);
        schema.Maximum = field.Max?.ToString(CultureInfo.InvariantCulture);
        if (field.Choices.Count > 0)
            schema.Enum = [.. field.Choices.Select(choice => (System.Text.Json.Nodes.JsonNode)choice)];
        return schema;
    }
}
