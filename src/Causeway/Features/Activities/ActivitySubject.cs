using Causeway.Mirror.Catalog;
using Causeway.Mirror.Records;
using Causeway.Platform.Database;

namespace Causeway.Features.Activities;

/// <summary>The record that an activity is about, which shows only to who sees that one.</summary>
internal static class ActivitySubject
{
    private static readonly MirrorModel[] Named = [DefaultModels.Lead, DefaultModels.Partner, DefaultModels.Move, DefaultModels.Product];

    /// <summary>Its name as of today.</summary>
    public static readonly string Name = DefaultModels.Activity.Guard(
        "res_id",
        $"case r.res_model {string.Join(" ", Named.Select(model => $"when {Sql.Literal(model.Name)} then {Names.Of(model.Name, "r.res_id")}"))} end");

    /// <summary>
    /// Holds where the viewer sees it. Filters add this to the bare columns, of which there is an index, instead of comparing
    /// what is guarded.
    /// </summary>
    public static readonly string IsSeen = $"coalesce({DefaultModels.Activity.Guard("res_id", "true")}, false)";

    /// <summary>A statement that answers whether the viewer sees a record; null where there is no telling.</summary>
    public static SqlText? Find(Viewer viewer, string model, long id)
    {
        if (ConnectionModels.Of(viewer.Connection).Where(viewer.Sees).FirstOrDefault(candidate => candidate.Name == model) is not { } seen)
            return null;
        var sql = new SqlText();
        sql.Append($"select r.id from {(SqlRaw)seen.Table} r where r.connection_id = {viewer.Connection.Id} and r.id = {id}");
        return sql.Where(seen, viewer);
    }
}
