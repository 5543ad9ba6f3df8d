using Causeway.Sandbox.Data;

namespace Causeway.Sandbox.Orm;

/// <summary>The names under which records are known from outside, kept in ir.model.data.</summary>
internal static class ExternalIds
{
    public static string? Of(Env env, Row row)
    {
        var table = env.Table("ir.model.data");
        return table.PointingTo(table.Model["res_id"], row.Id).FirstOrDefault(data => data.Text("model") == row.Model.Name) is { } found
            ? $"{found.Text("module")}.{found.Text("name")}"
            : null;
    }

    /// <summary>The row of a name such as <c>module.name</c>; a name without a module belongs to imports.</summary>
    public static Row? Find(Env env, string name)
    {
        var (module, rest) = Split(name);
        return env.Table("ir.model.data").Rows.FirstOrDefault(data => data.Text("name") == rest && data.Text("module") == module);
    }

    public static void Add(Env env, string name, string model, int id)
    {
        var (module, rest) = Split(name);
        env.Sudo().Create("ir.model.data", new Values { ["module"] = module, ["name"] = rest, ["model"] = model, ["res_id"] = id });
    }

    private static (string Module, string Name) Split(string name) =>
        name.Split('.', 2) is [var module, var rest] ? (module, rest) : ("__import__", name);
}
