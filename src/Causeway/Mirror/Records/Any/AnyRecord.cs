using Causeway.Mirror.Catalog;
using Causeway.Platform.Http;
using Microsoft.OpenApi;

namespace Causeway.Mirror.Records.Any;

/// <summary>What a record of any model looks like to clients: its fields under Odoo's own names.</summary>
internal static class AnyRecord
{
    public const string Collection = "records";

    /// <summary>Every field, or the ones named; unknown names are a 400.</summary>
    public static RecordShape Shape(MirrorModel model, IReadOnlyDictionary<string, RecordField> fields, string? named, bool withDeleted)
    {
        var members = named is null ? All(model, fields) : Named(model, fields, named);
        if (withDeleted)
            members = [.. members, Member.Value("deleted", "r.state = 'deleted'", MirrorType.Boolean)];
        return new RecordShape(model, "Record", Collection, members, fields.Values.Where(field => field.IsSortable && field.Name != "id").Select(field => field.Sort));
    }

    /// <summary>The fields of an added model stand beside each other; those that an instance adds to a default one, in custom.</summary>
    private static List<Member> All(MirrorModel model, IReadOnlyDictionary<string, RecordField> fields) =>
        model.Custom == CustomFieldRule.All
            ? [.. fields.Values.Select(Of)]
            : [.. fields.Values.Where(field => !field.IsCustom).Select(Of), Member.Custom(model)];

    private static List<Member> Named(MirrorModel model, IReadOnlyDictionary<string, RecordField> fields, string named)
    {
        var names = named.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Prepend("id").Distinct().ToList();
        var unknown = names.Where(name => name != "custom" && !fields.ContainsKey(name)).ToList();
        return unknown.Count == 0
            ? names.ConvertAll(name => name == "custom" ? Member.Custom(model) : Of(fields[name]))
            : throw new ProblemException(Problems.Invalid("fields", $"{string.Join(", ", unknown)}: not a field of {model.Name} here."));
    }

    private static Member Of(RecordField field) => field is { Type: MirrorType.Reference, Relation: { } relation }
        ? Member.Reference(field.Name, field.Expression, relation)
        : Member.Value(field.Name, field.Expression, field.Type);

    /// <summary>Which fields a record has depends on its model, so the document names only those that all have.</summary>
    public static OpenApiSchema Schema(bool listed)
    {
        var schema = Schemas.Object([.. Common(listed)]);
        schema.AdditionalProperties = new OpenApiSchema { Description = "A field under Odoo's own name: a reference as {id, name}, a list of references as ids." };
        return schema;
    }

    private static IEnumerable<(string Name, IOpenApiSchema Schema)> Common(bool listed)
    {
        yield return ("id", Schemas.Of(JsonSchemaType.Integer, "int64"));
        foreach (var member in Member.Provenance(""))
            yield return (member.Name, member.Schema);
        if (listed)
            yield return ("etag", Schemas.Of(JsonSchemaType.String));
    }
}
