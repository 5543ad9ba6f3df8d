using Causeway.Sandbox.Data;
using Causeway.Sandbox.Orm;

namespace Causeway.Sandbox.Models.Base;

/// <summary>Everybody sees the names of their own keys, and only those; the keys themselves nobody.</summary>
internal sealed class ApiKeyBehaviour : Behaviour
{
    public override bool Shows(Env env, Row row) => row.Reference("user_id") == env.Uid;
}
