using System.Text.Json;
using Causeway.Odoo;
using Causeway.Platform.Http;
using Dapper;
using Npgsql;

namespace Causeway.Mirror.Catalog;

/// <summary>What Odoo's own forms call a field, and what they say of it, in the connection's language. Kept, so that reading it needs no Odoo.</summary>
internal sealed record FieldText(string? Label, string? Help)
{
    public static async Task SaveAsync(NpgsqlDataSource database, int connectionId, ModelPlan plan, CancellationToken cancellationToken)
    {
        var texts = plan.Columns.Select(column => (column.Field.Name, column.Source))
            .Concat(plan.Custom.Select(field => (field.Name, Source: field)))
            .ToDictionary(field => field.Name, field => Of(field.Source));
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            insert into causeway.field_text as t (connection_id, model, texts) values (@connectionId, @model, @texts::jsonb)
            on conflict (connection_id, model) do update set texts = excluded.texts where t.texts <> excluded.texts
            """,
            new { connectionId, model = plan.Model.Name, texts = JsonSerializer.Serialize(texts, ApiJson.Options) },
            cancellationToken: cancellationToken));
    }

    private static FieldText Of(OdooField field) => new(field.Label, field.Help);
}
