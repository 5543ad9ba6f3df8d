using Causeway.Sandbox.Data;
using Causeway.Sandbox.Schema;

namespace Causeway.Sandbox.Orm;

/// <summary>The ids behind a one2many or many2many.</summary>
internal static class Links
{
    public static int[] Of(Env env, Row row, Field field)
    {
        if (field.Type == FieldType.Many2many)
        {
            return env.Value(row, field) as int[] ?? [];
        }

        var table = env.Table(field.Relation!);
        if (!table.Model.TryGet(field.Inverse!, out var inverse))
        {
            return [];
        }

        var rows = table.PointingTo(inverse, row.Id);
        return field.InverseModel is { } model
            ? [.. rows.Where(other => other.Text(model) == row.Model.TableName).Select(other => other.Id)]
            : [.. rows.Select(other => other.Id)];
    }

    /// <summary>As <see cref="Of"/>, in the order of the other model and without its archived records, as reading shows them.</summary>
    public static int[] Shown(Env env, Row row, Field field)
    {
        var ids = Of(env, row, field);
        if (ids.Length == 0)
        {
            return ids;
        }

        var target = env.Model(field.Relation!);
        var table = env.Table(target);
        var rows = ids.Select(table.Find).OfType<Row>();
        if (env.Context.ActiveTest && target.Has("active"))
        {
            rows = rows.Where(other => other.Flag("active"));
        }

        return [.. Ordering.Sort(env, target, rows, null).Select(other => other.Id)];
    }
}
