using System.Text.Json;

namespace Causeway.Platform.Http;

/// <summary>What an exception means to an HTTP client.</summary>
internal sealed class ExceptionProblems(IEnumerable<IExceptionTranslator> translators)
{
    /// <summary>Null where nobody expected it.</summary>
    public Problem? Known(Exception exception) => exception switch
    {
        ProblemException known => known.Problem,
        BadHttpRequestException { InnerException: JsonException json } => Body(json),
        BadHttpRequestException { StatusCode: 413 } => Problems.Of(413, "Content Too Large", "The body is larger than 1 MiB."),
        BadHttpRequestException { StatusCode: 415 } => Problems.Of(415, "Unsupported Media Type", "Send the body as application/json."),
        BadHttpRequestException bad => ParameterFault.Of(bad),
        JsonException json => Body(json),
        InvalidOperationException text when JsonFault.IsNoText(text) => Problems.Invalid("body", "holds what is no Unicode text: send it in UTF-8, without half a surrogate pair."),
        _ => translators.Select(translator => translator.Translate(exception)).FirstOrDefault(problem => problem is not null),
    };

    /// <summary>An answer in every case.</summary>
    public Problem Of(Exception exception) => Known(exception) ?? exception switch
    {
        OperationCanceledException => Problems.Of(504, "Gateway Timeout", "This was given up before it was answered: it may have been carried out."),
        _ => Problems.Of(500, "Internal Server Error", "Something went wrong on our side. The trace_id finds it in the log."),
    };

    private static Problem Body(JsonException exception)
    {
        var path = exception.Path is { Length: > 2 } jsonPath && jsonPath.StartsWith("$.", StringComparison.Ordinal) ? jsonPath[2..] : null;
        return JsonFault.Missing(exception) is { Length: > 0 } missing
            ? Problems.Invalid([.. missing.Select(name => new FieldError(path is null ? name : $"{path}.{name}", "is required."))])
            : Problems.Invalid(path ?? "body", JsonFault.Describe(exception));
    }
}

/// <summary>Lets a folder say what its own exceptions mean to an HTTP client.</summary>
internal interface IExceptionTranslator
{
    /// <summary>The answer for an exception of this folder; null for any other.</summary>
    Problem? Translate(Exception exception);
}
