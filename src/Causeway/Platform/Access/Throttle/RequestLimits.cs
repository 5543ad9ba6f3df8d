using System.Threading.RateLimiting;
using Causeway.Platform.Http;
using Causeway.Platform.Settings;
using Microsoft.AspNetCore.RateLimiting;

namespace Causeway.Platform.Access.Throttle;

/// <summary>
/// How many requests a caller may make. Who is known is counted by themselves, whatever address they share, and apart from
/// their own programs, so that nobody uses up what is another's. Strangers are counted by address, and their sign-ins
/// apart from all the rest.
/// </summary>
internal static class RequestLimits
{
    private const int MostOpenAtOnce = 256;

    private static readonly TimeSpan UnknownWait = TimeSpan.FromSeconds(5);

    private sealed record SignIn;

    /// <summary>A route that checks somebody's secret: fewer of them, whoever asks.</summary>
    public static T LimitAsSignIn<T>(this T route)
        where T : IEndpointConventionBuilder => route.WithMetadata(new SignIn());

    public static IServiceCollection AddRequestLimits(this IServiceCollection services)
    {
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<CausewaySettings>((limits, settings) =>
        {
            limits.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                PartitionedRateLimiter.Create<HttpContext, string>(context => ByMinute(context, settings)),
                PartitionedRateLimiter.Create<HttpContext, string>(AtOnce));
            limits.OnRejected = async (rejected, _) => await Refusal(rejected.Lease).ExecuteAsync(rejected.HttpContext);
        });
        return services;
    }

    private static RateLimitPartition<string> ByMinute(HttpContext context, CausewaySettings settings) =>
        context.GetEndpoint()?.Metadata.GetMetadata<SignIn>() is not null ? Bucket($"sign-in {Client.Of(context).Address}", settings.SignInsPerMinute)
        : context.Features.Get<Caller>() is { } caller ? Bucket(Name(caller), settings.RequestsPerMinute)
        : Bucket($"stranger {Client.Of(context).Address}", settings.AnonymousRequestsPerMinute);

    private static RateLimitPartition<string> AtOnce(HttpContext context) =>
        RequestTime.IsOpenEnded(context) && context.Features.Get<Caller>() is { } caller
            ? RateLimitPartition.GetConcurrencyLimiter(Name(caller), _ => new ConcurrencyLimiterOptions { PermitLimit = MostOpenAtOnce })
            : RateLimitPartition.GetNoLimiter("");

    private static string Name(Caller caller) => caller switch
    {
        { IsAdminKey: true } => "admin key",
        { ApiTokenId: not null } => $"programs of {caller.UserId}",
        _ => $"user {caller.UserId}",
    };

    /// <summary>A minute's worth at once, and then at that pace.</summary>
    private static RateLimitPartition<string> Bucket(string name, int perMinute) => RateLimitPartition.GetTokenBucketLimiter(name, _ => new TokenBucketRateLimiterOptions
    {
        TokenLimit = perMinute,
        TokensPerPeriod = Math.Max(1, perMinute / 60),
        ReplenishmentPeriod = TimeSpan.FromSeconds(Math.Max(1, 60.0 / perMinute)),
    });

    private static Problem Refusal(RateLimitLease lease)
    {
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var told) ? told : UnknownWait;
        return Problems.TooMany("That is too many requests. Retry-After says in how many seconds to go on.", wait);
    }
}
