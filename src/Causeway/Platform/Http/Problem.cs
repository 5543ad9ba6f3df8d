using System.Diagnostics;
using System.Text.Json.Serialization;

namespace Causeway.Platform.Http;

/// <summary>
/// A problem answer (RFC 9457) with two members more: <c>error</c> and <c>details</c>, which clients of earlier systems read.
/// </summary>
internal sealed record Problem : IResult
{
    public const string ContentType = "application/problem+json";

    public string Type { get; init; } = "about:blank";

    public required string Title { get; init; }

    public required int Status { get; init; }

    public required string Detail { get; init; }

    /// <summary>The same text as <c>detail</c>, under the name that older clients look for.</summary>
    public string Error => Detail;

    /// <summary>What is wrong, by the name of the field.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string[]>? Details { get; init; }

    /// <summary>The record as it is now, where the caller's own copy was stale (412).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public object? Current { get; init; }

    /// <summary>True where the caller must read the lists again (410).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Reset { get; init; }

    public string? TraceId { get; init; }

    [JsonIgnore]
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Of <see cref="Current"/>, so that the caller can try again with it.</summary>
    [JsonIgnore]
    public string? ETag { get; init; }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        if (RetryAfter is { } wait)
            response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString();
        if (ETag is not null)
            response.Headers.ETag = ETag;
        var traced = this with { TraceId = Activity.Current?.TraceId.ToString() ?? httpContext.TraceIdentifier };
        return response.WriteAsJsonAsync(traced, ApiJson.Options, ContentType, httpContext.RequestAborted);
    }
}
