using Causeway.Features.OdooLinks;
using Causeway.Platform.Access;
using Causeway.Platform.Access.Sessions;
using Causeway.Platform.Access.Tokens;
using Causeway.Platform.Audit;
using Causeway.Platform.Http;

namespace Causeway.Features.SignIn;

/// <summary>Gives somebody whose identity is proved what they come back with: tokens, or a browser's cookie.</summary>
internal sealed class SignInGrants(
    SessionTable sessions, AccessTokens accessTokens, RefreshTokens refreshTokens, ForgeryGuard forgery, OdooPlaces places, AuditLog audit, TimeProvider clock)
{
    /// <summary>Why this request may not have a cookie; null when it may, or does not want one. Ask before the secret is looked at.</summary>
    public Problem? Refusal(HttpContext context, bool wantsCookie) =>
        wantsCookie && !forgery.HasOwnOrigin(context.Request)
            ? Problems.Forbidden("A sign-in with a session cookie must carry this server's own Origin.")
            : null;

    /// <summary>The answer to an attempt, whichever way it was made; on record either way.</summary>
    /// <param name="context">The request.</param>
    /// <param name="outcome">How the attempt went.</param>
    /// <param name="by">What was offered: password, odoo, microsoft.</param>
    /// <param name="asCookie">A browser's session in place of tokens.</param>
    /// <param name="message">What the answer says besides.</param>
    /// <param name="cancellationToken">Ends with the request.</param>
    public async Task<IResult> AnswerAsync(HttpContext context, SignInOutcome outcome, string by, bool asCookie, string? message, CancellationToken cancellationToken)
    {
        if (SignInAudit.Of(outcome, by) is { } entry)
            await audit.AppendAsync(entry);
        return outcome switch
        {
            SignInOutcome.Accepted accepted => await GrantAsync(context, accepted.User, asCookie, message, cancellationToken),
            SignInOutcome.TooMany tooMany => SignInProblems.TooMany(tooMany.RetryAfter),
            SignInOutcome.NotInternal => Problems.Forbidden("Only internal users of Odoo can sign in here."),
            SignInOutcome.NotConnected => Problems.Of(503, "Service Unavailable", "No Odoo is connected yet."),
            SignInOutcome.NotWelcome => Problems.Forbidden("Registration is disabled. Ask an administrator for an account."),
            SignInOutcome.NotSetUp => Problems.Of(503, "Service Unavailable", "Sign-in with Microsoft is not set up here."),
            SignInOutcome.Untrusted untrusted => Problems.Unauthorized(untrusted.Reason),
            _ => Problems.Unauthorized("Wrong name or secret."),
        };
    }

    private async Task<IResult> GrantAsync(HttpContext context, User user, bool asCookie, string? message, CancellationToken cancellationToken) =>
        asCookie
            ? TypedResults.Ok(await StartCookieAsync(context, user, message, cancellationToken))
            : TypedResults.Ok(await StartTokensAsync(Client.Of(context), user, message, cancellationToken));

    public async Task<SessionAnswer> StartCookieAsync(HttpContext context, User user, string? message, CancellationToken cancellationToken)
    {
        var secret = OpaqueSecret.New();
        var session = await sessions.StartAsync(user.Id, Client.Of(context), OpaqueSecret.Hash(secret), cancellationToken);
        SessionCookie.Append(context, secret, session.ExpiresAt);
        return new SessionAnswer
        {
            Message = message,
            CsrfToken = SessionCookie.CsrfToken(secret),
            ExpiresAt = session.ExpiresAt,
            User = await places.FillAsync(user with { LastLogin = clock.GetUtcNow() }, cancellationToken),
        };
    }

    public async Task<TokenAnswer> StartTokensAsync(Client client, User user, string? message, CancellationToken cancellationToken)
    {
        var session = await sessions.StartAsync(user.Id, client, cookieHash: null, cancellationToken);
        var signedIn = new SignedInUser(user with { LastLogin = clock.GetUtcNow() }, session);
        return await RenewAsync(signedIn, message, cancellationToken);
    }

    /// <summary>The next pair of the same sign-in.</summary>
    public async Task<TokenAnswer> RenewAsync(SignedInUser signedIn, string? message, CancellationToken cancellationToken)
    {
        var access = await accessTokens.IssueAsync(signedIn.User, signedIn.Session, cancellationToken);
        return new TokenAnswer
        {
            Message = message,
            AccessToken = access.Token,
            ExpiresIn = access.ExpiresIn,
            RefreshToken = await refreshTokens.IssueAsync(signedIn.Session.SessionId, cancellationToken),
            User = await places.FillAsync(signedIn.User, cancellationToken),
        };
    }
}
