using Causeway.Platform.Access.Ms365;
using Causeway.Platform.Http;

namespace Causeway.Features.SignIn.Ms365;

/// <summary>What a failure of Microsoft means to an HTTP client.</summary>
internal sealed class MicrosoftProblems : IExceptionTranslator
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(30);

    public Problem? Translate(Exception exception) =>
        exception is MicrosoftAwayException away ? Problems.Of(503, "Service Unavailable", away.Message) with { RetryAfter = Moment } : null;
}
