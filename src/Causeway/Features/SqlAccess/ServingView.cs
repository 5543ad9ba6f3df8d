using Causeway.Mirror.Catalog;
using Causeway.Mirror.Records;
using Causeway.Platform.Database;

namespace Causeway.Features.SqlAccess;

/// <summary>Every entity in one shape, for programs that read the <c>data_lake_serving</c> of an earlier system.</summary>
internal static class ServingView
{
    private static readonly (string Type, MirrorModel Model, string Rows)[] Entities =
    [
        ("opportunity", DefaultModels.Lead, "r.type = 'opportunity'"),
        ("account", DefaultModels.Partner, "r.is_company"),
        ("contact", DefaultModels.Partner, "r.is_company is not true"),
        ("user", DefaultModels.Employee, "true"),
        ("activity", DefaultModels.Activity, "true"),
        ("invoice", DefaultModels.Move, "true"),
        ("product", DefaultModels.Product, "true"),
    ];

    public static readonly SqlView View = new(
        "causeway.data_lake_serving",
        "Every entity in one shape: its type, its key, and its fields as JSON.",
        [
            new("entity_type", "s.entity_type", "`opportunity`, `account`, `contact`, `user` (employees), `activity`, `invoice` or `product`"),
            new("serving_id", "case when c.is_default then '' else c.id || ':' end || s.id", "Odoo's id as text; of another connection than the default one with that connection's id before it (`2:17`). Unique within the type"),
            new("data", "s.data", "The fields under Odoo's own names, with `id`: a reference as `{\"id\", \"name\"}`, a list of references as ids, the instance's own fields in `custom`"),
            new("is_active", "s.state = 'present'", "False: deleted in Odoo, and kept for `DELETED_RETENTION_DAYS`. Archived is `data ->> 'active'`"),
            new("deleted_at", "case when s.state = 'deleted' then s.state_since end", "When the mirror saw that it was deleted"),
            new("delete_reason", "case when s.state = 'deleted' then 'deleted in Odoo' end", "Why it is not active"),
            new("source", "'odoo'::text", "`odoo`"),
            new("last_aggregated", "s.confirmed_at", "When the mirror last confirmed it"),
            new("created_at", "s.create_date", "When it was made in Odoo"),
            new("updated_at", "s.changed_at", "When the mirror last saw a change"),
        ],
        $"""
        from (
          {string.Join("\n  union all\n  ", Entities.Select(entity => Rows(entity.Type, entity.Model, entity.Rows)))}
        ) s
        join causeway.connection c on c.id = s.connection_id
        where c.owner_id is null and c.deleted_at is null and s.state <> 'hidden'
        """);

    private static string Rows(string type, MirrorModel model, string rows) => $"""
        select '{type}'::text as entity_type, r.connection_id, r.id, r.state, r.state_since, r.confirmed_at, r.create_date, r.changed_at, to_jsonb(fields) as data
          from {model.Table} r
          cross join lateral (
            select r.id, {string.Join(", ", model.Fields.Select(Field))}, coalesce(r.custom, '{"{}"}') as custom, r.create_date, r.write_date
          ) fields
          where {rows}
        """;

    private static string Field(MirrorField field)
    {
        var column = $"r.{Sql.Name(field.Column)}";
        var value = field.Type == MirrorType.Reference
            ? $"case when {column} is not null then jsonb_build_object('id', {column}, 'name', {Names.Of(field.Relation!, column)}) end"
            : column;
        return $"{value} as {Sql.Name(field.Name)}";
    }
}
