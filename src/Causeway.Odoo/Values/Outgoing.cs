using System.Collections;
using System.Numerics;
using System.Text.Json;

namespace Causeway.Odoo.Values;

/// <summary>What our values become on their way to Odoo, whatever the transport.</summary>
internal static class Outgoing
{
    /// <summary>
    /// Reduces a value to null, bool, long, decimal, double, BigInteger, string, a dictionary or a list.
    /// </summary>
    public static object? Plain(object? value, string name) => value switch
    {
        null or bool or long or decimal or BigInteger or IReadOnlyDictionary<string, object?> => value,
        string text => Checked(text, name),
        int or short or byte or uint or sbyte or ushort => Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture),
        ulong number => (BigInteger)number,
        double number => double.IsFinite(number) ? number : throw Refused(name, "is not a finite number"),
        float number => Plain((double)(decimal)number, name),
        DateTime instant => OdooTime.ToText(instant),
        DateTimeOffset instant => OdooTime.ToText(instant.UtcDateTime),
        DateOnly day => OdooTime.ToText(day),
        OdooReference reference => reference.Id,
        OdooDomain domain => domain.Items,
        JsonElement json => Untyped.FromJson(json),
        System.Text.Json.Nodes.JsonNode node => Untyped.FromJson(node.Deserialize<JsonElement>()),
        byte[] bytes => Convert.ToBase64String(bytes),
        IEnumerable items => items,
        _ => throw new ArgumentException($"A {value.GetType()} for '{name}' has no form that Odoo knows.", nameof(value)),
    };

    /// <summary>Odoo answers both with a crash (a lone surrogate even with a bare HTTP 500), so they are refused here.</summary>
    public static string Checked(string text, string name)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
            throw Refused(name, "holds a NUL character, which Odoo cannot store");
        if (HasLoneSurrogate(text))
            throw Refused(name, "holds half of a surrogate pair, which is not text");
        return text;
    }

    public static OdooException Refused(string name, string why) => new(OdooErrorKind.Refused, $"The value of '{name}' {why}.");

    private static bool HasLoneSurrogate(string text)
    {
        for (var i = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF'); i >= 0 && i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return true;
            i++;
        }
        return false;
    }
}
