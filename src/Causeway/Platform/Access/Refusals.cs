using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Causeway.Platform.Access;

/// <summary>How sign-in and access say no: RFC 9457, with the members that older clients read.</summary>
internal static class Refusals
{
    public static IResult Unauthorized(string detail) => Problem(StatusCodes.Status401Unauthorized, detail);

    public static IResult Forbidden(string detail) => Problem(StatusCodes.Status403Forbidden, detail);

    public static IResult NotFound(string detail) => Problem(StatusCodes.Status404NotFound, detail);

    public static IResult Conflict(string detail) => Problem(StatusCodes.Status409Conflict, detail);

    public static IResult Unavailable(string detail) => Problem(StatusCodes.Status503ServiceUnavailable, detail);

    public static IResult Invalid(IReadOnlyDictionary<string, string[]> details) =>
        Problem(StatusCodes.Status400BadRequest, string.Join("; ", details.Select(d => $"{d.Key} {d.Value[0]}")), details);

    public static IResult TooMany(TimeSpan retryAfter) => new TooManyResult(retryAfter);

    private static ProblemHttpResult Problem(int status, string detail, IReadOnlyDictionary<string, string[]>? details = null)
    {
        var extensions = new Dictionary<string, object?>
        {
            ["error"] = detail,
            ["trace_id"] = Activity.Current?.TraceId.ToString(),
        };
        if (details is not null)
            extensions["details"] = details;
        return TypedResults.Problem(detail, statusCode: status, extensions: extensions);
    }

    private sealed class TooManyResult(TimeSpan retryAfter) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var seconds = Math.Max(1, (int)Math.Ceiling(retryAfter.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            httpContext.Response.Headers.RetryAfter = seconds;
            return Problem(StatusCodes.Status429TooManyRequests, $"Too many failed sign-ins. Try again in {seconds} seconds.")
                .ExecuteAsync(httpContext);
        }
    }
}
