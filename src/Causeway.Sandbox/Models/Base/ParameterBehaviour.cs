using Causeway.Sandbox.Access;
using Causeway.Sandbox.Orm;

namespace Causeway.Sandbox.Models.Base;

internal sealed class ParameterBehaviour : Behaviour
{
    public override IReadOnlyList<Method> Methods { get; } =
        [new("get_param", "key default?", MethodKind.OnModel, Effect.Reads, Get), new("set_param", "key value", MethodKind.OnModel, Effect.Writes, Set)];

    private static object? Get(Call call)
    {
        call.Env.Rights.Check(call.Env, call.Model, Right.Read);
        return Find(call)?.Text("value") ?? call["default"] ?? false;
    }

    private static object? Set(Call call)
    {
        if (Find(call) is { } row)
        {
            var old = row.Text("value");
            call.Env.Write(row, new Values { ["value"] = call["value"] });
            return old;
        }

        call.Env.Create(call.Model.Name, new Values { ["key"] = call["key"], ["value"] = call["value"] });
        return false;
    }

    private static Data.Row? Find(Call call) => call.Env.Table(call.Model).Rows.FirstOrDefault(row => row.Text("key") == call["key"] as string);
}
