using System.Globalization;
using Causeway.Sandbox.Data;
using Causeway.Sandbox.Schema;
using Causeway.Sandbox.Wire;

namespace Causeway.Sandbox.Orm;

/// <summary>From a value on the wire to the one that is stored, or Odoo's error when it does not fit.</summary>
internal static class Conversion
{
    public static object? ToStored(Model model, Field field, object? value) => field.Type switch
    {
        FieldType.Boolean => Boxes.Of(Python.IsTrue(value)),
        FieldType.Integer or FieldType.Many2oneReference => Integer(field, value),
        FieldType.Float or FieldType.Monetary => Float(value),
        FieldType.Char or FieldType.Text => Text(value),
        FieldType.Html => Html.Sanitised(Text(value)),
        FieldType.Date => Date(value),
        FieldType.DateTime => Moment(value),
        FieldType.Selection => Selection(model, field, value),
        FieldType.Many2one => Reference(model, field, value),
        FieldType.Properties => PropertySets.Kept(value),
        _ => Python.IsEmpty(value) ? null : value,
    };

    private static object? Integer(Field field, object? value) => value switch
    {
        null or false => field.Type == FieldType.Many2oneReference ? null : Boxes.Of(0),
        true => Boxes.Of(1),
        int i => Boxes.Of(i),
        long l and >= int.MinValue and <= int.MaxValue => Boxes.Of((int)l),
        long => throw OdooError.OutOfRange(),
        double d => Boxes.Of((int)d),
        string s when int.TryParse(s, CultureInfo.InvariantCulture, out var i) => Boxes.Of(i),
        string s => throw OdooError.Value($"invalid literal for int() with base 10: {Python.Repr(s)}"),
        _ => throw OdooError.Type($"int() argument must be a string, a bytes-like object or a real number, not '{PythonType(value)}'"),
    };

    private static object Float(object? value) => value switch
    {
        null or false => 0.0,
        true => 1.0,
        int i => (double)i,
        long l => (double)l,
        double d when double.IsNaN(d) => throw OdooError.Value("cannot convert float NaN to integer"),
        double d => d,
        string s when double.TryParse(s, NumberStyles.Float, CultureInfo.InvariantCulture, out var d) => d,
        string s => throw OdooError.Value($"could not convert string to float: {Python.Repr(s)}"),
        _ => throw OdooError.Type($"float() argument must be a string or a real number, not '{PythonType(value)}'"),
    };

    private static string? Text(object? value)
    {
        var text = value switch
        {
            null or false => null,
            string s => s,
            _ => Python.Repr(value),
        };
        return text?.Contains('\0') == true ? throw OdooError.Value("A string literal cannot contain NUL (0x00) characters.") : text;
    }

    private static object? Date(object? value) => value switch
    {
        null or false or "" => null,
        DateOnly day => day,
        string s when DateOnly.TryParseExact(s.Length > 10 ? s[..10] : s, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => day,
        string s => throw OdooError.Value($"time data {Python.Repr(s)} does not match format '%Y-%m-%d'"),
        _ => throw OdooError.Type($"'{PythonType(value)}' object is not subscriptable"),
    };

    private static object? Moment(object? value) => value switch
    {
        null or false or "" => null,
        DateTime at => at,
        string s when DateTime.TryParseExact(s, ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) => at,
        string s => throw OdooError.Value($"time data {Python.Repr(s)} does not match format '%Y-%m-%d %H:%M:%S'"),
        _ => throw OdooError.Type($"strptime() argument 1 must be str, not {PythonType(value)}"),
    };

    private static object? Selection(Model model, Field field, object? value) => value switch
    {
        null or false or "" => null,
        string s when field.Options.Count == 0 || field.Options.Any(option => option.Key == s) => s,
        _ => throw OdooError.Value($"Wrong value for {model.Name}.{field.Name}: {Python.Repr(value)}"),
    };

    private static object? Reference(Model model, Field field, object? value) => value switch
    {
        null or false => null,
        int id => id == 0 ? null : Boxes.Of(id),
        long id and >= 0 and <= int.MaxValue => id == 0 ? null : Boxes.Of((int)id),
        long => throw OdooError.OutOfRange(),
        _ => throw OdooError.Value($"Wrong value for {model.Name}.{field.Name}: {Python.Repr(value)}"),
    };

    private static string PythonType(object? value) => value switch
    {
        List<object?> => "list",
        Dictionary<string, object?> => "dict",
        string => "str",
        bool => "bool",
        long or int => "int",
        _ => "float",
    };
}
