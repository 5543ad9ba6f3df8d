using Causeway.Sandbox.Access;
using Causeway.Sandbox.Data;
using Causeway.Sandbox.Schema;
using Causeway.Sandbox.Wire;

namespace Causeway.Sandbox.Orm;

/// <summary>read and search_read.</summary>
internal static class Reading
{
    public static object Read(Call call)
    {
        var (env, model) = (call.Env, call.Model);
        if (env.Version >= 18 && Names(call) is ["id"])
        {
            // Seen on 18 and 19: nothing is fetched for it, so that a record which does not exist answers too.
            return call.Ids.Select(id => (object?)new Dictionary<string, object?> { ["id"] = id }).ToList();
        }

        var table = env.Table(model);
        var columns = Columns(call, "_classic_read");
        var rows = call.Ids.Select(table.Find).OfType<Row>().ToList();
        RecordRules.Check(env, rows, Right.Read);
        return new Records(env, rows, columns);
    }

    public static Records SearchRead(Call call)
    {
        if (call.Env.Version <= 14 && call.Arguments.ContainsKey("load"))
        {
            throw OdooError.Type("search_read() got an unexpected keyword argument 'load'");
        }

        var columns = Columns(call, "_classic_read");
        return new Records(call.Env, SearchMethods.Rows(call), columns);
    }

    private static List<Column> Columns(Call call, string usual)
    {
        var (env, model) = (call.Env, call.Model);
        model.Behaviour.CheckRead(env, model, Names(call));
        var load = call.Arguments.TryGetValue("load", out var given) ? given : usual;
        return [.. Fields(call).Where(field => field.Name != "id").Select(field => Orm.Columns.For(env, field, load is "_classic_read"))];
    }

    private static List<string> Names(Call call) =>
        call["fields"] is List<object?> names ? [.. names.OfType<string>()] : [];

    private static IEnumerable<Field> Fields(Call call)
    {
        var (env, model) = (call.Env, call.Model);
        var names = Names(call);
        return names.Count == 0
            ? model.Fields.Where(field => model.Behaviour.MaySee(env, field))
            : names.Distinct().Select(name => Visible(env, model, name));
    }

    private static Field Visible(Env env, Model model, string name)
    {
        if (!model.TryGet(name, out var field))
        {
            throw OdooError.Value(env.Version >= 19 ? $"Invalid field '{name}' on '{model.Name}'" : $"Invalid field '{name}' on model '{model.Name}'");
        }

        return env.IsSuperuser || model.Behaviour.MaySee(env, field) ? field : throw FieldRights.Refusal(env, model, field, Right.Read);
    }
}
