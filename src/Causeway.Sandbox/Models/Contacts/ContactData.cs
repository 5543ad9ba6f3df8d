using System.Text.RegularExpressions;

namespace Causeway.Sandbox.Models.Contacts;

/// <summary>Emails and phone numbers in the form in which they are compared.</summary>
internal static partial class ContactData
{
    public static string? Email(string? text) =>
        text is not null && Address().Matches(text) is [var only] ? only.Value.ToLowerInvariant() : null;

    public static string? Phone(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        return digits.Length < 6 ? null : text.TrimStart().StartsWith('+') ? "+" + digits : digits;
    }

    [GeneratedRegex(@"[^\s<>@,;""]+@[^\s<>@,;""]+\.[^\s<>@,;""]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();
}
