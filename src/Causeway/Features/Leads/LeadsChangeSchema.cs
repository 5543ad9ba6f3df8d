using System.Text.Json.Nodes;
using Causeway.Mirror.Records;
using Causeway.Platform.Http;
using Microsoft.OpenApi;

namespace Causeway.Features.Leads;

/// <summary>What the OpenAPI document says of <c>PATCH /crm/leads</c>.</summary>
internal static class LeadsChangeSchema
{
    public const string Description = """
        Up to 1,000 ids, and either set (the fields of a lead, the same value for each) or action (won, lost, restore). In set,
        tag_ids replaces the tags of every lead; add_tag_ids and remove_tag_ids change those alone, and leave the others as they are.
        Answers 200 with one result for each id, in your order, an id that you name twice once: updated; not_found (there is none, or none
        that you see); forbidden (you see it, but may not change it so); stale (it has changed since you read it: nothing was written, and
        current holds it as it is now, with its ETag); refused (with Odoo's own words); conflict (somebody else was writing to it: try again);
        failed (Odoo did not answer: it may have been done); not_tried (because of those before); unconfirmed (done, but Odoo could not be
        read afterwards). Odoo is called for many leads at a time, and what it refuses is halved until the lead that it will not have
        is alone: one bad lead does not sink the rest. etags is If-Match for each: by id, the ETag that it had when you read it, as a lead or as
        an opportunity; these are read afresh from Odoo right before. What etags does not name is written whatever became of it. The header
        If-Match is a 400 here.
        """;

    public static readonly AnswerSchema Body = new(null, "LeadsChange", document => new OpenApiSchema
    {
        Type = JsonSchemaType.Object,
        Required = new HashSet<string> { "ids" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["ids"] = Ids,
            ["etags"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                AdditionalProperties = Schemas.Of(JsonSchemaType.String),
                Description = "ETags by id: what has changed since is left as it is, and told as stale.",
            },
            ["set"] = ShapeSchemas.Body("LeadsSet", LeadsChange.Writable).In(document),
            ["action"] = new OpenApiSchema { Type = JsonSchemaType.String, Enum = ["won", "lost", "restore"] },
            ["lost_reason_id"] = Schemas.Of(JsonSchemaType.Integer | JsonSchemaType.Null, "int32", "With the action lost: why."),
        },
        Examples = [JsonNode.Parse("""{"ids": [7, 8, 12], "set": {"stage_id": 3, "user_id": 6, "add_tag_ids": [2]}}""")!],
    });

    private static OpenApiSchema Ids
    {
        get
        {
            var ids = Schemas.ListOf(Schemas.Of(JsonSchemaType.Integer, "int32"));
            (ids.MinItems, ids.MaxItems) = (1, 1_000);
            return ids;
        }
    }
}
