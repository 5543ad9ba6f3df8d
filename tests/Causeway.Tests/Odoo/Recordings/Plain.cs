using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;

namespace Causeway.Tests.Odoo.Recordings;

/// <summary>
/// Bodies read without the client, by JsonDocument and XDocument, into null, bool, number texts, strings, lists and
/// dictionaries: what the client's own reading is compared with.
/// </summary>
internal static class Plain
{
    /// <summary>A number, told apart from a text; "7" is an integer, "7.0" is not.</summary>
    internal sealed record Number(string Text);

    public static object? Json(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => json.GetString(),
        JsonValueKind.Number => new Number(json.GetRawText()),
        JsonValueKind.Array => json.EnumerateArray().Select(Json).ToList(),
        _ => json.EnumerateObject().ToDictionary(member => member.Name, member => Json(member.Value)),
    };

    public static object? Json(string body)
    {
        using var document = JsonDocument.Parse(body);
        return Json(document.RootElement);
    }

    /// <summary>The parameters of a call, or the one value of an answer.</summary>
    public static List<object?> XmlParameters(string body)
    {
        // What the client does with characters that XML may not hold, done here before XDocument refuses them.
        var characters = body.Where(c => !char.IsControl(c) || c is >= '\u007F' or '\t' or '\n' or '\r').Select(c => c is '\uFFFE' or '\uFFFF' ? '\uFFFD' : c);
        var document = XDocument.Parse(string.Concat(characters), LoadOptions.PreserveWhitespace);
        return [.. document.Descendants("param").Select(parameter => Xml(parameter.Element("value")!))];
    }

    private static object? Xml(XElement value)
    {
        if (value.Elements().FirstOrDefault() is not { } typed)
            return value.Value;
        return typed.Name.LocalName switch
        {
            "nil" => null,
            "boolean" => typed.Value == "1",
            "int" or "i4" or "i8" or "double" => new Number(typed.Value),
            "array" => typed.Element("data")!.Elements("value").Select(Xml).ToList(),
            "struct" => typed.Elements("member").ToDictionary(member => member.Element("name")!.Value, member => Xml(member.Element("value")!)),
            "string" => typed.Value,
            var other => throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"No recording held <{other}> before.")),
        };
    }
}
