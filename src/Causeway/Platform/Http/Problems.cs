namespace Causeway.Platform.Http;

/// <summary>The problem answers that routes give, one method a status.</summary>
internal static class Problems
{
    public static Problem Invalid(string detail) => Of(400, "Bad Request", detail);

    /// <summary>400 that names one bad field.</summary>
    public static Problem Invalid(string field, string message) => Invalid([new(field, message)]);

    /// <summary>400 that names every bad field at once.</summary>
    public static Problem Invalid(IReadOnlyCollection<FieldError> errors) => Of(400, "Bad Request", Summary(errors)) with
    {
        Details = errors
            .GroupBy(error => error.Field)
            .ToDictionary(group => group.Key, group => group.Select(error => error.Message).ToArray()),
    };

    public static Problem Unauthorized(string detail) => Of(401, "Unauthorized", detail);

    public static Problem Forbidden(string detail) => Of(403, "Forbidden", detail);

    public static Problem NotFound(string detail) => Of(404, "Not Found", detail);

    public static Problem Conflict(string detail, TimeSpan? retryAfter = null) =>
        Of(409, "Conflict", detail) with { RetryAfter = retryAfter };

    public static Problem Stale(object current, string etag) =>
        Of(412, "Precondition Failed", "The record has changed since you read it; nothing was written. 'current' holds it as it is now.") with { Current = current, ETag = etag };

    /// <summary>422: Odoo refused the values; <paramref name="detail"/> is Odoo's own message.</summary>
    public static Problem Refused(string detail) => Of(422, "Unprocessable Content", detail);

    public static Problem TooMany(string detail, TimeSpan retryAfter) =>
        Of(429, "Too Many Requests", detail) with { RetryAfter = retryAfter };

    public static Problem Of(int status, string title, string detail) => new() { Status = status, Title = title, Detail = detail };

    private static string Summary(IReadOnlyCollection<FieldError> errors) =>
        string.Join(' ', errors.Select(error => $"{error.Field}: {error.Message}"));
}

/// <summary>One thing wrong with one field of a request.</summary>
internal sealed record FieldError(string Field, string Message);

/// <summary>Thrown where a request turns out bad below the handler that could return a <see cref="Problem"/>.</summary>
internal sealed class ProblemException(Problem problem) : Exception(problem.Detail)
{
    public Problem Problem => problem;
}
