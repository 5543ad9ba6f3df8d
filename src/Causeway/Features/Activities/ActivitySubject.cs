using Causeway.Mirror.Catalog;
using Causeway.Mirror.Records;
using Causeway.Platform.Database;

namespace Causeway.Features.Activities;

/// <summary>The record that an activity is about, by the visibility rule.</summary>
internal static class ActivitySubject
{
    /// <summary>Models whose records anybody may see by the rule. Others are for administrators, mirrored or not.</summary>
    private static readonly MirrorModel[] Open = [DefaultModels.Lead, DefaultModels.Partner, DefaultModels.Move, DefaultModels.Product];

    /// <summary>Joins <c>subject(id, name)</c> to an activity <c>r</c>; both null where the viewer may not see it.</summary>
    public static void Join(SqlText sql, Viewer viewer)
    {
        sql.Append($"left join lateral (\n  select about.id, case about.model");
        foreach (var model in Open)
            sql.Append($" when {(SqlRaw)Sql.Literal(model.Name)} then {(SqlRaw)Names.Of(model.Name, "about.id", "about.connection_id")}");
        sql.Append($" end as name\n  from (values (r.connection_id, r.res_model, r.res_id)) about(connection_id, model, id)\n  where false");
        foreach (var model in Open)
        {
            sql.Append($"\n    or (about.model = {(SqlRaw)Sql.Literal(model.Name)} and exists (select from {(SqlRaw)model.Table} r where r.connection_id = about.connection_id and r.id = about.id");
            sql.Where(model, viewer).Append($"))");
        }

        if (viewer.SeesEverybody)
            sql.Append($"\n    or about.model <> all({Open.Select(model => model.Name).ToArray()})");
        sql.Append($"\n) subject on true\n");
    }

    /// <summary>A statement that answers whether the viewer sees a record; null where there is no telling.</summary>
    public static SqlText? Find(Viewer viewer, string model, long id)
    {
        if (Open.FirstOrDefault(candidate => candidate.Name == model) is not { } declared)
            return null;
        var sql = new SqlText();
        sql.Append($"select r.id from {(SqlRaw)declared.Table} r where r.connection_id = {viewer.Connection.Id} and r.id = {id}");
        return sql.Where(declared, viewer);
    }
}
