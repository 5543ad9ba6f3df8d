using System.Globalization;
using Causeway.Odoo;

namespace Causeway.Mirror.Writes;

/// <summary>A value as Odoo's <c>load</c> takes it: as text, a relation by database id.</summary>
/// <param name="Name">The column, such as <c>stage_id/.id</c>.</param>
/// <param name="Cell">Empty for what is to be empty.</param>
internal sealed record LoadedColumn(string Name, string Cell)
{
    /// <summary>
    /// Whether <c>load</c> does with it what <c>create</c> does. It copies less of a parent to its contacts, and as a
    /// salesperson fails at that; an instant it would take for one of the user's own time zone.
    /// </summary>
    public static bool Takes(string model, OdooField? field, string name, object? value) =>
        (model, name, value) is not ("res.partner", "parent_id", not null)
        && value is not DateTime
        && field?.Type is not (OdooFieldType.DateTime or OdooFieldType.Reference or OdooFieldType.Json or OdooFieldType.Properties or OdooFieldType.PropertiesDefinition or OdooFieldType.One2many or OdooFieldType.Unknown);

    public static LoadedColumn Of(OdooField? field, string name, object? value) =>
        new(IsRelation(field, name) ? $"{name}/.id" : name, Text(value));

    /// <summary>What is not mirrored goes by Odoo's rule for names.</summary>
    private static bool IsRelation(OdooField? field, string name) =>
        field is null ? name.EndsWith("_id", StringComparison.Ordinal) : field.Type is OdooFieldType.Many2one or OdooFieldType.Many2many;

    private static string Text(object? value) => value switch
    {
        null or false => "",
        true => "1",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        object?[] and [object?[] and [6L, _, long[] ids]] => string.Join(',', ids),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
