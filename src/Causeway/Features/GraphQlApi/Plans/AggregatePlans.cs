using Causeway.Features.GraphQlApi.Nouns;
using Causeway.GraphQL;
using Causeway.GraphQL.Execution;
using Causeway.Mirror.Records;
using Causeway.Mirror.Records.Any;
using Causeway.Platform.Database;
using Causeway.Platform.Http;

namespace Causeway.Features.GraphQlApi.Plans;

/// <summary>Counts and sums over all records of a list that the viewer may see.</summary>
internal sealed record AggregatePlan(Noun Noun, MemberLink? Link) : FieldPlan
{
    public override void Append(SqlText sql, SelectedField field, Level level)
    {
        var list = ListedRecords.Of(Noun, Link, field, level);
        sql.Append($"(select ");
        ObjectSql.Append(sql, field, level.Below(list));
        list.AppendAll(sql);
        // One row, also where nothing but groups is asked for.
        sql.Append($"\nhaving true)");
    }
}

internal sealed record CountPlan : FieldPlan
{
    public override void Append(SqlText sql, SelectedField field, Level level) => sql.Append($"count(*)");
}

/// <summary>An aggregate function over each of the selected fields.</summary>
/// <param name="Function"><c>sum</c>, <c>avg</c>, <c>min</c> or <c>max</c>.</param>
internal sealed record FoldPlan(string Function) : FieldPlan
{
    private const int Digits = 6;
    private const int Cents = 2;

    public override void Append(SqlText sql, SelectedField field, Level level) =>
        ObjectSql.Append(sql, field, (text, part) => text.Append($"{(SqlRaw)Of(part, level.Compilation)}"));

    /// <summary>The function over one field, as SQL over the rows <c>r</c>.</summary>
    public string Of(SelectedField field, Compilation compilation)
    {
        var value = (ValuePlan)field.Definition.Plan!;
        if (value.IsConverted)
            return $"trim_scale(round({Function}({value.Sql} * {compilation.Money!.FactorOf("r.company_id")}), {Cents}))";
        return Function == "avg"
            ? $"trim_scale(round(avg({value.Sql}), {Digits}))"
            : ValuePlan.JsonOf($"{Function}({value.Sql})", value.Type);
    }
}

/// <summary>The same for each value of a field, the most frequent first.</summary>
internal sealed record GroupsPlan : FieldPlan
{
    public override void Append(SqlText sql, SelectedField field, Level level)
    {
        var by = level.Compilation.FieldsOf(level.List!.Noun)[(string)field.Arguments["by"]!];
        var columns = new List<string>();
        sql.Append($"(select coalesce(json_agg(");
        ObjectSql.Append(sql, field, (text, part) => AppendPart(text, part, by, level, columns));
        sql.Append($" order by groups.place), '[]') from (\n  select {(SqlRaw)by.Expression} as key, row_number() over (order by count(*) desc, {(SqlRaw)by.Expression}) as place");
        for (var i = 0; i < columns.Count; i++)
            sql.Append($", {(SqlRaw)columns[i]} as a{(SqlRaw)$"{i}"}");
        level.List.AppendAll(sql);
        sql.Append($"\n  group by {(SqlRaw)by.Expression} order by place limit {Limit(field)}) groups)");
    }

    private static int Limit(SelectedField field) => field.Arguments.GetValueOrDefault("limit") switch
    {
        int limit and >= 0 => Math.Min(limit, ListRequest.MaxPerPage),
        int => throw new GraphQLException("limit must be 0 or more."),
        _ => ListRequest.DefaultPerPage,
    };

    private static void AppendPart(SqlText sql, SelectedField part, RecordField by, Level level, List<string> columns)
    {
        switch (part.Definition.Name)
        {
            case "key":
                sql.Append($"{(SqlRaw)ValuePlan.JsonOf("groups.key", by.Type)}");
                break;
            case "label":
                sql.Append($"{(SqlRaw)(by.Relation is { } relation ? Names.Of(relation, "groups.key", $"{level.Compilation.Connection.Id}") : "groups.key::text")}");
                break;
            case not "count" when part.Definition.Plan is FoldPlan fold:
                ObjectSql.Append(sql, part, (text, value) => text.Append($"{Column(fold.Of(value, level.Compilation), columns)}"));
                break;
            default:
                sql.Append($"{Column("count(*)", columns)}");
                break;
        }
    }

    private static SqlRaw Column(string expression, List<string> columns)
    {
        columns.Add(expression);
        return $"groups.a{columns.Count - 1}";
    }
}
