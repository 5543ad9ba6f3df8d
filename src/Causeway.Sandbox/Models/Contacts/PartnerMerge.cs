using Causeway.Sandbox.Data;
using Causeway.Sandbox.Orm;
using Causeway.Sandbox.Schema;

namespace Causeway.Sandbox.Models.Contacts;

/// <summary>
/// The merge of partners: what pointed to the merged ones points to the one that stays, by SQL, so that no
/// row's write_date moves; then they are gone.
/// </summary>
internal static class PartnerMerge
{
    public static void Run(Env env, int into, IReadOnlyList<int> merged)
    {
        var gone = merged.Where(id => id != into).ToHashSet();
        foreach (var (model, field) in env.Database.Models.ReferencesTo("res.partner"))
        {
            foreach (var row in References.To(env, model, field, gone).Where(row => !(model.Name == "res.partner" && gone.Contains(row.Id))))
            {
                Redirect(env, row, field, into, gone);
            }
        }

        var partners = env.Table("res.partner");
        Unlinking.Remove(env, partners.Model, [.. gone.Select(partners.Find).OfType<Row>()]);
    }

    private static void Redirect(Env env, Row row, Field field, int into, HashSet<int> gone)
    {
        switch (row.Get(field))
        {
            case int id when gone.Contains(id):
                env.Edit(row).Set(field, Boxes.Of(into));
                break;
            case int[] ids when ids.Any(gone.Contains):
                env.Edit(row).Set(field, ids.Where(id => !gone.Contains(id)).Append(into).Distinct().Order().ToArray());
                break;
        }
    }
}
