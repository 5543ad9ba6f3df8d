using Causeway.Sandbox.Orm;
using Causeway.Sandbox.Schema;
using Causeway.Sandbox.Wire;

namespace Causeway.Sandbox.Access;

/// <summary>The fields that only some groups may see.</summary>
internal static class FieldRights
{
    public static OdooError Refusal(Env env, Model model, Field field, Right right)
    {
        var groups = string.Join(", ", field.VisibleTo.Select(group => $"'{group.FullName(env.Version)}'"));
        var start = $"You do not have enough rights to access the {(env.Version >= 19 ? "field" : "fields")} \"{field.Name}\" on {model.Label} ({model.Name}). "
            + $"Please contact your system administrator.\n\nOperation: {right.Word()}\nUser: {env.Uid}\n";
        return OdooError.Access(start + (env.Version >= 19
            ? $"Groups: allowed for groups {groups}"
            : $"Fields:\n- {field.Name} (allowed for groups {groups})"));
    }
}
