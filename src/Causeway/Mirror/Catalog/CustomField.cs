using System.Text.Json;
using Causeway.Odoo;
using Causeway.Platform.Database;
using Causeway.Platform.Http;
using Dapper;
using Npgsql;

namespace Causeway.Mirror.Catalog;

/// <summary>
/// A field that goes to <c>custom</c>, as the instance described it. Kept, so that reading it needs no Odoo.
/// </summary>
internal sealed record CustomField(string Name, MirrorType Type, string? Relation)
{
    public static CustomField Of(OdooField field) => new(field.Name, TypeOf(field.Type), field.Relation);

    public static async Task<IReadOnlyList<CustomField>> OfAsync(NpgsqlDataSource database, int connectionId, string model, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var fields = await connection.ExecuteScalarAsync<string?>(new CommandDefinition(
            "select fields::text from causeway.custom_fields where connection_id = @connectionId and model = @model",
            new { connectionId, model },
            cancellationToken: cancellationToken));
        return fields is null ? [] : JsonSerializer.Deserialize<CustomField[]>(fields, ApiJson.Options)!;
    }

    public static async Task SaveAsync(NpgsqlDataSource database, int connectionId, ModelPlan plan, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            insert into causeway.custom_fields as c (connection_id, model, fields) values (@connectionId, @model, @fields::jsonb)
            on conflict (connection_id, model) do update set fields = excluded.fields where c.fields <> excluded.fields
            """,
            new { connectionId, model = plan.Model.Name, fields = JsonSerializer.Serialize(plan.Custom.Select(Of), ApiJson.Options) },
            cancellationToken: cancellationToken));
    }

    /// <summary>
    /// Its value as SQL over a row's <c>custom</c>. JSON's null and a field that was not there when the row was read are the
    /// same: nothing.
    /// </summary>
    public string InRow(string custom)
    {
        var text = $"({custom} ->> {Sql.Literal(Name)})";
        var json = $"nullif({custom} -> {Sql.Literal(Name)}, 'null')";
        return Type switch
        {
            MirrorType.Text => text,
            MirrorType.References => $"array(select item::bigint from jsonb_array_elements_text(coalesce({json}, '[]')) item)",
            MirrorType.Json => json,
            var type => $"{text}::{new MirrorField(Name, type).SqlType}",
        };
    }

    private static MirrorType TypeOf(OdooFieldType type) => type switch
    {
        OdooFieldType.Integer or OdooFieldType.Many2oneReference => MirrorType.Integer,
        OdooFieldType.Float or OdooFieldType.Monetary => MirrorType.Number,
        OdooFieldType.Boolean => MirrorType.Boolean,
        OdooFieldType.Date => MirrorType.Date,
        OdooFieldType.DateTime => MirrorType.Instant,
        OdooFieldType.Many2one => MirrorType.Reference,
        OdooFieldType.Many2many => MirrorType.References,
        OdooFieldType.Json or OdooFieldType.Properties or OdooFieldType.PropertiesDefinition or OdooFieldType.Unknown => MirrorType.Json,
        _ => MirrorType.Text,
    };
}
