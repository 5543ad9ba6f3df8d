using Causeway.Features.Accounts;
using Causeway.Features.GraphQlApi.Nouns;
using Causeway.GraphQL.Execution;
using Causeway.Mirror.Records;
using Causeway.Platform.Database;

namespace Causeway.Features.GraphQlApi.Plans;

/// <summary>A list of records: a page of rows, each made into JSON, in their order.</summary>
/// <param name="Noun">What they are.</param>
/// <param name="Link">How they belong to the row above; null at the root.</param>
internal sealed record ListPlan(Noun Noun, MemberLink? Link) : FieldPlan
{
    public override void Append(SqlText sql, SelectedField field, Level level)
    {
        var (list, row) = (ListedRecords.Of(Noun, Link, field, level), level.Below());
        sql.Append($"(select coalesce(json_agg(");
        ObjectSql.Append(sql, field, row);
        sql.Append($" order by r.place), '[]')");
        list.AppendPage(sql);
        RowJoins.Append(sql, Noun, row, field.Parts());
        sql.Append($")");
    }
}

/// <summary>The records of a field that holds their ids, such as the tags of a lead.</summary>
internal sealed record TargetsPlan(Noun Noun, string Ids) : FieldPlan
{
    public override void Append(SqlText sql, SelectedField field, Level level)
    {
        var ids = level.Key(Ids);
        new ListPlan(Noun, new MemberLink("", Noun.Type, _ => text => text.Append($" and r.id = any({ids})"), "")).Append(sql, field, level);
    }
}

/// <summary>One record, if the viewer may see it.</summary>
/// <param name="Noun">What it is.</param>
/// <param name="Id">An SQL expression over the row above for its id; null at the root, where it is an argument.</param>
internal sealed record OnePlan(Noun Noun, string? Id) : FieldPlan
{
    public override void Append(SqlText sql, SelectedField field, Level level)
    {
        var (row, id) = (level.Below(), Id is null ? default : level.Key(Id));
        var viewer = Id is null && Noun == ApiNouns.Lead && level.Compilation.ReadsEveryLead ? level.Viewer.OfEverybody() : level.Viewer;
        var query = level.Compilation.Query(Noun, viewer, [text => _ = Id is null ? text.Append($" and r.id = {Convert.ToInt64(field.Arguments["id"])}") : text.Append($" and r.id = {id}")]);
        sql.Append($"(select ");
        ObjectSql.Append(sql, field, row);
        sql.Append($"\nfrom (select r.* ").From(Noun.Model, viewer);
        query.Where(sql);
        sql.Append($") r");
        RowJoins.Append(sql, Noun, row, field.Parts());
        sql.Append($")");
    }
}

/// <summary>What the fields of a row need beside it.</summary>
internal static class RowJoins
{
    public static void Append(SqlText sql, Noun noun, Level row, IEnumerable<SelectedField> parts)
    {
        if (noun == ApiNouns.Activity)
            sql.Append($"\ncross join (select {row.Compilation.Today}::date as today) clock");
        if (IsBusinessAskedFor(parts))
            AccountBusiness.Join(row.Viewer, row.Compilation.Money!)(sql);
        row.AppendKeys(sql);
    }

    /// <summary>Whether any of these fields is one of the sums of an account.</summary>
    public static bool IsBusinessAskedFor(IEnumerable<SelectedField> parts) => parts.Any(part => part.Definition.Plan is ValuePlan { IsBusiness: true });
}
