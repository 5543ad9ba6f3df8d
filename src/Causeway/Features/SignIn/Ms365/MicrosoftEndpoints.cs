using Causeway.Mirror.Records;
using Causeway.Platform.Access;
using Causeway.Platform.Access.Ms365;
using Causeway.Platform.Access.Sessions;
using Causeway.Platform.Access.Throttle;
using Causeway.Platform.Http;
using Causeway.Platform.Settings;

namespace Causeway.Features.SignIn.Ms365;

/// <summary>The routes that send people to Microsoft and take them back.</summary>
internal static class MicrosoftEndpoints
{
    public const string Method = "microsoft";

    private const string ReturnPage = "/sign-in/microsoft";
    private const int LongestValue = 16_384;

    /// <summary>RFC 7636, section 4.1.</summary>
    private const int ShortestVerifier = 43;
    private const int LongestVerifier = 128;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/auth/microsoft/config", GetConfig)
            .WithName("GetMicrosoftConfig")
            .WithSummary("How to sign in with Microsoft")
            .WithDescription("What to send somebody to Microsoft with: authorization code with PKCE (S256), and a `state` and a `nonce` of the client's own making. Everything is null, and `message` says why, where this is not set up.")
            .Produces<MicrosoftConfigAnswer>();
        api.MapPost("/auth/microsoft/complete", Complete)
            .LimitAsSignIn()
            .WithName("SignInWithMicrosoft")
            .WithSummary("Sign in with what Microsoft gave")
            .WithDescription("Either `code`, `code_verifier` and `redirect_uri`, or `id_token` and `nonce`. Somebody is known by their tenant and object id alone; whoever is new waits for approval unless `REGISTRATION` says otherwise. With `\"session\": true` a browser gets a session cookie in place of the tokens; see `GET /auth/session`.")
            .WithAnswer(SignInSchema.Of("200")).Refuses(400, 401, 403, 429, 503);
    }

    private static async Task<IResult> GetConfig(MicrosoftApplications applications, CausewaySettings settings, HttpRequest request, CancellationToken cancellationToken)
    {
        if (await applications.FindEnabledAsync(cancellationToken) is not { } application)
            return TypedResults.Ok(new MicrosoftConfigAnswer { Message = "Sign-in with Microsoft is not set up here." });
        return TypedResults.Ok(new MicrosoftConfigAnswer
        {
            ClientId = application.ClientId,
            TenantId = application.TenantId,
            Authority = application.TenantAuthority,
            Scopes = MicrosoftApplication.Scopes,
            RedirectUri = (settings.PublicUrl?.GetLeftPart(UriPartial.Authority) ?? $"{request.Scheme}://{request.Host.Value}") + ReturnPage,
        });
    }

    private static async Task<IResult> Complete(
        MicrosoftSignInRequest body, MicrosoftSignIn signIn, SignInGrants grants, ForgeryGuard forgery, CausewaySettings settings, HttpContext context, CancellationToken cancellationToken)
    {
        if (grants.Refusal(context, body.Session) is { } refusal)
            return refusal;
        var errors = new FieldErrors();
        var code = Check(body, errors, uri => forgery.IsOwn(context.Request, uri) || settings.CorsOrigins.Contains(uri, StringComparer.OrdinalIgnoreCase));
        if (errors.Any)
            return errors.Problem;
        var outcome = code is null
            ? await signIn.TryAsync(body.IdToken!, body.Nonce!, Client.Of(context), cancellationToken)
            : await signIn.TryAsync(code, body.Nonce, Client.Of(context), cancellationToken);
        return await grants.AnswerAsync(context, outcome, Method, body.Session, "Login successful", cancellationToken);
    }

    /// <summary>The code; null where it is an id_token, or something is wrong.</summary>
    private static AuthorizationCode? Check(MicrosoftSignInRequest body, FieldErrors errors, Func<string, bool> isOurs)
    {
        if (body.IdToken is not null)
        {
            if (body.Code is not null)
                errors.Add("code", "must not come with an id_token; send one of the two.");
            Demand("id_token", body.IdToken, errors);
            Demand("nonce", body.Nonce, errors);
            return null;
        }

        var code = new AuthorizationCode(
            Demand("code", body.Code, errors), Demand("code_verifier", body.CodeVerifier, errors), Demand("redirect_uri", body.RedirectUri, errors));
        if (body.Nonce is not null)
            Demand("nonce", body.Nonce, errors);
        if (code.Verifier.Length > 0 && !IsVerifier(code.Verifier))
            errors.Add("code_verifier", $"must have {ShortestVerifier} to {LongestVerifier} letters, digits, dots, hyphens, underscores and tildes.");
        if (code.RedirectUri.Length > 0 && !(Uri.TryCreate(code.RedirectUri, UriKind.Absolute, out var uri) && isOurs(uri.GetLeftPart(UriPartial.Authority))))
            errors.Add("redirect_uri", "must be a page of this server, or of an origin that CORS_ORIGIN lists.");
        return code;
    }

    private static string Demand(string field, string? value, FieldErrors errors)
    {
        if (value?.Length > LongestValue)
            errors.Add(field, $"must have {LongestValue} characters at most.");
        return errors.Required(field, value);
    }

    private static bool IsVerifier(string text) =>
        text.Length is >= ShortestVerifier and <= LongestVerifier && text.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '.' or '_' or '~');
}
