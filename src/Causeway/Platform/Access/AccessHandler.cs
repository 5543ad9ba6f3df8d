using System.Security.Claims;
using System.Text.Encodings.Web;
using Causeway.Platform.Access.ApiTokens;
using Causeway.Platform.Access.Sessions;
using Causeway.Platform.Access.Tokens;
using Causeway.Platform.Http;
using Causeway.Platform.Settings;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Causeway.Platform.Access;

/// <summary>
/// Finds out who is asking, from whichever credential the request carries. The user's row is read each time, so that
/// what was taken from somebody is gone at their next request.
/// </summary>
internal sealed class AccessHandler(
    CausewaySettings settings,
    AccessTokens tokens,
    ApiTokenTable apiTokens,
    SessionTable sessions,
    ForgeryGuard forgery,
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder) : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "Causeway";
    public const string AdminKeyHeader = "X-ODOO-API-KEY";
    private const string Bearer = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers.TryGetValue(AdminKeyHeader, out var key))
            return ByAdminKey(key.ToString());
        var authorization = Request.Headers.Authorization.ToString();
        if (authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            var token = authorization[Bearer.Length..].Trim();
            return token.StartsWith(ApiTokenTable.Prefix, StringComparison.Ordinal) ? await ByApiTokenAsync(token) : await ByTokenAsync(token);
        }

        return Request.Cookies.TryGetValue(SessionCookie.Name, out var cookie)
            ? await ByCookieAsync(cookie)
            : AuthenticateResult.NoResult();
    }

    private AuthenticateResult ByAdminKey(string key) =>
        settings.AdminApiKey is { Length: > 0 } expected && OpaqueSecret.AreEqual(key, expected)
            ? SignedIn(Caller.ByAdminKey)
            : AuthenticateResult.Fail($"{AdminKeyHeader} is not valid here.");

    private async Task<AuthenticateResult> ByTokenAsync(string token) =>
        await tokens.FindAsync(token, Context.RequestAborted) is { } found
            ? SignedIn(Caller.Of(found))
            : AuthenticateResult.Fail("The token is not valid, has expired or was revoked.");

    private async Task<AuthenticateResult> ByApiTokenAsync(string token) =>
        await apiTokens.FindAsync(token, Client.Of(Context).Address, Context.RequestAborted) is { } found
            ? SignedIn(Caller.Of(found))
            : AuthenticateResult.Fail("The API token is not valid, has expired or was revoked.");

    private async Task<AuthenticateResult> ByCookieAsync(string cookie)
    {
        if (await sessions.FindByCookieAsync(OpaqueSecret.Hash(cookie), Context.RequestAborted) is not { } found)
            return AuthenticateResult.Fail("The session has ended. Sign in again.");
        if (forgery.Refusal(Request, cookie) is not { } refusal)
            return SignedIn(Caller.Of(found, byCookie: true));
        Context.Features.Set(new ForgeryRefused(refusal));
        return AuthenticateResult.Fail(refusal);
    }

    private AuthenticateResult SignedIn(Caller caller)
    {
        Context.Features.Set(caller);
        var principal = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, caller.AuditName)], SchemeName));
        return AuthenticateResult.Success(new AuthenticationTicket(principal, SchemeName));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (Context.Features.Get<ForgeryRefused>() is { } forged)
        {
            await Problems.Forbidden(forged.Reason).ExecuteAsync(Context);
            return;
        }

        var failure = (await HandleAuthenticateOnceSafeAsync()).Failure;
        Response.Headers.WWWAuthenticate = failure is null ? "Bearer" : """Bearer error="invalid_token" """.TrimEnd();
        await Problems.Unauthorized(failure?.Message ?? "Sign in first.").ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        if (Context.Features.Get<ScopeRefusal>() is not { } refusal)
            return Problems.Forbidden(WhyForbidden(Context.Features.Get<Caller>())).ExecuteAsync(Context);
        Response.Headers.WWWAuthenticate = refusal.Needed is { } scope
            ? $"""Bearer error="insufficient_scope", scope="{scope}" """.TrimEnd()
            : "Bearer error=\"insufficient_scope\"";
        return Problems.Forbidden(refusal.Reason).ExecuteAsync(Context);
    }

    private static string WhyForbidden(Caller? caller) => caller switch
    {
        { IsAdminKey: true } => "This is about a user's own account, and the admin key has none.",
        { Standing: Standing.NotApproved } => "This account waits for an administrator's approval.",
        { Standing: Standing.Disabled } => "This account is disabled.",
        { Standing: Standing.MustChangePassword } => "Change the generated password first: POST /auth/me/password.",
        _ => "This needs an administrator.",
    };

    /// <summary>A cookie that was right, on a request that another site may have sent: not a question of signing in.</summary>
    private sealed record ForgeryRefused(string Reason);
}
