using Causeway.Sandbox.Access;
using Causeway.Sandbox.Data;
using Causeway.Sandbox.Schema;

namespace Causeway.Sandbox.Orm;

/// <summary>create: one row from the values given, completed by defaults and by what the model computes.</summary>
internal static class Creating
{
    public static Row Run(Env env, Model model, Values given)
    {
        env.Rights.Check(env, model, Right.Create);
        Assignment.CheckNames(env, model, given.Keys);
        var values = Completed(env, model, given);
        model.Behaviour.BeforeCreate(env, values);
        Parents(env, model, values);
        var row = Insert(env, model, values);
        Constraints.Check(env, model, row, values.Keys);
        Assignment.Relations(env, row, values);
        row = model.Behaviour.AfterCreate(env, Current(row), values);
        RecordRules.Check(env, [Current(row)], Right.Create);
        return Current(row);
    }

    public static Row Current(Row row) => row.Table.Find(row.Id)!;

    private static Values Completed(Env env, Model model, Values given)
    {
        var values = new Values(given);
        foreach (var (key, value) in env.Context.Values)
        {
            if (key.StartsWith("default_", StringComparison.Ordinal) && model.Has(key[8..]))
            {
                values.TryAdd(key[8..], value);
            }
        }

        foreach (var field in model.Fields.Where(field => field.Default is not null && !values.ContainsKey(field.Name)))
        {
            values.Add(field.Name, field.Default!(env));
        }

        return values;
    }

    /// <summary>A user has a partner and a variant has a template: what is theirs goes to a record made first.</summary>
    private static void Parents(Env env, Model model, Values values)
    {
        foreach (var through in model.Fields.Where(f => f.Related is not null).Select(f => f.Related!.Value.Through).Distinct().ToList())
        {
            var link = model[through];
            if (!link.IsRequired || values.GetValueOrDefault(through) is not (null or false))
            {
                continue;
            }

            var inherited = model.Fields.Where(f => f.Related?.Through == through && values.ContainsKey(f.Name)).ToList();
            var parent = new Values();
            inherited.ForEach(field => parent[field.Related!.Value.Target] = values[field.Name]);
            values[through] = env.Sudo().Create(link.Relation!, parent);
        }
    }

    private static Row Insert(Env env, Model model, Values values)
    {
        var table = env.Table(model);
        var row = new Row(table, table.NextId(), new object?[model.Width], env.Transaction.Number);
        Assignment.Columns(env, row, values);
        row["create_date"] = env.Now;
        row["create_uid"] = Boxes.Of(env.Uid);
        row["write_date"] = env.Now;
        row["write_uid"] = Boxes.Of(env.Uid);
        env.Transaction.Insert(row);
        return row;
    }
}
