using Causeway.Mirror.Connections;
using Causeway.Odoo;

namespace Causeway.Mirror.Sync;

/// <summary>The context of every read that may touch the mirror.</summary>
internal static class MirrorContext
{
    /// <summary>
    /// Archived records too, since a lost lead is an archived lead; UTC; and the connection's own language, so that
    /// translated names do not depend on who asked.
    /// </summary>
    public static OdooContext For(OdooConnection connection) => new() { ActiveTest = false, Tz = "UTC", Lang = connection.Lang };
}
