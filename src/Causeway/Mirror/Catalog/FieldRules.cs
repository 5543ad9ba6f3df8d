using System.Text.RegularExpressions;
using Causeway.Odoo;

namespace Causeway.Mirror.Catalog;

/// <summary>Which fields of an instance may be mirrored at all, and which of them go to <c>custom</c>.</summary>
internal static partial class FieldRules
{
    /// <summary>Not secret by its name, and of a kind that a row can hold: one2many is derived from the other side.</summary>
    public static bool IsReadable(string model, OdooField field) =>
        field.Type is not (OdooFieldType.One2many or OdooFieldType.Binary) && !IsSecret(model, field.Name);

    /// <summary>What nobody gets from here, by its name: neither mirrored nor passed through, nor searched by.</summary>
    public static bool IsSecret(string model, string field) => Secret().IsMatch(field) || IsBadge(model, field) || (model, field) is ("ir.config_parameter", "value");

    /// <summary>Whether a field that has no column goes to <c>custom</c>.</summary>
    public static bool IsCustom(MirrorModel model, OdooField field) => IsReadable(model.Name, field) && (model.NamedFields.Contains(field.Name) || model.Custom switch
    {
        CustomFieldRule.Own => field.Stored && IsOwn(field),
        CustomFieldRule.All => field.Stored && model.NamedFields.Count == 0,
        _ => false,
    });

    /// <summary>An instance's own field, made in Odoo Studio or in its settings.</summary>
    private static bool IsOwn(OdooField field) => field.Name.StartsWith("x_", StringComparison.Ordinal);

    /// <summary>What an employee signs in with at a terminal. A product's barcode is no secret.</summary>
    private static bool IsBadge(string model, string field) =>
        field is "pin" or "barcode" && model.StartsWith("hr.", StringComparison.Ordinal);

    [GeneratedRegex("token|password|secret|api_?key|private_key|_pass$|^signup_", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Secret();
}
