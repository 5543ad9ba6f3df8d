using System.Globalization;

namespace Causeway.Odoo;

/// <summary>The value of a many2one field.</summary>
/// <param name="Id">The id of the record it points to.</param>
/// <param name="Name">Its display name in the reader's language; null where only ids were asked for (<c>load</c> is empty).</param>
public readonly record struct OdooReference(long Id, string? Name)
{
    /// <summary>The name, or the id where there is none.</summary>
    public override string ToString() => Name ?? Id.ToString(CultureInfo.InvariantCulture);
}
