using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Causeway.Mirror.Catalog;
using Causeway.Platform.Database;
using Causeway.Platform.Http;

namespace Causeway.Mirror.Records.Any;

/// <summary>Filters on the fields of any model: <c>?field=value</c>, or <c>?field[operator]=value</c> (contract 3.4).</summary>
internal static partial class RecordFilters
{
    public static readonly QueryParameter Parameter = new(
        "filters",
        QueryType.Text,
        "Any field of the model, as field=value or field[op]=value with eq, ne, lt, lte, gt, gte, in (values separated by commas), "
        + "like and ilike (a part of a text), null (true or false), contains (an id of a list, a part of a text). A reference is compared by its id.");

    private static readonly string[] Ordered = ["eq", "ne", "lt", "lte", "gt", "gte", "in", "null"];

    /// <summary>One condition a filter; bad ones are a 400 that names each.</summary>
    public static List<Condition> Parse(IReadOnlyDictionary<string, string> given, IReadOnlyDictionary<string, RecordField> fields)
    {
        var (conditions, errors) = (new List<Condition>(), new List<FieldError>());
        foreach (var (name, text) in given)
        {
            var parts = FilterName().Match(name);
            if (!parts.Success || !fields.TryGetValue(parts.Groups["field"].Value, out var field))
                errors.Add(new(name, "is neither a parameter of this route nor a field of this model."));
            else if (Parse(field, parts.Groups["op"] is { Success: true } op ? op.Value : "eq", text, out var error) is { } condition)
                conditions.Add(condition);
            else
                errors.Add(new(name, error!));
        }

        return errors.Count == 0 ? conditions : throw new ProblemException(Problems.Invalid(errors));
    }

    /// <summary>One condition on one field; null and an error where there is no such operator, or the text is no value of it.</summary>
    public static Condition? Parse(RecordField field, string op, string text, out string? error) =>
        Parse(field, op, op == "in" ? [.. text.Split(',').Select(item => item.Trim())] : [text], out error);

    /// <summary>The same of values that are apart already: <c>in</c> takes several, every other operator one.</summary>
    public static Condition? Parse(RecordField field, string op, string[] texts, out string? error)
    {
        var known = Operators(field.Type);
        if (!known.Contains(op))
        {
            error = $"{op} is not an operator for this field. Known: {string.Join(", ", known)}.";
            return null;
        }

        error = texts.Any(text => text.Contains('\0')) ? "must not contain the character U+0000." : null;
        return error is not null ? null : op switch
        {
            "null" => Empty(field, texts[0], out error),
            "in" => Among(field, texts, out error),
            "like" or "ilike" => Part(field, op, texts[0]),
            "contains" => Containing(field, texts[0], out error),
            _ => Compared(field, op, texts[0], out error),
        };
    }

    /// <summary>What values of a type can be compared by.</summary>
    public static string[] Operators(MirrorType type) => type switch
    {
        MirrorType.Text => [.. Ordered, "like", "ilike", "contains"],
        MirrorType.Boolean => ["eq", "ne", "null"],
        MirrorType.References => ["contains", "in", "null"],
        MirrorType.Json or MirrorType.Properties => ["contains", "null"],
        _ => Ordered,
    };

    private static Condition? Empty(RecordField field, string text, out string? error)
    {
        error = bool.TryParse(text, out var empty) ? null : "must be true or false.";
        SqlRaw value = field.Type == MirrorType.References ? $"nullif({field.Expression}, '{{}}')" : field.Expression;
        SqlRaw test = empty ? "is null" : "is not null";
        return error is null ? sql => sql.Append($" and {value} {test}") : null;
    }

    private static Condition? Among(RecordField field, string[] texts, out string? error)
    {
        error = null;
        var values = new List<object>();
        foreach (var text in texts)
        {
            if (Value(field.Type, text, out error) is not { } value)
                return null;
            values.Add(value);
        }

        if (values.Count == 0)
            return sql => sql.Append($" and false");
        var array = Array.CreateInstance(values[0].GetType(), values.Count);
        values.ToArray().CopyTo(array, 0);
        return field.Type == MirrorType.References
            ? sql => sql.Append($" and {(SqlRaw)field.Expression} && {array}")
            : sql => sql.Append($" and {(SqlRaw)field.Expression} = any({array})");
    }

    private static Condition Part(RecordField field, string op, string text) =>
        sql => sql.Append($" and {(SqlRaw)field.Expression} {(SqlRaw)op} {Like.Part(text)}");

    private static Condition? Containing(RecordField field, string text, out string? error)
    {
        error = null;
        if (field.Type == MirrorType.Text)
            return Part(field, "like", text);
        if (field.Type != MirrorType.References)
            return IsJson(text, out error) ? sql => sql.Append($" and {(SqlRaw)field.Expression} @> {text}::jsonb") : null;
        return Value(field.Type, text, out error) is { } id ? sql => sql.Append($" and {(SqlRaw)field.Expression} @> array[{id}]::bigint[]") : null;
    }

    private static Condition? Compared(RecordField field, string op, string text, out string? error)
    {
        SqlRaw comparison = op switch { "eq" => "=", "ne" => "is distinct from", "lt" => "<", "lte" => "<=", "gt" => ">", _ => ">=" };
        return Value(field.Type, text, out error) is { } value ? sql => sql.Append($" and {(SqlRaw)field.Expression} {comparison} {value}") : null;
    }

    /// <summary>The value of one text, of the type that Npgsql sends as the field's own; null and an error where it is none.</summary>
    private static object? Value(MirrorType type, string text, out string? error)
    {
        var (value, kind) = type switch
        {
            MirrorType.Integer or MirrorType.Reference or MirrorType.References => (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole : default(object?), "a whole number"),
            MirrorType.Number => (decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null, "a number"),
            MirrorType.Boolean => (bool.TryParse(text, out var flag) ? flag : null, "true or false"),
            MirrorType.Date => (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null, "a date such as 2026-01-31"),
            MirrorType.Instant => (Instant(text), "an instant such as 2026-01-31T08:30:00Z"),
            _ => (text, ""),
        };
        error = value is null ? $"must be {kind}." : null;
        return value;
    }

    private static object? Instant(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant.UtcDateTime : null;

    private static bool IsJson(string text, out string? error)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            error = null;
        }
        catch (JsonException)
        {
            error = "must be JSON.";
        }

        return error is null;
    }

    [GeneratedRegex(@"^(?<field>\w+)(\[(?<op>\w+)\])?$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex FilterName();
}
