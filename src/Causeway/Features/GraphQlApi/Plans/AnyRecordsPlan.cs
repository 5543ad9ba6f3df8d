using System.Text.Json;
using Causeway.GraphQL;
using Causeway.GraphQL.Execution;
using Causeway.Mirror.Catalog;
using Causeway.Mirror.Records;
using Causeway.Mirror.Records.Any;
using Causeway.Platform.Database;
using Causeway.Platform.Http;

namespace Causeway.Features.GraphQlApi.Plans;

/// <summary>Records of any mirrored model, under the rules of <c>/records</c>: their fields as one JSON value.</summary>
internal sealed record AnyRecordsPlan : FieldPlan
{
    public override void Append(SqlText sql, SelectedField field, Level level)
    {
        var model = Find(level.Viewer, (string)field.Arguments["model"]!);
        level.Compilation.Models.Add(model.Name);
        var fields = level.Compilation.FieldsOf(model);
        var shape = new RecordShape(model, "Record", AnyRecord.Collection, [], fields.Values.Where(one => one.IsSortable && one.Name != "id").Select(one => one.Sort));
        var query = new RecordQuery(shape, level.Viewer, Filter(field, fields));
        var request = Request(field, shape);
        sql.Append($"(select coalesce(json_agg(");
        ObjectSql.Append(sql, field, (text, part) => AppendPart(text, part, model, Chosen(field, fields), level));
        sql.Append($" order by r.place), '[]')\nfrom (select r.*, row_number() over () as place from (\n");
        query.AppendRows(sql, request);
        sql.Append($"\n) r limit {(SqlRaw)$"{request.PerPage}"}) r)");
    }

    private static MirrorModel Find(Viewer viewer, string name) =>
        MirroredModels.For(viewer).FirstOrDefault(model => model.Name == name) ?? throw new GraphQLException($"There is no mirrored model {name}.");

    private static IReadOnlyList<Condition> Filter(SelectedField field, IReadOnlyDictionary<string, RecordField> fields) =>
        JsonInput.Of(field.Arguments.GetValueOrDefault("filter")) switch
        {
            null => [],
            IReadOnlyDictionary<string, object?> filter => [new FilterConditions(fields).Read(filter)],
            _ => throw new GraphQLException("filter must be an object: {field: value} or {field: {operator: value}}."),
        };

    private static ListRequest Request(SelectedField field, RecordShape shape)
    {
        var (limit, skip) = (field.Arguments.GetValueOrDefault("limit") as int? ?? ListRequest.DefaultPerPage, field.Arguments.GetValueOrDefault("skip") as int? ?? 0);
        if (limit < 0 || skip < 0)
            throw new GraphQLException("limit and skip must be 0 or more.");
        var sort = field.Arguments.GetValueOrDefault("sort_by") as string ?? SortField.Id.Name;
        if (shape.Sorts.All(known => known.Name != sort))
            throw new GraphQLException($"sort_by must be one of {string.Join(", ", shape.Sorts.Select(known => known.Name))}.");
        return new ListRequest
        {
            Page = 1,
            PerPage = Math.Min(limit, ListRequest.MaxPerPage),
            Offset = skip,
            SortBy = sort,
            Descending = field.Arguments.GetValueOrDefault("sort_order") as string == "desc",
            WithTotal = false,
        };
    }

    private static List<RecordField> Chosen(SelectedField field, IReadOnlyDictionary<string, RecordField> fields)
    {
        if (field.Arguments.GetValueOrDefault("fields") is not object?[] { Length: > 0 } names)
            return [.. fields.Values];
        var chosen = names.Cast<string>().Prepend("id").Distinct(StringComparer.Ordinal).ToList();
        return chosen.Find(name => !fields.ContainsKey(name)) is { } unknown
            ? throw new GraphQLException($"fields: {unknown} is not a field of this model.")
            : chosen.ConvertAll(name => fields[name]);
    }

    private static void AppendPart(SqlText sql, SelectedField part, MirrorModel model, List<RecordField> fields, Level level)
    {
        if (part.Definition.Name == "model")
            sql.Append($"{model.Name}::text");
        else if (part.Definition.Name == "odoo_url")
            new UrlPlan(model.Name).Append(sql, part, level);
        else if (part.Definition.Name == "values")
            AppendValues(sql, fields);
        else
            ((FieldPlan)part.Definition.Plan!).Append(sql, part, level);
    }

    private static void AppendValues(SqlText sql, List<RecordField> fields)
    {
        sql.Append($"(select json_object_agg(pair.name, pair.value order by pair.place) from (values ");
        for (var i = 0; i < fields.Count; i++)
            sql.Append($"{(SqlRaw)$"{(i == 0 ? "" : ", ")}({i}, {Sql.Literal(fields[i].Name)}, to_json({ValueOf(fields[i])}))"}");
        sql.Append($") pair(place, name, value))");
    }

    private static string ValueOf(RecordField field) => field is { Type: MirrorType.Reference, Relation: { } relation }
        ? $"case when {field.Expression} is not null then json_build_object('id', {field.Expression}, 'name', {Names.Of(relation, field.Expression)}) end"
        : ValuePlan.JsonOf(field.Expression, field.Type);
}

/// <summary>A JSON argument, alike whether it stood in the document or came as a variable.</summary>
internal static class JsonInput
{
    public static object? Of(object? value) => value switch
    {
        JsonElement { ValueKind: JsonValueKind.Object } json => json.EnumerateObject().ToDictionary(member => member.Name, member => Of(member.Value), StringComparer.Ordinal),
        JsonElement { ValueKind: JsonValueKind.Array } json => json.EnumerateArray().Select(item => Of(item)).ToArray(),
        JsonElement { ValueKind: JsonValueKind.String } json => json.GetString(),
        JsonElement { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => null,
        JsonElement { ValueKind: JsonValueKind.True or JsonValueKind.False } json => json.GetBoolean(),
        _ => value,
    };
}
