using System.Globalization;
using Causeway.Sandbox.Schema;
using Causeway.Sandbox.Wire;

namespace Causeway.Sandbox.Orm;

/// <summary>Hours, days, weeks, months, quarters or years, as the caller's time zone cuts them.</summary>
internal sealed class Granularity
{
    private readonly string unit;
    private readonly bool isDate;
    private readonly TimeZoneInfo zone;

    private Granularity(string unit, bool isDate, TimeZoneInfo zone)
    {
        this.unit = unit;
        this.isDate = isDate;
        this.zone = zone;
    }

    public static Granularity Of(string unit, Field field, string? timeZone)
    {
        if (unit is not ("hour" or "day" or "week" or "month" or "quarter" or "year"))
        {
            throw OdooError.Value($"Granularity specification isn't correct: '{unit}'");
        }

        var isKnown = timeZone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out _);
        return new Granularity(unit, field.Type == FieldType.Date, isKnown ? TimeZoneInfo.FindSystemTimeZoneById(timeZone!) : TimeZoneInfo.Utc);
    }

    /// <summary>The local start of the bucket that holds the value.</summary>
    public DateTime Start(object value)
    {
        var local = value is DateOnly day
            ? day.ToDateTime(TimeOnly.MinValue)
            : TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind((DateTime)value, DateTimeKind.Utc), zone);
        return unit switch
        {
            "hour" => local.Date.AddHours(local.Hour),
            "day" => local.Date,
            // In Odoo's en_US a week begins on Sunday.
            "week" => local.Date.AddDays(-(int)local.DayOfWeek),
            "month" => new DateTime(local.Year, local.Month, 1),
            "quarter" => new DateTime(local.Year, ((local.Month - 1) / 3 * 3) + 1, 1),
            _ => new DateTime(local.Year, 1, 1),
        };
    }

    public DateTime Next(DateTime start) => unit switch
    {
        "hour" => start.AddHours(1),
        "day" => start.AddDays(1),
        "week" => start.AddDays(7),
        "month" => start.AddMonths(1),
        "quarter" => start.AddMonths(3),
        _ => start.AddYears(1),
    };

    /// <summary>A bound as text: the day itself, or the instant in UTC.</summary>
    public string Bound(DateTime local) => isDate
        ? local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : WireValues.Moment(TimeZoneInfo.ConvertTimeToUtc(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), zone));

    /// <summary>The words that people see; hours count to twelve.</summary>
    public string Label(DateTime start) => unit switch
    {
        "hour" => start.ToString("hh:00 dd MMM", CultureInfo.InvariantCulture),
        "day" => start.ToString("dd MMM yyyy", CultureInfo.InvariantCulture),
        "week" => Week(start),
        "month" => start.ToString("MMMM yyyy", CultureInfo.InvariantCulture),
        "quarter" => $"Q{((start.Month - 1) / 3) + 1} {start.Year}",
        _ => start.ToString("yyyy", CultureInfo.InvariantCulture),
    };

    private static string Week(DateTime start)
    {
        // The week belongs to the year of its last day, and week 1 holds January 1st.
        var last = start.AddDays(6);
        return $"W{((last.DayOfYear - 1) / 7) + 1} {last.Year}";
    }
}
