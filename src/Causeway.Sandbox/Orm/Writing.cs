using Causeway.Sandbox.Access;
using Causeway.Sandbox.Data;
using Causeway.Sandbox.Schema;
using Causeway.Sandbox.Wire;

namespace Causeway.Sandbox.Orm;

/// <summary>write: the same values into every row, each stamped even when nothing differs.</summary>
internal static class Writing
{
    public static void Run(Env env, Model model, IReadOnlyList<int> ids, Values given)
    {
        env.Rights.Check(env, model, Right.Write);
        Assignment.CheckNames(env, model, given.Keys);
        var rows = Existing(env, model, ids);
        RecordRules.Check(env, rows, Right.Read);
        var values = new Values(given);
        model.Behaviour.BeforeWrite(env, rows, values);
        foreach (var before in rows)
        {
            Write(env, before, values);
        }
    }

    /// <summary>The rows of these ids; one that is gone fails the whole call, on most models.</summary>
    public static IReadOnlyList<Row> Existing(Env env, Model model, IReadOnlyList<int> ids)
    {
        var table = env.Table(model);
        var distinct = ids.Distinct().ToList();
        var missing = distinct.Where(id => table.Find(id) is null).ToList();
        return missing.Count == 0 || model.Declaration.IsSilentWhenMissing
            ? [.. distinct.Select(table.Find).OfType<Row>()]
            : throw OdooError.Missing(model.Name, missing, env.Uid);
    }

    private static void Write(Env env, Row before, Values values)
    {
        var row = env.Touch(before);
        before = ReferenceEquals(before, row) ? row.Copy(0) : before;
        Assignment.Columns(env, row, values);
        Constraints.Check(env, row.Model, row, values.Keys);
        Assignment.Relations(env, row, values);
        row.Model.Behaviour.AfterWrite(env, before, Creating.Current(row), values);
    }
}
