using System.Globalization;
using System.Text;

namespace Causeway.Platform.Access.Passwords;

/// <summary>
/// What NIST SP 800-63B asks of a password that a person chooses: long enough, not one that attackers try first,
/// nothing about which kinds of characters it has.
/// </summary>
internal static class PasswordRules
{
    public const int MinLength = 8;
    public const int MaxLength = 256;

    /// <summary>What is wrong with the password, in words for its owner; null when nothing is.</summary>
    /// <param name="password">As it was typed.</param>
    /// <param name="about">The owner's names and addresses, which others know too.</param>
    public static string? Refusal(string password, params IEnumerable<string?> about)
    {
        var length = new StringInfo(password).LengthInTextElements;
        if (length < MinLength)
            return $"must be at least {MinLength} characters long.";
        if (password.Length > MaxLength)
            return $"must be at most {MaxLength} characters long.";
        if (!IsWellFormed(password))
            return "must be well-formed text.";
        if (IsMonotonous(password))
            return "must not be a run or a repetition of a few characters.";
        return IsCommon(password, about) ? "is one of those that are guessed first; choose another." : null;
    }

    /// <summary>A lone surrogate cannot be normalised, and so not hashed.</summary>
    private static bool IsWellFormed(string password) =>
        !password.EnumerateRunes().Contains(Rune.ReplacementChar) || password.Contains('\uFFFD', StringComparison.Ordinal);

    /// <summary>aaaaaaaa, 12121212, abcdefgh, 87654321.</summary>
    private static bool IsMonotonous(string password)
    {
        if (password.Distinct().Count() <= 3)
            return true;
        var steps = password.Zip(password.Skip(1), (a, b) => b - a).Distinct().ToArray();
        return steps is [1] or [-1] or [0];
    }

    private static bool IsCommon(string password, IEnumerable<string?> about)
    {
        var plain = CommonPasswords.Plain(password);
        var known = about.OfType<string>().SelectMany(name => name.Split('@', 2).Prepend(name)).Select(CommonPasswords.Plain);
        return CommonPasswords.Contains(password) || known.Any(name => name.Length >= 3 && name == plain);
    }
}
