namespace Causeway.Sandbox.Schema;

/// <summary>What happens to a many2one when its target is removed.</summary>
internal enum OnDelete
{
    /// <summary>Odoo's default: a required reference refuses, any other becomes empty.</summary>
    Default,
    SetNull,
    Restrict,
    Cascade,
}
