using System.Diagnostics;
using Causeway.Platform.Access;
using Causeway.Platform.Access.ApiTokens;
using Microsoft.AspNetCore.Http.Features;
using Npgsql;

namespace Causeway.Platform.Http.Idempotency;

/// <summary>
/// Carries out a write with an <c>Idempotency-Key</c> once: the same request again gets the first answer. Around every
/// route, so that none can forget it.
/// </summary>
internal sealed partial class IdempotencyMiddleware(
    RequestDelegate next,
    Func<HttpContext, Task<int?>> connectionOf,
    IdempotencyTable table,
    KeyLeases leases,
    ReplayGuards guards,
    ExceptionProblems exceptions,
    ILogger<IdempotencyMiddleware> logger)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    public async Task InvokeAsync(HttpContext context)
    {
        var header = context.Request.Headers[KeyedRequest.Header];
        if (header.Count == 0 || context.GetEndpoint() is null || !IdempotencyRules.Honours(context.Request.Method, context.Request.Path) || IdempotencyRules.OnlyReadsBy(context) || context.Features.Get<Caller>() is not { } caller)
            await next(context);
        else if (KeyedRequest.Fault(header) is { } fault)
            await Problems.Invalid(KeyedRequest.Header, fault).ExecuteAsync(context);
        else
            await HandleAsync(context, await KeyedRequest.ReadAsync(context, header.ToString(), caller, await connectionOf(context)));
    }

    private async Task HandleAsync(HttpContext context, KeyedRequest request)
    {
        var state = await table.BeginAsync(request, context.RequestAborted);
        if (state is Begun begun)
            await CarryOutAsync(context, request, begun);
        else if (state is Answered answered)
            await ReplayAsync(context, request, answered);
        else
            await Refusal(state).ExecuteAsync(context);
    }

    private static Problem Refusal(KeyState state) => state switch
    {
        KeyState.Taken => Problems.Refused($"This {KeyedRequest.Header} came with another request in the last 24 hours. Nothing was done: take a new key."),
        KeyState.Running => Problems.Conflict($"The first request with this {KeyedRequest.Header} is still being carried out.", Soon),
        _ => Problems.Conflict($"The first request with this {KeyedRequest.Header} was interrupted, and may have been carried out. It is not repeated: look first, then send it with a new key."),
    };

    private async Task CarryOutAsync(HttpContext context, KeyedRequest request, Begun begun)
    {
        var attempt = new IdempotentRequest(request, begun, table);
        context.Features.Set(attempt);
        leases.Hold(begun.Claim);
        byte[] body;
        try
        {
            body = await AnswerAsync(context);
            ShowResource(context, attempt);
            await SettleAsync(request, begun, attempt, StoredAnswer.Of(context.Response, body, attempt.Shown), mayHelp: context.Response.Headers.RetryAfter.Count > 0);
        }
        catch (Exception exception)
        {
            var problem = exceptions.Of(exception);
            await SettleAsync(request, begun, attempt, StoredAnswer.Of(problem, Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier), mayHelp: problem.RetryAfter is not null);
            throw;
        }
        finally
        {
            leases.Release(begun.Claim);
        }

        if (body.Length > 0)
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    /// <summary>The route's answer, of which nothing is sent before it is kept.</summary>
    private async Task<byte[]> AnswerAsync(HttpContext context)
    {
        var sent = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        using var body = new MemoryStream();
        var kept = new StreamResponseBodyFeature(body);
        context.Features.Set<IHttpResponseBodyFeature>(kept);
        try
        {
            await next(context);
            await kept.CompleteAsync();
            return body.ToArray();
        }
        finally
        {
            context.Features.Set(sent);
        }
    }

    /// <summary>What is said about a record under its own address is said to who sees that record.</summary>
    private static void ShowResource(HttpContext context, IdempotentRequest attempt)
    {
        if (ScopeRules.ModelOf(context) is { } model && context.GetRouteValue("id") is { } id)
            attempt.Show(model, $"{id}");
    }

    /// <summary>
    /// Keeps an answer that says how it ended. After a failure of the moment the same key may be tried again, unless it may
    /// have been done and must not be done twice: then the failure is the answer.
    /// </summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="begun">By which it is ours.</param>
    /// <param name="attempt">How far it got.</param>
    /// <param name="answer">How it ended.</param>
    /// <param name="mayHelp">Whether the answer itself says that to try again may help.</param>
    private async Task SettleAsync(KeyedRequest request, Begun begun, IdempotentRequest attempt, StoredAnswer answer, bool mayHelp)
    {
        var isOfTheMoment = mayHelp || answer.Status is >= 500 or 401 or 408 or 429;
        try
        {
            if (!isOfTheMoment || (attempt.MayBeDone && !attempt.IsRepeatable))
                await table.AnswerAsync(request, begun, answer);
            else if (attempt.MayBeDone)
                await table.LeaveAsync(request, begun);
            else
                await table.ForgetAsync(request, begun);
        }
        catch (NpgsqlException failure)
        {
            // The answer is right all the same; that it is not on record is as if we had been killed here.
            Log.NotKept(logger, failure, request.Method, request.Path);
        }
    }

    private async Task ReplayAsync(HttpContext context, KeyedRequest request, Answered answered)
    {
        var answer = answered.Answer;
        if (answered.Rights != request.Rights)
            await Problems.Forbidden($"Your rights have changed since this {KeyedRequest.Header} was answered (with status {answer.Status}): the answer is not repeated.").ExecuteAsync(context);
        else if (answer.Body.Length == 0 || await guards.AllowAsync(context, answer))
            await answer.SendAsync(context, withBody: true);
        else if (answer.Status == StatusCodes.Status201Created)
            await answer.SendAsync(context, withBody: false);
        else
            await Problems.NotFound($"This {KeyedRequest.Header} was answered with status {answer.Status}. The record is no longer there for you, and the answer is not repeated.").ExecuteAsync(context);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1013, Level = LogLevel.Warning, Message = "The outcome of {Method} {Path} could not be kept under its idempotency key")]
        public static partial void NotKept(ILogger logger, Exception failure, string method, string path);
    }
}
