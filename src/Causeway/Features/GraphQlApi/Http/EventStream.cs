using System.Text;
using Causeway.GraphQL;
using Causeway.GraphQL.Execution;
using Causeway.Platform.Http;

namespace Causeway.Features.GraphQlApi.Http;

/// <summary>Responses as server-sent events: <c>next</c> for each, <c>complete</c> after the last (the protocol of graphql-sse, distinct connections).</summary>
internal sealed class EventStream(IAsyncEnumerable<ExecutionResult> results) : IResult
{
    /// <summary>Often enough that no proxy takes the line for dead.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);

    /// <summary>A stream of one response.</summary>
    public static async IAsyncEnumerable<ExecutionResult> Of(ExecutionResult result)
    {
        await Task.CompletedTask;
        yield return result;
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (response, cancellationToken) = (httpContext.Response, httpContext.RequestAborted);
        response.ContentType = "text/event-stream; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        // nginx would hold events back to fill its buffer.
        response.Headers["X-Accel-Buffering"] = "no";
        try
        {
            await SendAsync(response, ": open\n\n", cancellationToken);
            await SendAllAsync(response, cancellationToken);
            await SendAsync(response, "event: complete\ndata: {}\n\n", cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The client left.
        }
    }

    private async Task SendAllAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        try
        {
            await using var events = results.GetAsyncEnumerator(cancellationToken);
            while (await NextAsync(events, response, cancellationToken))
                await SendAsync(response, $"event: next\ndata: {Json(events.Current)}\n\n", cancellationToken);
        }
        catch (GraphQLException exception)
        {
            await SendAsync(response, $"event: next\ndata: {Json(ExecutionResult.Refused(exception.Error))}\n\n", cancellationToken);
        }
    }

    private static async Task<bool> NextAsync(IAsyncEnumerator<ExecutionResult> events, HttpResponse response, CancellationToken cancellationToken)
    {
        var next = events.MoveNextAsync().AsTask();
        while (await Task.WhenAny(next, Task.Delay(Beat, cancellationToken)) != next)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await SendAsync(response, ": beat\n\n", cancellationToken);
        }

        return await next;
    }

    private static async Task SendAsync(HttpResponse response, string text, CancellationToken cancellationToken)
    {
        await response.WriteAsync(text, Encoding.UTF8, cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
    }

    private static string Json(ExecutionResult result)
    {
        using var answer = new AnswerWriter();
        result.WriteTo(answer.Json);
        // A line break is white space here, and would end the event.
        return Encoding.UTF8.GetString(answer.Body.Span).Replace('\n', ' ');
    }
}
