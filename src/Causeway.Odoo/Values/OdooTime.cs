using System.Globalization;

namespace Causeway.Odoo.Values;

/// <summary>Odoo's dates and instants: always UTC, without a zone, "2026-11-21" and "2026-11-21 00:35:25".</summary>
internal static class OdooTime
{
    /// <summary>Parses both; a fraction of a second (webhooks send it) and the T of ISO 8601 are taken too.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out DateTime value)
    {
        value = default;
        if (text.Length < 10 || text[4] != '-' || text[7] != '-'
            || !TryDigits(text[..4], out var year) || !TryDigits(text[5..7], out var month) || !TryDigits(text[8..10], out var day)
            || year == 0 || month is 0 or > 12 || day == 0 || day > DateTime.DaysInMonth(year, month))
            return false;
        value = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc);
        return text.Length == 10 || TryAddTime(text[10..], ref value);
    }

    /// <summary>The only form that Odoo takes when it writes: whole seconds, UTC, no zone.</summary>
    public static string ToText(DateTime value) =>
        (value.Kind == DateTimeKind.Local ? value.ToUniversalTime() : value).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    public static string ToText(DateOnly value) => value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static bool TryAddTime(ReadOnlySpan<char> text, ref DateTime value)
    {
        if (text.Length < 9 || text[0] is not (' ' or 'T') || text[3] != ':' || text[6] != ':'
            || !TryDigits(text[1..3], out var hour) || !TryDigits(text[4..6], out var minute) || !TryDigits(text[7..9], out var second)
            || hour > 23 || minute > 59 || second > 59)
            return false;
        value = value.AddTicks(((((hour * 60L) + minute) * 60) + second) * TimeSpan.TicksPerSecond);
        return text.Length == 9 || TryAddFraction(text[9..], ref value);
    }

    private static bool TryAddFraction(ReadOnlySpan<char> text, ref DateTime value)
    {
        if (text.Length is < 2 or > 7 || text[0] != '.' || !TryDigits(text[1..], out var fraction))
            return false;
        value = value.AddTicks((long)(fraction * Math.Pow(10, 8 - text.Length)));
        return true;
    }

    private static bool TryDigits(ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        foreach (var digit in text)
        {
            if (!char.IsAsciiDigit(digit))
                return false;
            value = (value * 10) + (digit - '0');
        }
        return true;
    }
}
