using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;

namespace Causeway.Platform.Http;

/// <summary>The one place where an exception becomes an answer.</summary>
internal sealed partial class ErrorAnswers(IEnumerable<IExceptionTranslator> translators, ILogger<ErrorAnswers> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested)
            return true;
        var problem = Translate(exception);
        if (problem is null)
        {
            Log.Unexpected(logger, exception, httpContext.Request.Method, httpContext.Features.Get<IExceptionHandlerFeature>()?.Endpoint?.DisplayName ?? "no route");
            problem = Problems.Of(500, "Internal Server Error", "Something went wrong on our side. The trace_id finds it in the log.");
        }

        await problem.ExecuteAsync(httpContext);
        return true;
    }

    private Problem? Translate(Exception exception) => exception switch
    {
        ProblemException known => known.Problem,
        BadHttpRequestException { InnerException: JsonException json } => Body(json),
        BadHttpRequestException { StatusCode: 413 } => Problems.Of(413, "Content Too Large", "The body is larger than 1 MiB."),
        BadHttpRequestException { StatusCode: 415 } => Problems.Of(415, "Unsupported Media Type", "Send the body as application/json."),
        BadHttpRequestException bad => Problems.Of(bad.StatusCode, "Bad Request", bad.Message),
        JsonException json => Body(json),
        _ => translators.Select(translator => translator.Translate(exception)).FirstOrDefault(problem => problem is not null),
    };

    private static Problem Body(JsonException exception)
    {
        var path = exception.Path is { Length: > 2 } jsonPath && jsonPath.StartsWith("$.", StringComparison.Ordinal) ? jsonPath[2..] : "body";
        return Problems.Invalid(path, JsonFault.Describe(exception));
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1000, Level = LogLevel.Error, Message = "{Method} {Route} failed unexpectedly")]
        public static partial void Unexpected(ILogger logger, Exception exception, string method, string route);
    }
}

/// <summary>Lets a folder say what its own exceptions mean to an HTTP client.</summary>
internal interface IExceptionTranslator
{
    /// <summary>The answer for an exception of this folder; null for any other.</summary>
    Problem? Translate(Exception exception);
}
