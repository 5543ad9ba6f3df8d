using System.Globalization;

namespace Causeway.Odoo.Wire;

/// <summary>A version as servers tell it. Hosted ones say "saas~18.4", and "saas~18" where others have a number.</summary>
internal sealed record OdooVersion(string Text, int Major)
{
    public static OdooVersion From(object? answer, string textKey, string infoKey)
    {
        if (answer is not Dictionary<string, object?> members || members.GetValueOrDefault(textKey) is not string text)
            throw new OdooException(OdooErrorKind.NotOdoo, "What answers at that address does not tell an Odoo version.");
        var first = members.GetValueOrDefault(infoKey) is object?[] { Length: > 0 } parts ? parts[0] : null;
        return new OdooVersion(text, FirstNumber(first) ?? FirstNumber(members.GetValueOrDefault("server_serie")) ?? FirstNumber(text) ?? 0);
    }

    private static int? FirstNumber(object? value)
    {
        var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        var digits = text.SkipWhile(c => !char.IsAsciiDigit(c)).TakeWhile(char.IsAsciiDigit).ToArray();
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
