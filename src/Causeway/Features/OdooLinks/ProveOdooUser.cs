using Causeway.Features.SignIn;
using Causeway.Mirror.Connections;
using Causeway.Odoo;
using Causeway.Platform.Access;
using Causeway.Platform.Access.Throttle;
using Causeway.Platform.Audit;
using Causeway.Platform.Http;

namespace Causeway.Features.OdooLinks;

/// <summary>Links an account to whom its user's own Odoo key belongs: Odoo says who that is.</summary>
internal sealed class ProveOdooUser(SharedOdoo odoo, LookAlikes lookAlikes, LinkUser link, SignInThrottle throttle, AuditLog audit)
{
    /// <summary>Counts like a sign-in: a stolen token must not be a way to try keys. Null where the link is made.</summary>
    public async Task<IResult?> RunAsync(Guid userId, OdooConnection connection, RelinkRequest request, Client client, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var secret = errors.RequiredLine("api_key", request.ApiKey);
        var login = request.Username is null ? null : errors.RequiredLine("username", request.Username);
        if (errors.Any)
            return errors.Problem;
        using var attempt = await throttle.BeginAsync($"relink:{userId}", userId, client, cancellationToken);
        if (attempt.RetryAfter is { } wait)
            return SignInProblems.TooMany(wait);
        if (await AskAsync(login is null ? await lookAlikes.LoginsAsync(connection.Id, userId, cancellationToken) : [login], secret, cancellationToken) is not { } answer)
        {
            await attempt.FailAsync();
            await audit.AppendAsync(new AuditEntry(AuditAction.OdooLink) { Outcome = AuditOutcome.Refused, TargetType = "user", TargetIds = [userId.ToString()] });
            return Problems.Invalid("api_key", "is no key of a user of Odoo; or Odoo wants the login beside it: send that as username.");
        }

        await attempt.SucceedAsync(cancellationToken);
        return answer.Person is { } person
            ? await link.LinkAsync(userId, new OdooUserKey(person.ConnectionId, person.Uid), "api_key", proved: true, cancellationToken)
            : Problems.Forbidden("Only internal users of Odoo can be linked.");
    }

    /// <summary>What Odoo says of the key, under the first login that goes with it; null where none does.</summary>
    private async Task<OdooAnswer?> AskAsync(IReadOnlyList<string> logins, string secret, CancellationToken cancellationToken)
    {
        foreach (var login in logins)
        {
            try
            {
                return await odoo.AskAsync(login, secret, cancellationToken);
            }
            catch (OdooException wrong) when (wrong.Kind == OdooErrorKind.BadCredentials)
            {
                // The next login may be the right one.
            }
        }

        return null;
    }
}
