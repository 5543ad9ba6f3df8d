using Causeway.GraphQL.Execution;
using Causeway.GraphQL.Types;
using Causeway.Platform.Database;

namespace Causeway.Features.GraphQlApi.Plans;

/// <summary>An object with what is selected of it, in that order, under its response names.</summary>
internal static class ObjectSql
{
    /// <summary>PostgreSQL's functions take a hundred arguments: fifty names and values.</summary>
    private const int MostPairs = 50;

    /// <summary>The object type of a field's values: none of ours is abstract.</summary>
    public static ObjectType TypeOf(SelectedField field) => (ObjectType)field.Definition.Type.Named;

    /// <summary>What is selected of a field's values.</summary>
    public static IReadOnlyList<SelectedField> Parts(this SelectedField field) => field.Definition.Type.Named.IsComposite ? field.Selections(TypeOf(field)) : [];

    /// <summary>Of fields that each have a plan.</summary>
    public static void Append(SqlText sql, SelectedField field, Level level) =>
        Append(sql, field, (text, part) => ((FieldPlan)part.Definition.Plan!).Append(text, part, level));

    public static void Append(SqlText sql, SelectedField field, Action<SqlText, SelectedField> append) => Append(sql, TypeOf(field), field.Parts(), append);

    private static void Append(SqlText sql, ObjectType type, IReadOnlyList<SelectedField> fields, Action<SqlText, SelectedField> append)
    {
        if (fields.Count <= MostPairs)
            AppendPairs(sql, type, fields, append);
        else
            AppendMany(sql, type, fields, append);
    }

    private static void AppendPairs(SqlText sql, ObjectType type, IReadOnlyList<SelectedField> fields, Action<SqlText, SelectedField> append)
    {
        sql.Append($"json_build_object(");
        for (var i = 0; i < fields.Count; i++)
        {
            sql.Append($"{(SqlRaw)(i == 0 ? "" : ", ")}{(SqlRaw)Sql.Literal(fields[i].ResponseName)}, ");
            AppendValue(sql, type, fields[i], append);
        }

        sql.Append($")");
    }

    private static void AppendMany(SqlText sql, ObjectType type, IReadOnlyList<SelectedField> fields, Action<SqlText, SelectedField> append)
    {
        sql.Append($"(select json_object_agg(pair.name, pair.value order by pair.place) from (values ");
        for (var i = 0; i < fields.Count; i++)
        {
            sql.Append($"{(SqlRaw)(i == 0 ? "" : ", ")}({(SqlRaw)$"{i}"}, {(SqlRaw)Sql.Literal(fields[i].ResponseName)}, to_json(");
            AppendValue(sql, type, fields[i], append);
            sql.Append($"))");
        }

        sql.Append($") pair(place, name, value))");
    }

    private static void AppendValue(SqlText sql, ObjectType type, SelectedField field, Action<SqlText, SelectedField> append)
    {
        if (field.Definition.Name == "__typename")
            sql.Append($"{(SqlRaw)Sql.Literal(type.Name)}::text");
        else
            append(sql, field);
    }
}
