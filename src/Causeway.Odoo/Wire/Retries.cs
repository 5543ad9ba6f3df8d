using Polly;
using Polly.Retry;

namespace Causeway.Odoo.Wire;

/// <summary>
/// All there is to know of repeating a call. Repeated is what is transient, and safe: reads and calls that say so
/// of themselves; anything at all when not a byte of it was sent. A write that was sent is never repeated, because
/// Odoo carries it out even when nobody waits for the answer. Wrong credentials are never tried again, and neither
/// is a call that ran out of time: the server is busy enough with the first one.
/// </summary>
internal sealed class Retries
{
    private readonly ResiliencePipeline _safe;
    private readonly ResiliencePipeline _unsafe;

    public Retries(OdooOptions options, TimeProvider time)
    {
        _safe = Pipeline(options, time, fault => fault.NothingSent || (fault.IsTransient && fault.Kind != OdooErrorKind.TimedOut));
        _unsafe = Pipeline(options, time, fault => fault.NothingSent);
    }

    public ResiliencePipeline For(bool safeToRepeat) => safeToRepeat ? _safe : _unsafe;

    private static ResiliencePipeline Pipeline(OdooOptions options, TimeProvider time, Func<OdooException, bool> isWorthIt)
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = time };
        if (options.MaxAttempts > 1)
            builder.AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = options.MaxAttempts - 1,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = options.RetryDelay,
                MaxDelay = options.MaxRetryDelay,
                ShouldHandle = arguments => ValueTask.FromResult(
                    arguments.Outcome.Exception is OdooException fault && fault.IsTransient && isWorthIt(fault) && !(fault.RetryAfter > options.MaxRetryDelay)),
                DelayGenerator = arguments => ValueTask.FromResult((arguments.Outcome.Exception as OdooException)?.RetryAfter),
            });
        return builder.Build();
    }
}
