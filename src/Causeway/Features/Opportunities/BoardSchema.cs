using Causeway.Mirror.Records;
using Causeway.Platform.Http;
using Microsoft.OpenApi;

namespace Causeway.Features.Opportunities;

/// <summary>What the OpenAPI document says of the board.</summary>
internal static class BoardSchema
{
    public static readonly AnswerSchema Answer = new("200", "Kanban", document => Schemas.Object(
        ("stages", Schemas.ListOf(Schemas.Object(
            ("id", Id),
            ("name", Name),
            ("fold", Schemas.Of(JsonSchemaType.Boolean)),
            ("is_won", Schemas.Of(JsonSchemaType.Boolean))))),
        ("kanban", Schemas.ListOf(Schemas.Object(
            ("stage", Name),
            ("stage_id", Id),
            ("count", Schemas.Of(JsonSchemaType.Integer, "int64")),
            ("total_value", Schemas.Of(JsonSchemaType.Number)),
            ("weighted_value", Schemas.Of(JsonSchemaType.Number)),
            ("opportunities", Schemas.ListOf(ShapeSchemas.Listed(OpportunityShape.Shape, document))),
            ("next_cursor", Schemas.Of(JsonSchemaType.String | JsonSchemaType.Null)))))));

    private static OpenApiSchema Id => Schemas.Of(JsonSchemaType.Integer | JsonSchemaType.Null, "int64", "Null for opportunities without a stage.");

    private static OpenApiSchema Name => Schemas.Of(JsonSchemaType.String | JsonSchemaType.Null);
}
