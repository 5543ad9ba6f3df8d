using System.Collections;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Causeway.Platform.Http;

internal enum QueryType
{
    Text,
    Long,
    Decimal,
    Date,
    Instant,

    /// <summary>An instant up to which something counts; a date alone stands for the end of its day in UTC.</summary>
    Until,
    Flag,
    Uuid,
}

/// <summary>One query parameter that a route takes.</summary>
internal sealed record QueryParameter(string Name, QueryType Type, string Description)
{
    /// <summary>The only values allowed; empty where any will do.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>What leaving it out means, where that is a value that could be sent.</summary>
    public JsonNode? Default { get; init; }

    /// <summary>The least whole number allowed.</summary>
    public long? Min { get; init; }
}

/// <summary>
/// The query parameters that a route takes. From this one list come the parsing, the refusal of unknown ones, and the
/// OpenAPI document, so that they cannot disagree.
/// </summary>
internal sealed class QuerySpec : IEnumerable<QueryParameter>
{
    /// <summary>Taken by every route: which connection, and which form of answer.</summary>
    public static readonly IReadOnlyList<QueryParameter> Everywhere =
    [
        new("connection", QueryType.Text, "The Odoo connection to act on; the header X-Connection does the same."),
        new("format", QueryType.Text, "csv streams a list as CSV, all pages.") { Choices = ["json", "csv"], Default = "json" },
    ];

    private readonly List<QueryParameter> parameters = [];

    public static readonly QuerySpec None = [];

    /// <summary>What else may be given, where names are not known beforehand; the handler judges <see cref="QueryValues.Others"/>.</summary>
    public QueryParameter? Others { get; init; }

    public void Add(QueryParameter parameter) => parameters.Add(parameter);

    public void Add(QueryType type, string name, string description, params string[] choices) =>
        Add(new QueryParameter(name, type, description) { Choices = choices });

    public QuerySpec With(IEnumerable<QueryParameter> more)
    {
        var spec = new QuerySpec { Others = Others };
        spec.parameters.AddRange(parameters.Concat(more));
        return spec;
    }

    public IEnumerator<QueryParameter> GetEnumerator() => parameters.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Reads the query; every unknown name and every bad value is in <paramref name="errors"/>.</summary>
    public QueryValues Read(IQueryCollection query, List<FieldError> errors)
    {
        var (values, others) = (new Dictionary<string, object>(), new Dictionary<string, string>());
        foreach (var (name, given) in query)
        {
            var parameter = parameters.Concat(Everywhere).FirstOrDefault(candidate => candidate.Name == name);
            if (parameter is null && Others is null)
                errors.Add(new(name, $"is not a parameter of this route. Known: {string.Join(", ", parameters.Concat(Everywhere).Select(p => p.Name))}."));
            else if (given.Count != 1)
                errors.Add(new(name, "is given more than once."));
            else if (parameter is null)
                others[name] = given[0] ?? "";
            else if (given[0] is { Length: > 0 } text && Parse(parameter, text, errors) is { } value)
                values[name] = value;
        }

        return new QueryValues(values) { Others = others };
    }

    private static object? Parse(QueryParameter parameter, string text, List<FieldError> errors)
    {
        if (parameter.Choices.Count > 0 && !parameter.Choices.Contains(text))
            return Bad($"must be one of {string.Join(", ", parameter.Choices)}.");
        if (text.Contains('\0'))
            return Bad("must not contain the character U+0000.");
        return parameter.Type switch
        {
            QueryType.Long when !long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) => Bad("must be a whole number."),
            QueryType.Long => long.Parse(text, CultureInfo.InvariantCulture) is var whole && whole < parameter.Min ? Bad($"must be {parameter.Min} or more.") : whole,
            QueryType.Decimal => decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : Bad("must be a number."),
            QueryType.Date => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : Bad("must be a date such as 2026-01-31."),
            QueryType.Instant => Instant(text) ?? Bad("must be an instant such as 2026-01-31T08:30:00Z."),
            QueryType.Until => Until(text) ?? Bad("must be an instant such as 2026-01-31T08:30:00Z, or a date."),
            QueryType.Uuid => Guid.TryParse(text, CultureInfo.InvariantCulture, out var id) ? id : Bad("must be a uuid such as 0198c1f0-7a52-7c31-b1a0-4f6d2e9b8c11."),
            QueryType.Flag => bool.TryParse(text, out var flag) ? flag : Bad("must be true or false."),
            _ => text,
        };

        object? Bad(string message)
        {
            errors.Add(new(parameter.Name, message));
            return null;
        }
    }

    private static object? Until(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new DateTimeOffset(day.ToDateTime(TimeOnly.MaxValue, DateTimeKind.Utc))
            : Instant(text);

    private static object? Instant(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant) ? instant : null;
}
