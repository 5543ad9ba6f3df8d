using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Causeway.Platform.Http.Document;

/// <summary>What examples are made of: words of one company for the names that the API uses, and else whatever fits the type.</summary>
internal static class ExampleWords
{
    /// <summary>By the schema and the member, by the member above and the member, or by the member alone.</summary>
    private static readonly JsonObject Words = JsonNode.Parse("""
        {
          "id": 17, "name": "Azure Interior", "model": "crm.lead", "sync_id": "0198c5d2-7a41-7c3e-9b1f-2f6d8f0e4a11",
          "stage.id": 3, "stage.name": "Proposition", "user.id": 7, "user.name": "Lukas Berg", "team.id": 1, "team.name": "Direct Sales",
          "partner.id": 42, "tags.id": 5, "tags.name": "Design", "country.name": "Germany", "currency.name": "EUR",
          "Lead.name": "Office chairs", "LeadListed.name": "Office chairs", "LeadWrite.name": "Office chairs",
          "Opportunity.name": "Office chairs", "OpportunityListed.name": "Office chairs", "OpportunityWrite.name": "Office chairs",
          "Product.name": "Office chair", "ProductListed.name": "Office chair", "User.name": "Lukas Berg", "StageListed.name": "Proposition",
          "TagListed.name": "Design", "TeamListed.name": "Direct Sales", "LostReasonListed.name": "Too expensive", "OdooUserListed.name": "Lukas Berg",
          "ConnectionAnswer.name": "Our Odoo", "ApiTokenRequest.name": "Nightly export", "ApiToken.name": "Nightly export",
          "type": "opportunity", "username": "lukas.berg", "email": "lukas.berg@example.com", "email_from": "info@example.com", "full_name": "Lukas Berg",
          "password": "a mountain of paper cranes", "old_password": "a mountain of paper cranes", "new_password": "seven quiet harbour lights", "odoo_password": "3f9a0c2b7d15",
          "api_key": "3f9a0c2b7d15", "access_token": "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI3In0.c2lnbmF0dXJl", "token": "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI3In0.c2lnbmF0dXJl",
          "NewApiTokenAnswer.token": "cw_3f9a0c2b7d15", "refresh_token": "r_8d0e4a11", "token_type": "bearer", "expires_in": 86400, "grant_type": "password",
          "scopes": "read", "message": "Done.", "phone": "+49 30 1234567", "contact_name": "Erika Muster", "partner_name": "Azure Interior",
          "expected_revenue": 12000, "value": 12000, "weighted_value": 4800, "probability": 40, "priority": "1", "description": "Forty of them, in oak.",
          "q": "chairs", "stage": "Proposition", "city": "Berlin", "country": "DE", "cursor": "eyJjIjoxLCJzIjoiaWQifQ", "next_cursor": "eyJjIjoxLCJzIjoiaWQifQ",
          "page": 1, "per_page": 20, "pages": 1, "total": 1, "count": 1, "has_next": false, "has_prev": false, "limit": 100, "etag": "\"9f86d081884c7d659a2feaa0\"",
          "since": "4711.3f9a0c2b7d15", "position": "4711.3f9a0c2b7d15", "version": 4711, "models": "crm.lead", "fields": "id,name", "Health.version": "0.1.0", "Health.status": "healthy",
          "odoo_url": "https://odoo.example.com/odoo/crm.lead/17", "url": "https://odoo.example.com", "database": "prod", "odoo_database": "prod", "base_url": "https://causeway.example.com",
          "entity_name": "Azure Interior", "task_type": "Follow-up call", "note": "Ask for the colour.", "res_model": "crm.lead", "res_id": 17,
          "entities": "opportunities", "enabled_entities": "opportunities", "salesperson": "Lukas Berg", "salesperson_id": 7, "account_name": "Azure Interior", "customer_name": "Azure Interior",
          "currency": "EUR", "address": "192.0.2.7", "actor": "lukas.berg", "record_ids": 17, "ids": 17, "action": "write", "AuditRow.action": "lead.update",
          "SavedView.address": "/opportunities/list?min_value=10000", "SavedViewCreate.address": "/opportunities/list?min_value=10000", "SavedViewWrite.address": "/opportunities/list?min_value=10000"
        }
        """)!.AsObject();

    public static JsonNode Of(string path, IOpenApiSchema schema)
    {
        if (schema.Enum is { Count: > 0 } choices)
            return choices[0].DeepClone();
        if (schema.Default is { } usual)
            return usual.DeepClone();
        var word = Words[path] ?? Words[path[(path.LastIndexOf('.') + 1)..]];
        return word is not null && schema.Format is null or "int32" or "int64" or "double" && Fits(word, schema) ? word!.DeepClone() : OfType(schema);
    }

    private static bool Fits(JsonNode? word, IOpenApiSchema schema) => word?.GetValueKind() switch
    {
        { } when schema.Type is null => true,
        JsonValueKind.String => schema.Type?.HasFlag(JsonSchemaType.String) == true,
        JsonValueKind.Number => schema.Type is { } type && (type.HasFlag(JsonSchemaType.Number) || type.HasFlag(JsonSchemaType.Integer)),
        JsonValueKind.True or JsonValueKind.False => schema.Type?.HasFlag(JsonSchemaType.Boolean) == true,
        _ => false,
    };

    private static JsonNode OfType(IOpenApiSchema schema) => (schema.Type & ~JsonSchemaType.Null, schema.Format) switch
    {
        (JsonSchemaType.String, "uuid") => "0198c5d2-7a41-7c3e-9b1f-2f6d8f0e4a11",
        (JsonSchemaType.String, "date") => "2026-01-31",
        (JsonSchemaType.String, "date-time") => "2026-01-31T08:30:00Z",
        (JsonSchemaType.String, "uri") => "https://odoo.example.com/odoo/crm.lead/17",
        (JsonSchemaType.String, _) => "text",
        (JsonSchemaType.Integer or JsonSchemaType.Number, _) => 1,
        (JsonSchemaType.Boolean, _) => true,
        (JsonSchemaType.Array, _) => new JsonArray(),
        _ => new JsonObject(),
    };
}
