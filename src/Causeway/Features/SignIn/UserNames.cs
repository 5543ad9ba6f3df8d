using System.Net.Mail;
using System.Text;
using Causeway.Platform.Http;

namespace Causeway.Features.SignIn;

/// <summary>What people may call themselves.</summary>
internal static class UserNames
{
    /// <summary>
    /// Without an at sign, so that nobody's username is another's email; and in one spelling, since letters that are only
    /// drawn in another way (full width, ligatures) would make a second name that looks like the first.
    /// </summary>
    public static string CheckUsername(string? given, FieldErrors errors)
    {
        var username = errors.Text("username", given, 3, 80);
        if (!username.EnumerateRunes().All(IsOfUsername) || !username.IsNormalized(NormalizationForm.FormKC))
            errors.Add("username", "must have letters, digits, dots, hyphens and underscores only.");
        return username;
    }

    public static string CheckEmail(string? given, FieldErrors errors)
    {
        var email = errors.Text("email", given, 3, 254);
        if (!MailAddress.TryCreate(email, out var parsed) || parsed.Address != email)
            errors.Add("email", "must be an email address.");
        return email;
    }

    public static string CheckFullName(string? given, FieldErrors errors) => errors.Text("full_name", given, 2, 100);

    private static bool IsOfUsername(Rune sign) => Rune.IsLetterOrDigit(sign) || sign.Value is '.' or '-' or '_';
}
