using Causeway.Mirror.Catalog;
using Causeway.Platform.Database;

namespace Causeway.Mirror.Records;

/// <summary>
/// What a record is about shows only to who sees that one (contract section 2). The fields that name it are empty to others
/// wherever they are read from here: what is answered, and what lists are filtered and sorted by.
/// </summary>
internal static class Subjects
{
    private const string Seen = "subject_is_seen";

    /// <summary>
    /// Appends the rows of a model as <c>r</c>; those that are about others with a column more, which says whether the viewer
    /// sees what each is about.
    /// </summary>
    public static SqlText From(this SqlText sql, MirrorModel model, Viewer viewer)
    {
        if (model.Subject is not { } subject)
            return sql.Append($"from {(SqlRaw)model.Table} r");
        sql.Append($"from (select a.*, case a.{(SqlRaw)Sql.Name(subject.ModelField)}");
        foreach (var other in ConnectionModels.Of(viewer.Connection).Where(viewer.Sees))
            WhenAbout(sql, subject, other, viewer);
        // Of what is not mirrored nobody can say who sees it.
        return sql.Append($" else {viewer.SeesEverybody} end as {(SqlRaw)Seen} from {(SqlRaw)model.Table} a) r");
    }

    /// <summary>Who sees everybody's records sees those as well that the mirror does not hold, such as bills of suppliers.</summary>
    private static void WhenAbout(SqlText sql, Subject subject, MirrorModel other, Viewer viewer)
    {
        sql.Append($" when {(SqlRaw)Sql.Literal(other.Name)} then {(SqlRaw)(viewer.SeesEverybody ? "not " : "")}exists (");
        sql.Append($"select from {(SqlRaw)other.Table} s where s.connection_id = a.connection_id and s.id = a.{(SqlRaw)Sql.Name(subject.IdField)}");
        sql.Append($" and {(SqlRaw)(viewer.SeesEverybody ? "not " : "")}(true").Where(other, viewer, row: "s").Append($")");
        // Else PostgreSQL may hash all that the viewer sees, for a page of twenty.
        sql.Append($" offset 0)");
    }

    /// <summary>An SQL expression over the row <c>r</c> for a field of the model.</summary>
    public static string Column(this MirrorModel model, MirrorField field) => model.Guard(field.Name, $"r.{Sql.Name(field.Column)}");

    /// <summary>An SQL expression over the row <c>r</c> for what lists of the model are sorted by.</summary>
    public static string SortKey(this MirrorModel model, MirrorField field) =>
        field.SortColumn is { } column ? $"r.{column}" : field.SortKey(model.Column(field));

    /// <summary>The expression, or null where it stands for a field that tells of a record that the viewer does not see.</summary>
    public static string Guard(this MirrorModel model, string field, string expression) =>
        model.Subject?.Fields.Contains(field) == true ? $"case when r.{Seen} then {expression} end" : expression;

    /// <summary>The row's <c>custom</c> without such fields.</summary>
    public static string Custom(this MirrorModel model)
    {
        const string Whole = "coalesce(r.custom, '{}')";
        return model.Subject is not { } subject
            ? Whole
            : $"case when r.{Seen} then {Whole} else {Whole} - array[{string.Join(", ", subject.Fields.Select(Sql.Literal))}] end";
    }
}
