namespace Causeway.Platform.Audit;

internal enum AuditOutcome
{
    Done,

    /// <summary>By us or by Odoo, for a reason.</summary>
    Refused,

    /// <summary>Something broke; whether it was done may be unknown.</summary>
    Failed,
}
