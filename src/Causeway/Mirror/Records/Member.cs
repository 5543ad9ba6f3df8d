using System.Text.Json;
using Causeway.Mirror.Catalog;
using Causeway.Mirror.Connections;
using Causeway.Platform.Database;
using Causeway.Platform.Http;
using Microsoft.OpenApi;
using Npgsql;

namespace Causeway.Mirror.Records;

/// <summary>One member of a record as clients see it: what is selected for it, and how it is written.</summary>
/// <param name="Name">Its JSON name.</param>
/// <param name="Select">The SQL expressions that it needs, over the row <c>r</c>.</param>
/// <param name="Columns">The CSV columns that it becomes, as many as <paramref name="Select"/>.</param>
internal abstract record Member(string Name, IReadOnlyList<string> Select, IReadOnlyList<string> Columns)
{
    /// <summary>Writes the value; its first selected expression stands at <paramref name="at"/>.</summary>
    public abstract void Write(Utf8JsonWriter json, NpgsqlDataReader row, int at, OdooConnection connection);

    /// <summary>The text of the <paramref name="index"/>th CSV column.</summary>
    public virtual string? Text(NpgsqlDataReader row, int at, int index, OdooConnection connection) => Cell.Text(row, at + index);

    /// <summary>What the OpenAPI document says of it.</summary>
    public abstract OpenApiSchema Schema { get; }

    /// <summary>The field as it is stored, under its own name or another.</summary>
    public static Member Field(MirrorModel model, string field, string? name = null)
    {
        var declared = model.Field(field) ?? throw new ArgumentException($"{model.Name} has no field {field}.", nameof(field));
        return Value(name ?? field, model.Column(declared), declared.Type);
    }

    /// <summary>An SQL expression over the row <c>r</c>.</summary>
    public static Member Value(string name, string sql, MirrorType type) => new ScalarMember(name, sql, type);

    /// <summary>A many2one: <c>{"id", "name"}</c> or null.</summary>
    public static Member Reference(MirrorModel model, string field, string name) =>
        Reference(name, model.Column(model.Field(field)!), model.Field(field)!.Relation!);

    /// <summary>The same of an SQL expression for the id of a record of <paramref name="relation"/>.</summary>
    public static Member Reference(string name, string id, string relation) => new ReferenceMember(name, id, Names.Of(relation, id));

    /// <summary>An x2many with names: a list of <c>{"id", "name"}</c>.</summary>
    public static Member References(MirrorModel model, string field, string name)
    {
        var ids = $"r.{Sql.Name(field)}";
        var related = Names.Of(model.Field(field)!.Relation!, "item.id");
        return new ReferencesMember(name, ids, $"array(select {related} from unnest({ids}) with ordinality item(id, place) order by item.place)");
    }

    /// <summary>The instance's own fields.</summary>
    public static Member Custom(MirrorModel model) => Value("custom", model.Custom(), MirrorType.Json);

    /// <summary>Two members that every Odoo record carries: the link to it in Odoo, and when the mirror last confirmed it.</summary>
    public static IEnumerable<Member> Provenance(string odooModel) => [new OdooUrlMember(odooModel), new LastSyncedMember()];

    /// <summary>True for what tells of the moment and not of the record: it is no part of an ETag.</summary>
    public virtual bool IsOfTheMoment => false;

    private sealed record ScalarMember(string Name, string Sql, MirrorType Type) : Member(Name, [Cell.Select(Sql, Type)], [Name])
    {
        public override OpenApiSchema Schema => Cell.Schema(Type, nullable: Name != "id");

        public override void Write(Utf8JsonWriter json, NpgsqlDataReader row, int at, OdooConnection connection) => Cell.Write(json, row, at, Type);
    }

    private sealed record ReferenceMember(string Name, string Id, string NameSql) : Member(Name, [Id, NameSql], [$"{Name}_id", Name])
    {
        public override OpenApiSchema Schema => Schemas.Reference(nullable: true);

        public override void Write(Utf8JsonWriter json, NpgsqlDataReader row, int at, OdooConnection connection)
        {
            if (row.IsDBNull(at))
            {
                json.WriteNullValue();
                return;
            }

            json.WriteStartObject();
            json.WriteNumber("id"u8, row.GetInt64(at));
            json.WriteString("name"u8, row.IsDBNull(at + 1) ? null : row.GetString(at + 1));
            json.WriteEndObject();
        }
    }

    private sealed record ReferencesMember(string Name, string Ids, string NamesSql) : Member(Name, [Ids, NamesSql], [$"{Name}_ids", Name])
    {
        public override OpenApiSchema Schema => Schemas.ListOf(Schemas.Reference(nullable: false));

        public override void Write(Utf8JsonWriter json, NpgsqlDataReader row, int at, OdooConnection connection)
        {
            json.WriteStartArray();
            if (!row.IsDBNull(at))
            {
                var (ids, names) = (row.GetFieldValue<long[]>(at), row.GetFieldValue<string?[]>(at + 1));
                for (var i = 0; i < ids.Length; i++)
                {
                    json.WriteStartObject();
                    json.WriteNumber("id"u8, ids[i]);
                    json.WriteString("name"u8, names[i]);
                    json.WriteEndObject();
                }
            }

            json.WriteEndArray();
        }
    }

    private sealed record OdooUrlMember(string Model) : Member("odoo_url", ["r.id"], ["odoo_url"])
    {
        public override OpenApiSchema Schema => Schemas.Of(JsonSchemaType.String, "uri", "The record in Odoo's own pages.");

        public override void Write(Utf8JsonWriter json, NpgsqlDataReader row, int at, OdooConnection connection) =>
            json.WriteStringValue(connection.RecordUrl(Model, row.GetInt64(at)));

        public override string Text(NpgsqlDataReader row, int at, int index, OdooConnection connection) => connection.RecordUrl(Model, row.GetInt64(at));
    }

    private sealed record LastSyncedMember() : Member("last_synced", ["r.confirmed_at"], ["last_synced"])
    {
        public override OpenApiSchema Schema => Schemas.Of(JsonSchemaType.String, "date-time", "When the mirror last confirmed it.");

        public override bool IsOfTheMoment => true;

        public override void Write(Utf8JsonWriter json, NpgsqlDataReader row, int at, OdooConnection connection) =>
            Cell.Write(json, row, at, MirrorType.Instant);
    }
}
