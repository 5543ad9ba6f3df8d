using System.Text.RegularExpressions;
using Causeway.Odoo;

namespace Causeway.Mirror.Catalog;

/// <summary>Which fields of an instance may be mirrored at all.</summary>
internal static partial class FieldRules
{
    /// <summary>Not secret by its name, and of a kind that a row can hold: one2many is derived from the other side.</summary>
    public static bool IsReadable(OdooField field) =>
        field.Type is not (OdooFieldType.One2many or OdooFieldType.Binary) && !Secret().IsMatch(field.Name);

    /// <summary>An instance's own field, made in Odoo Studio or in its settings.</summary>
    public static bool IsCustom(OdooField field) => field.Name.StartsWith("x_", StringComparison.Ordinal) && field.Stored && IsReadable(field);

    [GeneratedRegex("token|password|secret|^api_key|^signup_|^pin$|^barcode$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Secret();
}
