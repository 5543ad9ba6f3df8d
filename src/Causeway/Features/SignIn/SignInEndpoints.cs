using Causeway.Mirror.Records;
using Causeway.Platform.Access;
using Causeway.Platform.Access.Sessions;
using Causeway.Platform.Access.Throttle;
using Causeway.Platform.Access.Tokens;
using Causeway.Platform.Http;
using Causeway.Platform.Http.Document;

namespace Causeway.Features.SignIn;

/// <summary>The routes that turn a secret into a sign-in, and keep it going.</summary>
internal static class SignInEndpoints
{
    private const string WithCookie = "With `\"session\": true` a browser gets a session cookie in place of the tokens; see `GET /auth/session`.";

    public static void Map(IEndpointRouteBuilder api)
    {
        var routes = api.MapGroup("").LimitAsSignIn();
        routes.MapPost("/login", SignInByOdoo)
            .CallsOdoo()
            .WithName("SignInByOdoo")
            .WithSummary("Sign in with an Odoo API key")
            .WithDescription($"Checked against Odoo itself; the identity is the Odoo user that the key belongs to, who must be the one named. {WithCookie}")
            .WithAnswer(SignInSchema.Of("200")).Refuses(400, 401, 403, 429, 503);
        routes.MapPost("/auth/login", SignInLocally)
            .WithName("SignInLocally")
            .WithSummary("Sign in with a local account")
            .WithDescription($"By `username` or `email`. After 5 wrong passwords from one address, wait as long as `Retry-After` says. {WithCookie}")
            .WithAnswer(SignInSchema.Of("200")).Refuses(400, 401, 403, 429);
        routes.MapPost("/auth/token", SignInByForm)
            .WithName("SignInByForm")
            .WithSummary("Sign in as OAuth2 does")
            .WithDescription("The password and refresh_token grants of RFC 6749, for OAuth2 clients and for the Authorize button of /docs.")
            .Accepts<TokenForm>(TokenForm.ContentType)
            .WithAnswer(SignInSchema.Of("200")).Refuses(400, 401, 403, 415, 429);
        routes.MapPost("/auth/register", Register)
            .WithName("Register")
            .WithSummary("Make a local account for oneself")
            .WithDescription($"By the policy `REGISTRATION`: open, with an administrator's approval, or disabled. Until it is approved an account can call `GET /auth/me` and no more. {WithCookie}")
            .WithAnswer(SignInSchema.Of("201")).Refuses(400, 403, 409);
        routes.MapPost("/auth/refresh", Refresh)
            .WithName("Refresh")
            .WithSummary("Renew the tokens")
            .WithDescription("By `refresh_token`, which is good once: one that comes again ends the sign-in, since somebody has copied it. Or by a valid access token in `Authorization`.")
            .Produces<TokenAnswer>().Refuses(400, 401);
    }

    private static async Task<IResult> SignInByOdoo(
        OdooSignInRequest request, OdooSignIn signIn, SignInGrants grants, HttpContext context, CancellationToken cancellationToken)
    {
        if (grants.Refusal(context, request.Session) is { } refusal)
            return refusal;
        var errors = new FieldErrors();
        var username = errors.RequiredLine("username", request.Username);
        var secret = errors.RequiredLine("api_key", request.ApiKey ?? request.Password);
        if (errors.Any)
            return errors.Problem;
        var outcome = await signIn.TryAsync(username, secret, Client.Of(context), cancellationToken);
        return await grants.AnswerAsync(context, outcome, "odoo", request.Session, message: null, cancellationToken);
    }

    private static async Task<IResult> SignInLocally(
        LocalSignInRequest request, LocalSignIn signIn, SignInGrants grants, HttpContext context, CancellationToken cancellationToken)
    {
        if (grants.Refusal(context, request.Session) is { } refusal)
            return refusal;
        var errors = new FieldErrors();
        var name = errors.Required("username", request.Username ?? request.Email);
        var password = errors.Required("password", request.Password);
        if (errors.Any)
            return errors.Problem;
        var outcome = await signIn.TryAsync(name, password, Client.Of(context), cancellationToken);
        return await grants.AnswerAsync(context, outcome, "password", request.Session, "Login successful", cancellationToken);
    }

    private static async Task<IResult> SignInByForm(
        TokenForm form, LocalSignIn signIn, RefreshTokens refreshTokens, SignInGrants grants, HttpContext context, CancellationToken cancellationToken)
    {
        if (grants.Refusal(context, form.Session) is { } refusal)
            return refusal;
        var errors = new FieldErrors();
        switch (form.GrantType ?? "password")
        {
            case "refresh_token" when errors.Required("refresh_token", form.RefreshToken) is { Length: > 0 } token:
                return await RenewAsync(await refreshTokens.RedeemAsync(token, cancellationToken), grants, cancellationToken);
            case "refresh_token":
                return errors.Problem;
            case "password":
                var request = new LocalSignInRequest { Username = form.Username, Password = form.Password, Session = form.Session };
                return await SignInLocally(request, signIn, grants, context, cancellationToken);
            default:
                errors.Add("grant_type", "must be password or refresh_token");
                return errors.Problem;
        }
    }

    private static async Task<IResult> Register(
        RegisterRequest request, RegisterUser register, SignInGrants grants, HttpContext context, CancellationToken cancellationToken) =>
        grants.Refusal(context, request.Session) ?? await register.RunAsync(request, context, cancellationToken);

    private static async Task<IResult> Refresh(
        RefreshRequest? request, Caller? caller, RefreshTokens refreshTokens, UserTable users, SignInGrants grants, CancellationToken cancellationToken)
    {
        if (request?.RefreshToken is { Length: > 0 } token)
            return await RenewAsync(await refreshTokens.RedeemAsync(token, cancellationToken), grants, cancellationToken);
        if (caller is not { ByCookie: false, Session: { } session })
            return Problems.Unauthorized("Send a refresh_token, or a valid access token in Authorization.");
        return await users.FindAsync(caller.UserId, cancellationToken) is { } user
            ? await RenewAsync(new SignedInUser(user, session), grants, cancellationToken)
            : Problems.Unauthorized("The account is gone.");
    }

    private static async Task<IResult> RenewAsync(SignedInUser? signedIn, SignInGrants grants, CancellationToken cancellationToken) =>
        signedIn is null
            ? Problems.Unauthorized("The refresh token is not valid, has been used, or was revoked. Sign in again.")
            : TypedResults.Ok(await grants.RenewAsync(signedIn, message: null, cancellationToken));
}
