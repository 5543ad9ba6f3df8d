using Causeway.Sandbox.Access;
using Causeway.Sandbox.Data;
using Causeway.Sandbox.Schema;

namespace Causeway.Sandbox.Orm;

/// <summary>unlink, and what the database does to the rows that pointed there.</summary>
internal static class Unlinking
{
    /// <summary>Where rows belong to any model's record by its name and id, and go with it.</summary>
    private static readonly (string Model, string Name, string Id)[] Attached =
    [
        ("mail.activity", "res_model", "res_id"), ("mail.message", "model", "res_id"), ("mail.followers", "res_model", "res_id"),
        ("ir.attachment", "res_model", "res_id"), ("ir.model.data", "model", "res_id"),
    ];

    public static void Run(Env env, Model model, IReadOnlyList<int> ids)
    {
        env.Rights.Check(env, model, Right.Unlink);
        var rows = Writing.Existing(env, model, ids);
        RecordRules.Check(env, rows, Right.Unlink);
        model.Behaviour.BeforeUnlink(env, rows);
        Remove(env.Sudo(), model, rows);
    }

    /// <summary>Removes rows and all that goes with them, without asking who wants it.</summary>
    public static void Remove(Env env, Model model, IReadOnlyList<Row> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var gone = rows.Select(row => row.Id).ToHashSet();
        foreach (var (other, field) in env.Database.Models.ReferencesTo(model.Name))
        {
            Detach(env, other, field, gone, model.Name);
        }

        RemoveAttached(env, model, gone);
        foreach (var row in rows)
        {
            env.Transaction.Delete(Creating.Current(row));
            model.Behaviour.AfterUnlink(env, row);
        }
    }

    private static void Detach(Env env, Model model, Field field, HashSet<int> gone, string target)
    {
        var rows = References.To(env, model, field, gone);
        rows.RemoveAll(row => model.Name == target && gone.Contains(row.Id));
        if (field.Type == FieldType.Many2many)
        {
            rows.ForEach(row => Forget(env, row, field, gone));
            return;
        }

        switch (Rule(field))
        {
            case OnDelete.Restrict when rows.Count > 0: throw Constraints.ForeignKey(env, model, field);
            case OnDelete.Cascade: Remove(env, model, rows); break;
            default: rows.ForEach(row => Empty(env, row, field)); break;
        }
    }

    private static OnDelete Rule(Field field) => field.OnDelete == OnDelete.Default
        ? field.IsRequired ? OnDelete.Restrict : OnDelete.SetNull
        : field.OnDelete;

    /// <summary>The database empties the reference itself, so write_date stays; up to 14 Odoo did it and stamped the row.</summary>
    private static void Empty(Env env, Row row, Field field) =>
        (env.Version <= 14 ? env.Touch(row) : env.Edit(row)).Set(field, null);

    private static void Forget(Env env, Row row, Field field, HashSet<int> gone)
    {
        var kept = ((int[])row.Get(field)!).Where(id => !gone.Contains(id)).ToArray();
        env.Edit(row).Set(field, kept.Length == 0 ? null : kept);
    }

    private static void RemoveAttached(Env env, Model model, HashSet<int> gone)
    {
        foreach (var (name, modelField, idField) in Attached)
        {
            var table = env.Table(name);
            var attached = References.To(env, table.Model, table.Model[idField], gone);
            Remove(env, table.Model, [.. attached.Where(row => row.Text(modelField) == model.Name)]);
        }
    }
}
