using System.Text.RegularExpressions;
using Causeway.Mirror.Catalog;
using Causeway.Odoo;

namespace Causeway.Features.PassThrough;

/// <summary>The fields and the order of a search, held to what may be read.</summary>
internal static partial class SearchTerms
{
    public const int MostRows = 1_000;
    public const int MostSkipped = 1_000_000;

    private const int MostFields = 200;

    public static string? Order(string model, string? order)
    {
        if (order is null)
            return null;
        if (!OrderForm().IsMatch(order))
            throw JsonValues.Bad("order", "must be fields with a direction, such as \"write_date desc, id\".");
        foreach (var term in order.Split(','))
            CallRules.CheckField(model, term.Trim().Split(' ')[0], "order");
        return order;
    }

    /// <summary>The fields of these names, of which the account must have each.</summary>
    public static OdooFieldSet Named(string model, IReadOnlyDictionary<string, OdooField> known, IReadOnlyList<string> names)
    {
        CheckNames(model, names);
        if (names.FirstOrDefault(name => !known.ContainsKey(name)) is { } unknown)
            throw JsonValues.Bad("fields", $"{unknown} is not a field of {model} that this account may read.");
        return OdooFieldSet.Of(known, names.Distinct(StringComparer.Ordinal));
    }

    /// <summary>
    /// Where none is named: what Odoo stores and what a row can hold. Lists of ids are left out, since one that leads to a model
    /// which the account may not read makes Odoo refuse the whole call.
    /// </summary>
    public static OdooFieldSet Usual(string model, IReadOnlyDictionary<string, OdooField> known) => OdooFieldSet.Of(known, known.Values
        .Where(field => field.Name is "id" or "display_name" || (field.Stored && field.Type != OdooFieldType.Many2many && FieldRules.IsReadable(model, field)))
        .Select(field => field.Name)
        .Order(StringComparer.Ordinal));

    public static void CheckNames(string model, IReadOnlyList<string> names)
    {
        if (names.Count > MostFields)
            throw JsonValues.Bad("fields", $"names more than {MostFields}.");
        foreach (var name in names)
            CallRules.CheckField(model, name, "fields");
    }

    [GeneratedRegex(@"\A\s*\w+( (asc|desc))?(\s*,\s*\w+( (asc|desc))?){0,9}\s*\z", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex OrderForm();
}
