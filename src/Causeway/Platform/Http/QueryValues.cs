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

    public bool Flag(string name) => values.GetValueOrDefault(name) is true;

    public static ValueTask<QueryValues?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var spec = context.GetEndpoint()?.Metadata.GetMetadata<QuerySpec>() ?? QuerySpec.None;
        var errors = new List<FieldError>();
        var values = spec.Read(context.Request.Query, errors);
        return errors.Count == 0 ? ValueTask.FromResult<QueryValues?>(values) : throw new ProblemException(Problems.Invalid(errors));
    }
}
