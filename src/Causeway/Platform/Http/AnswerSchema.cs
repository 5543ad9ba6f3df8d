using Microsoft.OpenApi;

namespace Causeway.Platform.Http;

/// <summary>
/// What a route answers or takes, for answers that we write member by member: the OpenAPI document describes them by
/// this instead of by a type.
/// </summary>
/// <param name="Status">The status; null where it is what the route takes.</param>
/// <param name="Name">The name of the schema in the document.</param>
/// <param name="Schema">The schema, which may add others to the document.</param>
internal sealed record AnswerSchema(string? Status, string Name, Func<OpenApiDocument, OpenApiSchema> Schema)
{
    /// <summary>A reference to the schema, which is added to the document the first time.</summary>
    public IOpenApiSchema In(OpenApiDocument document)
    {
        if (document.Components?.Schemas?.ContainsKey(Name) != true)
            document.AddComponent(Name, Schema(document));
        return new OpenApiSchemaReference(Name, document);
    }
}

/// <summary>Schemas in few words.</summary>
internal static class Schemas
{
    public static OpenApiSchema Of(JsonSchemaType type, string? format = null, string? description = null) =>
        new() { Type = type, Format = format, Description = description };

    public static OpenApiSchema ListOf(IOpenApiSchema items) => new() { Type = JsonSchemaType.Array, Items = items };

    /// <summary>An object whose members are always there.</summary>
    public static OpenApiSchema Object(params (string Name, IOpenApiSchema Schema)[] members) => new()
    {
        Type = JsonSchemaType.Object,
        Properties = members.ToDictionary(member => member.Name, member => member.Schema),
        Required = members.Select(member => member.Name).ToHashSet(),
    };

    /// <summary>A many2one, or an item of an x2many.</summary>
    public static OpenApiSchema Reference(bool nullable)
    {
        var schema = Object(("id", Of(JsonSchemaType.Integer, "int64")), ("name", Of(JsonSchemaType.String | JsonSchemaType.Null)));
        if (nullable)
            schema.Type |= JsonSchemaType.Null;
        return schema;
    }

    /// <summary>The pagination object of every list.</summary>
    public static OpenApiSchema Pagination => Object(
        ("page", Of(JsonSchemaType.Integer | JsonSchemaType.Null, "int64", "Null where paged by cursor.")),
        ("per_page", Of(JsonSchemaType.Integer, "int32")),
        ("total", Of(JsonSchemaType.Integer | JsonSchemaType.Null, "int64", "Null with count=none.")),
        ("pages", Of(JsonSchemaType.Integer | JsonSchemaType.Null, "int64", "Null with count=none.")),
        ("has_next", Of(JsonSchemaType.Boolean)),
        ("has_prev", Of(JsonSchemaType.Boolean)),
        ("next_cursor", Of(JsonSchemaType.String | JsonSchemaType.Null, null, "Continues behind the last record, in constant time.")));
}
