using Causeway.Features.SignIn;
using Causeway.Mirror.Connections;
using Causeway.Odoo;
using Causeway.Platform.Access;
using Causeway.Platform.Access.Throttle;
using Causeway.Platform.Http;

namespace Causeway.Features.Profile;

/// <summary>Tries at a secret of Odoo count as sign-ins do: else this would be the door for who guesses.</summary>
internal sealed class CredentialAttempts(SignInThrottle throttle, OdooUsers users)
{
    /// <param name="options">What is tried.</param>
    /// <param name="client">From where.</param>
    /// <param name="attempt">The try itself. What it throws of Odoo's becomes the answer.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<IResult> RunAsync(OdooOptions options, Client client, Func<Task<IResult>> attempt, CancellationToken cancellationToken)
    {
        var userId = (await users.FindByLoginAsync(options.Username, cancellationToken))?.Id;
        using var counted = await throttle.BeginAsync($"odoo:{options.Username}", userId, client, cancellationToken);
        if (counted.RetryAfter is { } wait)
            return SignInProblems.TooMany(wait);
        try
        {
            var answer = await attempt();
            await counted.SucceedAsync(cancellationToken);
            return answer;
        }
        catch (OdooException refused)
        {
            if (refused.Kind == OdooErrorKind.BadCredentials)
                await counted.FailAsync();
            return Problems.Refused(ConnectionAdvice.For(refused, options));
        }
    }
}
