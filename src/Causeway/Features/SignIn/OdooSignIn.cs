using Causeway.Odoo;
using Causeway.Platform.Access;
using Causeway.Platform.Access.Throttle;
using Causeway.Platform.Audit;

namespace Causeway.Features.SignIn;

/// <summary>
/// By an Odoo secret. Who somebody is, is what Odoo answers for the secret: over JSON-2 any valid key answers for its
/// owner, whatever name is sent beside it, so the name sent must turn out to be that user's.
/// </summary>
internal sealed class OdooSignIn(SharedOdoo odoo, OdooUsers users, SignInThrottle throttle)
{
    public async Task<SignInOutcome> TryAsync(string username, string secret, Client client, CancellationToken cancellationToken)
    {
        var account = await users.FindByLoginAsync(username, cancellationToken);
        using var attempt = await throttle.BeginAsync($"odoo:{username}", account?.Id, client, cancellationToken);
        if (attempt.RetryAfter is { } wait)
            return new SignInOutcome.TooMany(wait);
        try
        {
            return await JudgeAsync(await odoo.AskAsync(username, secret, cancellationToken), username, account, attempt, cancellationToken);
        }
        catch (OdooException wrong) when (wrong.Kind == OdooErrorKind.BadCredentials)
        {
            await attempt.FailAsync();
            return new SignInOutcome.Wrong(account);
        }
    }

    private async Task<SignInOutcome> JudgeAsync(OdooAnswer answer, string username, AuditActor? account, SignInAttempt attempt, CancellationToken cancellationToken)
    {
        switch (answer)
        {
            case { Person: { } person } when string.Equals(person.Login, username.Trim(), StringComparison.OrdinalIgnoreCase):
                await attempt.SucceedAsync(cancellationToken);
                return new SignInOutcome.Accepted(await users.FindOrAddAsync(person, cancellationToken));
            case { Person: not null }:
                await attempt.FailAsync();
                return new SignInOutcome.Wrong(account);
            case { IsConnected: false }:
                return new SignInOutcome.NotConnected();
            default:
                await attempt.SucceedAsync(cancellationToken);
                return new SignInOutcome.NotInternal();
        }
    }
}
