using Microsoft.AspNetCore.Http.Timeouts;

namespace Causeway.Platform.Http;

/// <summary>How long a request may take, so that nothing hangs.</summary>
internal static class RequestTime
{
    /// <summary>More than one slow call to Odoo may take by itself (2 minutes), whose own 504 says more.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(150);

    public static IServiceCollection AddRequestTime(this IServiceCollection services) => services.AddRequestTimeouts(timeouts => timeouts.DefaultPolicy = new RequestTimeoutPolicy
    {
        Timeout = Longest,
        WriteTimeoutResponse = GiveUpAsync,
    });

    private static Task GiveUpAsync(HttpContext context)
    {
        // What gave up the work would give up its answer too.
        context.RequestAborted = CancellationToken.None;
        return Problems.Of(504, "Gateway Timeout", $"This took longer than {Longest.TotalSeconds} seconds and was given up.").ExecuteAsync(context);
    }

    /// <summary>A route that answers for as long as the client listens; so many at once for each caller.</summary>
    public static T StaysOpen<T>(this T route)
        where T : IEndpointConventionBuilder => route.TakesItsTime().WithMetadata(new OpenEnded());

    /// <summary>A route whose work grows with the mirror, and which ends by itself.</summary>
    public static T TakesItsTime<T>(this T route)
        where T : IEndpointConventionBuilder => route.WithMetadata(new DisableRequestTimeoutAttribute());

    /// <summary>For an answer that turns out to be long: the same from here on.</summary>
    public static void TakeItsTime(this HttpContext context) => context.Features.Get<IHttpRequestTimeoutFeature>()?.DisableTimeout();

    public static bool IsOpenEnded(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<OpenEnded>() is not null;

    private sealed record OpenEnded;
}
