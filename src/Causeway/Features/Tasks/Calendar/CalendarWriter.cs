using System.Globalization;
using System.Text;

namespace Causeway.Features.Tasks.Calendar;

/// <summary>
/// Writes iCalendar (RFC 5545): lines end with CRLF and are folded at 75 octets, never within a character, since clients
/// that decode line by line would break it.
/// </summary>
internal sealed class CalendarWriter
{
    private const int LongestLine = 75;

    private readonly StringBuilder text = new();

    public CalendarWriter Begin(string component) => Line("BEGIN", component);

    public CalendarWriter End(string component) => Line("END", component);

    /// <summary>A value that is no text: a word, a URI, a duration.</summary>
    public CalendarWriter Line(string name, string value)
    {
        var octets = 0;
        foreach (var rune in $"{name}:{Printable(value)}".EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > LongestLine)
            {
                text.Append("\r\n ");
                octets = 1;
            }

            text.Append(rune);
            octets += rune.Utf8SequenceLength;
        }

        text.Append("\r\n");
        return this;
    }

    /// <summary>Nothing where there is no text.</summary>
    public CalendarWriter Text(string name, string? value) => string.IsNullOrWhiteSpace(value) ? this : Line(name, Escaped(value));

    public CalendarWriter Instant(string name, DateTimeOffset instant) =>
        Line(name, instant.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture));

    public CalendarWriter Date(string name, DateOnly date) => Line($"{name};VALUE=DATE", date.ToString("yyyyMMdd", CultureInfo.InvariantCulture));

    public override string ToString() => text.ToString();

    private static string Escaped(string value) => value
        .ReplaceLineEndings("\n")
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace(";", "\\;", StringComparison.Ordinal)
        .Replace(",", "\\,", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);

    /// <summary>Control characters have no place in it (RFC 5545, section 3.1), and would let a value make lines of its own.</summary>
    private static string Printable(string value) => string.Concat(value.Where(letter => !char.IsControl(letter) || letter == '\t'));
}
