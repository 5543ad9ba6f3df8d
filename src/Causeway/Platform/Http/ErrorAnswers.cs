using Microsoft.AspNetCore.Diagnostics;

namespace Causeway.Platform.Http;

/// <summary>The one place where an exception becomes an answer.</summary>
internal sealed partial class ErrorAnswers(ExceptionProblems problems, ILogger<ErrorAnswers> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested)
            return true;
        if (problems.Known(exception) is null)
            Log.Unexpected(logger, exception, httpContext.Request.Method, httpContext.Features.Get<IExceptionHandlerFeature>()?.Endpoint?.DisplayName ?? "no route");
        await problems.Of(exception).ExecuteAsync(httpContext);
        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1000, Level = LogLevel.Error, Message = "{Method} {Route} failed unexpectedly")]
        public static partial void Unexpected(ILogger logger, Exception exception, string method, string route);
    }
}
