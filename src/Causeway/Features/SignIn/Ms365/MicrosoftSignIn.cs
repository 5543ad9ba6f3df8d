using Causeway.Platform.Access;
using Causeway.Platform.Access.Ms365;
using Causeway.Platform.Access.Throttle;

namespace Causeway.Features.SignIn.Ms365;

/// <summary>By Microsoft's word for it. The identity is the tenant and the object in an id_token that was issued to us.</summary>
internal sealed class MicrosoftSignIn(
    MicrosoftApplications applications, CodeExchange exchange, IdTokenCheck check, MicrosoftUsers users, SignInThrottle throttle)
{
    public Task<SignInOutcome> TryAsync(AuthorizationCode code, string? nonce, Client client, CancellationToken cancellationToken) =>
        TryAsync(code.Code, client, application => ByCodeAsync(application, code, nonce, cancellationToken), cancellationToken);

    public Task<SignInOutcome> TryAsync(string idToken, string nonce, Client client, CancellationToken cancellationToken) =>
        TryAsync(idToken, client, application => check.JudgeAsync(application, idToken, nonce, cancellationToken), cancellationToken);

    /// <summary>
    /// Counted by address alone: whose account it would be is not known before, and one count for all would let anybody
    /// shut everybody out.
    /// </summary>
    private async Task<SignInOutcome> TryAsync(
        string brought, Client client, Func<MicrosoftApplication, Task<IdTokenVerdict>> judge, CancellationToken cancellationToken)
    {
        if (await applications.FindEnabledAsync(cancellationToken) is not { } application)
            return new SignInOutcome.NotSetUp();
        using var attempt = await throttle.BeginAsync($"microsoft:{brought}", userId: null, client, cancellationToken);
        if (attempt.RetryAfter is { } wait)
            return new SignInOutcome.TooMany(wait);
        switch (await judge(application))
        {
            case IdTokenVerdict.Trusted trusted:
                return await users.FindOrAddAsync(trusted.Person, cancellationToken) is { } user ? new SignInOutcome.Accepted(user) : new SignInOutcome.NotWelcome();
            case IdTokenVerdict.Refused refused:
                await attempt.FailAsync();
                return new SignInOutcome.Untrusted(refused.Reason);
            case var verdict:
                throw new InvalidOperationException($"No such verdict: {verdict.GetType().Name}");
        }
    }

    private async Task<IdTokenVerdict> ByCodeAsync(MicrosoftApplication application, AuthorizationCode code, string? nonce, CancellationToken cancellationToken) =>
        await exchange.RedeemAsync(application, code, cancellationToken) is { } idToken
            ? await check.JudgeAsync(application, idToken, nonce, cancellationToken)
            : new IdTokenVerdict.Refused("Microsoft does not take this code: it was used before, is too old, or belongs to another code_verifier or redirect_uri.");
}
