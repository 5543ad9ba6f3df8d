using System.Reflection;

namespace Causeway.Platform.Http;

/// <summary>The query of a request, read by the route's <see cref="QuerySpec"/>. Bind it as a handler's parameter.</summary>
internal sealed class QueryValues(IReadOnlyDictionary<string, object> values)
{
    /// <summary>What was given beyond the route's own parameters, where it takes such (<see cref="QuerySpec.Others"/>).</summary>
    public IReadOnlyDictionary<string, string> Others { get; init; } = new Dictionary<string, string>();

    public string? Text(string name) => values.GetValueOrDefault(name) as string;

    public long? Long(string name) => values.GetValueOrDefault(name) as long?;

    public decimal? Decimal(string name) => values.GetValueOrDefault(name) as decimal?;

    public DateOnly? Date(string name) => values.GetValueOrDefault(name) as DateOnly?;

    public DateTimeOffset? Instant(string name) => values.GetValueOrDefault(name) as DateTimeOffset?;

    public Guid? Uuid(string name) => values.GetValueOrDefault(name) as Guid?;

    public bool Flag(string name) => values.GetValueOrDefault(name) is true;

    /// <summary>The same list behind a cursor, in pages as large as can be; with an empty one as it was asked for.</summary>
    public QueryValues From(string cursor)
    {
        var next = new Dictionary<string, object>(values) { ["per_page"] = (long)ListRequest.MaxPerPage, ["count"] = "none" };
        if (cursor.Length > 0)
        {
            next.Remove("page");
            next["cursor"] = cursor;
        }

        return new QueryValues(next) { Others = Others };
    }

    public static ValueTask<QueryValues?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var spec = context.GetEndpoint()?.Metadata.GetMetadata<QuerySpec>() ?? QuerySpec.None;
        var errors = new List<FieldError>();
        var values = spec.Read(context.Request.Query, errors);
        return errors.Count == 0 ? ValueTask.FromResult<QueryValues?>(values) : throw new ProblemException(Problems.Invalid(errors));
    }
}
