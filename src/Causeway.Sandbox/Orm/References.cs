using Causeway.Sandbox.Data;
using Causeway.Sandbox.Schema;

namespace Causeway.Sandbox.Orm;

/// <summary>The rows that point to given records, found by index where one can be kept: tables of 100,000 rows are common.</summary>
internal static class References
{
    public static List<Row> To(Env env, Model model, Field field, IReadOnlyCollection<int> targets) =>
        field.Type == FieldType.Many2many
            ? [.. env.Table(model).Rows.Where(row => row.Get(field) is int[] ids && Array.Exists(ids, targets.Contains))]
            : [.. targets.SelectMany(target => env.Table(model).PointingTo(field, target))];
}
