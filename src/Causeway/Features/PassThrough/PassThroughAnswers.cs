using Causeway.Platform.Http;
using Microsoft.OpenApi;

namespace Causeway.Features.PassThrough;

/// <param name="ServerVersion">As Odoo says it.</param>
/// <param name="Major">0 where the text does not tell it.</param>
/// <param name="Transport">The protocol in use.</param>
/// <param name="Account">Whose rights count here: <c>own</c> or <c>connection</c>.</param>
internal sealed record VersionAnswer(string ServerVersion, int Major, string? Transport, string Account);

/// <param name="Models">By name.</param>
/// <param name="Complete">False where Odoo tells this account nothing of its models: then they are those that are mirrored.</param>
internal sealed record ModelsAnswer(IReadOnlyList<ModelAnswer> Models, bool Complete);

internal sealed record ModelAnswer(string Model, string? Name, bool Mirrored);

/// <summary>What the OpenAPI document says of answers whose fields are Odoo's to name.</summary>
internal static class PassThroughSchemas
{
    public static readonly AnswerSchema List = new("200", "OdooRecordList", document => Schemas.Object(
    [
        ("model", Schemas.Of(JsonSchemaType.String)),
        ("records", Schemas.ListOf(Record.In(document))),
        ("limit", Schemas.Of(JsonSchemaType.Integer, "int32")),
        ("offset", Schemas.Of(JsonSchemaType.Integer, "int64")),
        ("has_more", Schemas.Of(JsonSchemaType.Boolean, description: "Whether others match behind these.")),
    ]));

    public static readonly AnswerSchema One = new("200", "OdooRecord", _ => Any("A record with the fields that were asked for, its id and odoo_url."));

    public static readonly AnswerSchema Result = new("200", "OdooResult", _ => Schemas.Object([("result", new OpenApiSchema { Description = "What Odoo answered, as it did." })]));

    private static AnswerSchema Record => One with { Status = null };

    private static OpenApiSchema Any(string description) =>
        new() { Type = JsonSchemaType.Object, Description = description, AdditionalProperties = new OpenApiSchema() };
}
