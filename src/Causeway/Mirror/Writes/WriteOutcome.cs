using System.Text.Json;

namespace Causeway.Mirror.Writes;

/// <summary>What became of one record of many that were to be written.</summary>
internal enum WriteOutcome
{
    /// <summary>Written in Odoo and read back.</summary>
    Updated,

    /// <summary>There is no such record, or not for the caller.</summary>
    NotFound,

    /// <summary>The caller may see it, but not change it so.</summary>
    Forbidden,

    /// <summary>It has changed since the caller read it, so nothing was written.</summary>
    Stale,

    /// <summary>Odoo refused this one; its words are in the error.</summary>
    Refused,

    /// <summary>Somebody else was writing to the record just then: try again.</summary>
    Conflict,

    /// <summary>Odoo did not answer: it may have been carried out or not.</summary>
    Failed,

    /// <summary>Nothing was done, because of what became of those before.</summary>
    NotTried,

    /// <summary>Odoo took it, but could not be asked for the record afterwards: it shows after the next sync.</summary>
    Unconfirmed,
}

/// <summary>One record of many, and what became of it.</summary>
/// <param name="Id">The record.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Error">Why it was not updated; null where it was.</param>
/// <param name="Current">The record as it is now, with its ETag, where the caller's copy was stale.</param>
internal sealed record WrittenRecord(long Id, WriteOutcome Outcome, string? Error = null, JsonElement? Current = null);
