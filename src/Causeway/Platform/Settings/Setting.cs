using System.Globalization;

namespace Causeway.Platform.Settings;

/// <summary>One key that an operator may set.</summary>
/// <param name="Key">The name of the environment variable, and of the line in <c>.env</c>.</param>
/// <param name="Allowed">In words, what a value may be; part of the message that refuses one.</param>
/// <param name="Meaning">One sentence for the documentation.</param>
/// <param name="Apply">The settings with this value in them; <see cref="FormatException"/> when it is not allowed.</param>
/// <param name="Show">The value in force as an operator would write it; null when it is not set.</param>
internal sealed record Setting(
    string Key,
    string Allowed,
    string Meaning,
    Func<CausewaySettings, string, CausewaySettings> Apply,
    Func<CausewaySettings, string?> Show)
{
    public const string Mask = "********";

    /// <summary>A secret is never printed, not even in the message that refuses it.</summary>
    public bool Secret { get; init; }

    /// <summary>The default as the documentation words it, where the value itself would differ from machine to machine.</summary>
    public string? DefaultInWords { get; init; }

    public string Shown(CausewaySettings settings) => Show(settings) switch
    {
        null or "" => "",
        _ when Secret => Mask,
        var value => value,
    };

    public static Setting Text(string key, Func<CausewaySettings, string?> show, Func<CausewaySettings, string, CausewaySettings> with, string meaning) =>
        new(key, "any text", meaning, with, show);

    public static Setting SecretText(string key, int shortest, Func<CausewaySettings, string?> show, Func<CausewaySettings, string, CausewaySettings> with, string meaning) =>
        new(key, string.Create(CultureInfo.InvariantCulture, $"{shortest} characters or more"), meaning,
            (settings, text) => text.Length >= shortest ? with(settings, text) : throw new FormatException(), show)
        { Secret = true };

    public static Setting Number(string key, int least, int most, Func<CausewaySettings, int> show, Func<CausewaySettings, int, CausewaySettings> with, string meaning) =>
        new(key, string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"), meaning,
            (settings, text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
                ? with(settings, value)
                : throw new FormatException(),
            settings => show(settings).ToString(CultureInfo.InvariantCulture));

    public static Setting Choice<T>(string key, Func<CausewaySettings, T> show, Func<CausewaySettings, T, CausewaySettings> with, string meaning)
        where T : struct, Enum =>
        new(key, string.Join(", ", Enum.GetNames<T>().Select(name => $"`{name.ToLowerInvariant()}`")), meaning,
            (settings, text) => with(settings, FromWord<T>(text)),
            settings => Word(show(settings)));

    public static Setting List<T>(string key, string allowed, Func<string, T> parse, Func<CausewaySettings, IReadOnlyList<T>> show, Func<CausewaySettings, IReadOnlyList<T>, CausewaySettings> with, string meaning) =>
        new(key, $"a comma-separated list of {allowed}", meaning,
            (settings, text) => with(settings, [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(parse)]),
            settings => string.Join(',', show(settings)));

    private static T FromWord<T>(string word) where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (Word(value) == word)
                return value;
        }

        throw new FormatException();
    }

    private static string Word<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
