using System.Globalization;

namespace Causeway.Odoo.Values;

/// <summary>
/// The one place that decides what a value from Odoo becomes. The decoders of JSON and XML only say what they saw
/// (a boolean, an integer, a number, a text, a list or an object) and for which field.
/// </summary>
internal static class OdooValues
{
    private static readonly object True = true;
    private static readonly object False = false;
    private static readonly object ZeroDecimal = 0m;
    private static readonly object[] SmallIntegers = [.. Enumerable.Range(0, 256).Select(i => (object)(long)i)];

    /// <summary><c>false</c> is Odoo's "not set" for every type but boolean.</summary>
    public static object? FromBoolean(OdooField field, bool value) => field.Type switch
    {
        OdooFieldType.Boolean => Box(value),
        _ when !value => null,
        _ when HoldsJson(field.Type) => Untyped.ToJson(value),
        _ => throw Unexpected(field, "true"),
    };

    public static object? FromInteger(OdooField field, long value) => field.Type switch
    {
        OdooFieldType.Integer or OdooFieldType.Many2oneReference => Box(value),
        OdooFieldType.Float or OdooFieldType.Monetary => Box((decimal)value),
        OdooFieldType.Many2one => value == 0 ? null : new OdooReference(value, null),
        OdooFieldType.Boolean => Box(value != 0),
        _ when HoldsText(field.Type) => value.ToString(CultureInfo.InvariantCulture),
        _ when HoldsJson(field.Type) => Untyped.ToJson(value),
        _ => throw Unexpected(field, "a number"),
    };

    /// <summary>A number with a fraction or an exponent, or one beyond 64 bits: a decimal, or a BigInteger beyond its range.</summary>
    public static object? FromNumber(OdooField field, object number) => (field.Type, number) switch
    {
        (OdooFieldType.Float or OdooFieldType.Monetary, decimal value) => Box(value),
        (OdooFieldType.Float or OdooFieldType.Monetary, _) => number,
        (OdooFieldType.Integer or OdooFieldType.Many2oneReference, decimal value) when value == decimal.Truncate(value) && Math.Abs(value) <= long.MaxValue => Box((long)value),
        _ when HoldsText(field.Type) => Convert.ToString(number, CultureInfo.InvariantCulture),
        _ when HoldsJson(field.Type) => Untyped.ToJson(number),
        _ => throw Unexpected(field, "a number"),
    };

    /// <summary>A text. The string is made here, so that dates and selection keys cost none.</summary>
    public static object? FromText(OdooFieldSet fields, int index, ReadOnlySpan<char> text)
    {
        var field = fields[index];
        return field.Type switch
        {
            OdooFieldType.Selection => fields.Intern(index, text),
            OdooFieldType.Date => OdooTime.TryParse(text, out var day) ? DateOnly.FromDateTime(day) : throw Unexpected(field, "a text that is no date"),
            OdooFieldType.DateTime => OdooTime.TryParse(text, out var instant) ? instant : throw Unexpected(field, "a text that is no date"),
            _ => FromText(field, text.ToString()),
        };
    }

    /// <summary>A text for a field that keeps texts as they are.</summary>
    public static object? FromText(OdooField field, string text) => field.Type switch
    {
        _ when HoldsText(field.Type) => text,
        _ when HoldsJson(field.Type) => Untyped.ToJson(text),
        _ => throw Unexpected(field, "a text"),
    };

    /// <summary>A list: ids, or the pair of a many2one.</summary>
    public static object? FromList(OdooField field, object?[] items) => field.Type switch
    {
        OdooFieldType.Many2one when items is [long id, var name] => new OdooReference(id, name as string),
        OdooFieldType.Many2one when items is [] => null,
        OdooFieldType.One2many or OdooFieldType.Many2many => Array.ConvertAll(items, item => item as long? ?? throw Unexpected(field, "a list of something else than ids")),
        OdooFieldType.Binary => Untyped.ToJson(items),
        _ when HoldsJson(field.Type) => Untyped.ToJson(items),
        _ => throw Unexpected(field, "a list"),
    };

    public static object? FromObject(OdooField field, Dictionary<string, object?> members) => field.Type switch
    {
        OdooFieldType.Many2one when members.GetValueOrDefault("id") is long id => new OdooReference(id, members.GetValueOrDefault("display_name") as string),
        // tax_totals and its like are computed "binary" fields that carry an object.
        OdooFieldType.Binary => Untyped.ToJson(members),
        _ when HoldsJson(field.Type) => Untyped.ToJson(members),
        _ => throw Unexpected(field, "an object"),
    };

    /// <summary>A value that was decoded without knowing its field.</summary>
    public static object? FromUntyped(OdooFieldSet fields, int index, object? value) => value switch
    {
        null => null,
        bool flag => FromBoolean(fields[index], flag),
        long integer => FromInteger(fields[index], integer),
        string text => IsLongText(fields[index].Type) ? FromText(fields[index], text) : FromText(fields, index, text),
        object?[] items => FromList(fields[index], items),
        Dictionary<string, object?> members => FromObject(fields[index], members),
        _ => FromNumber(fields[index], value),
    };

    /// <summary>The id of a record.</summary>
    public static long ToId(object? value) => value as long? ?? throw new OdooException(OdooErrorKind.Malformed, "Odoo answered with a record whose id is not an integer.");

    /// <summary>Texts that are handed out as they are; dates and selection keys are not.</summary>
    public static bool IsLongText(OdooFieldType type) => HoldsText(type) && type is not OdooFieldType.Selection;

    public static bool HoldsJson(OdooFieldType type) =>
        type is OdooFieldType.Json or OdooFieldType.Properties or OdooFieldType.PropertiesDefinition or OdooFieldType.Unknown;

    private static bool HoldsText(OdooFieldType type) =>
        type is OdooFieldType.Char or OdooFieldType.Text or OdooFieldType.Html or OdooFieldType.Selection or OdooFieldType.Reference or OdooFieldType.Binary;

    private static object Box(bool value) => value ? True : False;

    private static object Box(long value) => (ulong)value < (ulong)SmallIntegers.Length ? SmallIntegers[value] : value;

    private static object Box(decimal value) => value == 0 ? ZeroDecimal : value;

    private static OdooException Unexpected(OdooField field, string seen) =>
        new(OdooErrorKind.Malformed, $"Odoo answered with {seen} for the {field.TypeName} field '{field.Name}'.");
}
