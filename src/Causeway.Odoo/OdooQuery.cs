namespace Causeway.Odoo;

/// <summary>Which part of a search is wanted, and how it is read.</summary>
public sealed record OdooQuery
{
    /// <summary>Everything, in the model's own order.</summary>
    public static OdooQuery Default { get; } = new();

    /// <summary>At most this many records; null (or 0) is no limit.</summary>
    public int? Limit { get; init; }

    /// <summary>How many records to leave out first. Rows shift while others write: page by id instead.</summary>
    public int? Offset { get; init; }

    /// <summary>Odoo's order clause, such as "id" or "write_date desc, id"; null is the model's own.</summary>
    public string? Order { get; init; }

    /// <summary>The context of the call.</summary>
    public OdooContext? Context { get; init; }

    /// <summary>
    /// "" asks for bare ids in many2one fields, at half the cost; null is the server's default, id and name.
    /// <c>search_read</c> takes it on 18 and 19; one that does not (an older version's, a module's own) answers with
    /// <see cref="OdooErrorKind.BadCall"/>.
    /// </summary>
    public string? Load { get; init; }
}
