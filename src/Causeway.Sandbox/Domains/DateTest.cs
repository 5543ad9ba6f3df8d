using System.Globalization;
using Causeway.Sandbox.Data;
using Causeway.Sandbox.Orm;
using Causeway.Sandbox.Schema;
using Causeway.Sandbox.Wire;

namespace Causeway.Sandbox.Domains;

/// <summary>
/// Tests of dates and instants. An empty one satisfies nothing but <c>= false</c> and the opposites.
/// Up to version 18 the stored microseconds are compared with the given text; from 19 on a text stands for its
/// whole second, whatever microseconds it has.
/// </summary>
internal static class DateTest
{
    private static readonly TimeSpan LastOfSecond = TimeSpan.FromSeconds(1) - TimeSpan.FromMicroseconds(1);

    public static Func<Row, bool> Compile(Env env, Field field, Func<Row, object?> value, Condition condition)
    {
        if (condition.Value is List<object?> list)
        {
            var tests = list.Select(item => Compile(env, field, value, new Condition(condition.Path, "=", item))).ToArray();
            var positive = condition.Operator is "in" or "=";
            return row => Array.Exists(tests, test => test(row)) == positive;
        }

        if (Python.IsEmpty(condition.Value))
        {
            var empty = condition.Operator is "=" or "in";
            return row => value(row) is null == empty;
        }

        var text = condition.Value as string ?? throw OdooError.Value($"Invalid domain term {Python.Tuple([condition.Path, condition.Operator, condition.Value])}");
        if (condition.Operator.EndsWith("like", StringComparison.Ordinal))
        {
            return TextTest.Like(row => Shown(value(row)), condition.Operator, text);
        }

        return field.Type == FieldType.Date ? Day(value, condition.Operator, text) : Instant(env, value, condition.Operator, text);
    }

    private static Func<Row, bool> Day(Func<Row, object?> value, string word, string text)
    {
        var day = DateOnly.TryParseExact(text.Length > 10 ? text[..10] : text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed)
            ? parsed
            : throw OdooError.Value($"time data {Python.Repr(text)} does not match format '%Y-%m-%d'");
        return word switch
        {
            "=" => row => value(row) is DateOnly d && d == day,
            "!=" => row => value(row) is not DateOnly d || d != day,
            ">" => row => value(row) is DateOnly d && d > day,
            ">=" => row => value(row) is DateOnly d && d >= day,
            "<" => row => value(row) is DateOnly d && d < day,
            _ => row => value(row) is DateOnly d && d <= day,
        };
    }

    private static Func<Row, bool> Instant(Env env, Func<Row, object?> value, string word, string text)
    {
        var (from, until) = Span(env, word, text);
        return word switch
        {
            "=" => row => value(row) is DateTime d && d >= from && d <= until,
            "!=" => row => value(row) is not DateTime d || d < from || d > until,
            ">" => row => value(row) is DateTime d && d > until,
            ">=" => row => value(row) is DateTime d && d >= from,
            "<" => row => value(row) is DateTime d && d < from,
            _ => row => value(row) is DateTime d && d <= until,
        };
    }

    /// <summary>The first and the last instant that the text stands for.</summary>
    private static (DateTime From, DateTime Until) Span(Env env, string word, string text)
    {
        var at = Parse(env, text);
        if (text.Length == 10 && word is ">" or "<=")
        {
            return (at, at.AddDays(1).AddSeconds(-1) + (env.Version >= 19 ? LastOfSecond : TimeSpan.Zero));
        }

        return env.Version >= 19 ? (WholeSecond(at), WholeSecond(at) + LastOfSecond) : (at, at);
    }

    private static DateTime WholeSecond(DateTime at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerSecond));

    private static DateTime Parse(Env env, string text)
    {
        var zoned = text.EndsWith('Z') || text.LastIndexOf('+') > 10;
        if (zoned && env.Version >= 19)
        {
            throw OdooError.Value($"expecting only datetimes with no timezone: {Python.Repr(text)}");
        }

        return DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            ? at
            : throw new OdooError("psycopg2.errors.InvalidDatetimeFormat", $"invalid input syntax for type timestamp: \"{text}\"\n", ErrorKind.Unexpected);
    }

    private static string? Shown(object? value) => value switch
    {
        DateTime at => at.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => null,
    };
}
