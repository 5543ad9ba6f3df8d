using static Causeway.Sandbox.Schema.Fields;

namespace Causeway.Sandbox.Schema;

/// <summary>The fields that every model has.</summary>
internal static class SystemFields
{
    public static IEnumerable<Field> For(int version)
    {
        yield return Integer("id", "ID").ReadOnly();
        yield return Char("display_name", "Display Name").By((env, row) => env.DisplayName(row));
        yield return Many2one("create_uid", "Created by", "res.users").ReadOnly();
        yield return DateTime("create_date", "Created on").ReadOnly();
        yield return Many2one("write_uid", "Last Updated by", "res.users").ReadOnly();
        yield return DateTime("write_date", "Last Updated on").ReadOnly();
        if (version <= 16)
        {
            yield return DateTime("__last_update", "Last Modified on").By((_, row) => row["write_date"]);
        }
    }
}
