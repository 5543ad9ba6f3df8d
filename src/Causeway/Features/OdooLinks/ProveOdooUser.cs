using Causeway.Features.SignIn;
using Causeway.Mirror.Connections;
using Causeway.Odoo;
using Causeway.Platform.Access;
using Causeway.Platform.Access.Throttle;
using Causeway.Platform.Audit;
using Causeway.Platform.Http;

namespace Causeway.Features.OdooLinks;

/// <summary>Links an account to whom its user's own Odoo key belongs: Odoo says who that is.</summary>
internal sealed class ProveOdooUser(SharedOdoo odoo, OdooUsers users, LookAlikes lookAlikes, LinkUser link, SignInThrottle throttle, AuditLog audit)
{
    /// <summary>Null where the link is made.</summary>
    public async Task<IResult?> RunAsync(Guid userId, OdooConnection connection, RelinkRequest request, Client client, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var secret = errors.RequiredLine("api_key", request.ApiKey);
        var login = request.Username is null ? null : errors.RequiredLine("username", request.Username);
        if (errors.Any)
            return errors.Problem;
        foreach (var one in login is null ? await lookAlikes.LoginsAsync(connection.Id, userId, cancellationToken) : [login])
        {
            if (await TryAsync(userId, one, secret, client, cancellationToken) is { } tried)
                return tried.Refusal;
        }

        await audit.AppendAsync(new AuditEntry(AuditAction.OdooLink) { Outcome = AuditOutcome.Refused, TargetType = "user", TargetIds = [userId.ToString()] });
        return Problems.Invalid("api_key", "is no key of a user of Odoo; or Odoo wants the login beside it: send that as username.");
    }

    /// <param name="Refusal">Null where the link is made.</param>
    private sealed record Tried(IResult? Refusal);

    /// <summary>
    /// Counts with the failures of the sign-in, by who asks and by whom they name: a stolen token must not be a way to try keys, nor
    /// many accounts one to guess the same. Null where the key does not go with the login.
    /// </summary>
    private async Task<Tried?> TryAsync(Guid userId, string login, string secret, Client client, CancellationToken cancellationToken)
    {
        using var byAccount = await throttle.BeginAsync($"relink:{userId}", userId, client, cancellationToken);
        using var byLogin = await throttle.BeginAsync($"odoo:{login}", (await users.FindByLoginAsync(login, cancellationToken))?.Id, client, cancellationToken);
        if ((byAccount.RetryAfter ?? byLogin.RetryAfter) is { } wait)
            return new Tried(SignInProblems.TooMany(wait));
        try
        {
            var answer = await odoo.AskAsync(login, secret, cancellationToken);
            await byAccount.SucceedAsync(cancellationToken);
            await byLogin.SucceedAsync(cancellationToken);
            return new Tried(await LinkAsync(userId, answer, cancellationToken));
        }
        catch (OdooException wrong) when (wrong.Kind == OdooErrorKind.BadCredentials)
        {
            await byAccount.FailAsync();
            await byLogin.FailAsync();
            return null;
        }
    }

    private async Task<IResult?> LinkAsync(Guid userId, OdooAnswer answer, CancellationToken cancellationToken) => answer.Person is { } person
        ? await link.LinkAsync(userId, new OdooUserKey(person.ConnectionId, person.Uid), "api_key", proved: true, cancellationToken)
        : Problems.Forbidden("Only internal users of Odoo can be linked.");
}
