using Causeway.Features.GraphQlApi.Nouns;
using Causeway.GraphQL.Execution;
using Causeway.Platform.Database;

namespace Causeway.Features.GraphQlApi.Plans;

/// <summary>A page of a list with its cursors and the total: one row, made of all rows of the page.</summary>
internal sealed record ConnectionPlan(Noun Noun, MemberLink? Link) : FieldPlan
{
    public override void Append(SqlText sql, SelectedField field, Level level)
    {
        var list = ListedRecords.Of(Noun, Link, field, level);
        var row = level.Below(list);
        sql.Append($"(select ");
        ObjectSql.Append(sql, field, row);
        // One row more than the page holds: it tells whether there is a next page.
        list.AppendPage(sql, more: 1);
        RowJoins.Append(sql, Noun, row, Nodes(field));
        // One row, also where nothing that is asked for is an aggregate.
        sql.Append($"\nhaving true)");
    }

    private static IEnumerable<SelectedField> Nodes(SelectedField field) => field.Parts().SelectMany(part => part.Definition.Plan switch
    {
        NodesPlan => part.Parts(),
        EdgesPlan => part.Parts().SelectMany(edge => edge.Parts()),
        _ => [],
    });
}

/// <summary>The records of the page.</summary>
internal sealed record NodesPlan : FieldPlan
{
    public override void Append(SqlText sql, SelectedField field, Level level) => Append(sql, field, level, level.List!);

    internal static void Append(SqlText sql, SelectedField field, Level level, ListedRecords list)
    {
        sql.Append($"coalesce(json_agg(");
        ObjectSql.Append(sql, field, level);
        sql.Append($" order by r.place) filter (where r.place <= {list.Size}), '[]')");
    }
}

/// <summary>The same, each with its cursor.</summary>
internal sealed record EdgesPlan : FieldPlan
{
    public override void Append(SqlText sql, SelectedField field, Level level) => NodesPlan.Append(sql, field, level, level.List!);
}

internal sealed record NodePlan : FieldPlan
{
    public override void Append(SqlText sql, SelectedField field, Level level) => ObjectSql.Append(sql, field, level);
}

internal sealed record CursorPlan : FieldPlan
{
    public override void Append(SqlText sql, SelectedField field, Level level) => level.List!.AppendCursor(sql);
}

internal sealed record PageInfoPlan : FieldPlan
{
    public override void Append(SqlText sql, SelectedField field, Level level) => ObjectSql.Append(sql, field, (text, part) => _ = part.Definition.Name switch
    {
        "has_next_page" => text.Append($"count(*) > {level.List!.Size}"),
        "has_previous_page" => text.Append($"{level.List!.After is not null}"),
        "start_cursor" => Cursor(text, level.List!, "asc"),
        _ => Cursor(text, level.List!, "desc"),
    });

    private static SqlText Cursor(SqlText sql, ListedRecords list, string direction)
    {
        sql.Append($"(array_agg(");
        list.AppendCursor(sql);
        return sql.Append($" order by r.place {(SqlRaw)direction}) filter (where r.place <= {list.Size}))[1]");
    }
}

/// <summary>How many there are on all pages.</summary>
internal sealed record TotalPlan : FieldPlan
{
    public override void Append(SqlText sql, SelectedField field, Level level)
    {
        sql.Append($"(select count(*)");
        level.List!.AppendAll(sql);
        sql.Append($")");
    }
}
