using Causeway.Features.OdooLinks;
using Causeway.Mirror.Connections.Accounts;
using Causeway.Platform.Access;
using Causeway.Platform.Access.ApiTokens;
using Causeway.Platform.Access.Sessions;
using Causeway.Platform.Http;

namespace Causeway.Features.SignIn;

/// <summary>The routes about the sign-in that a request came with.</summary>
internal static class SessionEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var routes = api.MapGroup("/auth").RequireUser().RefuseApiTokens();
        routes.MapGet("/session", GetSession)
            .WithName("GetSession")
            .WithSummary("The browser's session")
            .WithDescription("Answers the `csrf_token` that every request but a GET must send as `X-CSRF-Token` beside the session cookie.")
            .Produces<SessionAnswer>().Refuses(401);
        routes.MapDelete("/session", EndSession)
            .WithName("EndSession")
            .WithSummary("End the browser's session")
            .Produces(StatusCodes.Status204NoContent).Refuses(401, 403);
        routes.MapPost("/logout", LogOut)
            .WithName("LogOut")
            .WithSummary("Sign out")
            .WithDescription("Revokes the access token, its refresh tokens and the cookie at once; with `everywhere`, those of every device.")
            .Produces<MessageAnswer>().Refuses(400, 401, 403);
    }

    private static async Task<IResult> GetSession(
        Caller caller, UserTable users, OdooPlaces places, OwnCredentialTable credentials, HttpRequest request, CancellationToken cancellationToken)
    {
        if (!caller.ByCookie || request.Cookies[SessionCookie.Name] is not { } secret)
            return Problems.Unauthorized("This request came with a token, not with a session cookie.");
        return await users.FindAsync(caller.UserId, cancellationToken) is { } user
            ? TypedResults.Ok(new SessionAnswer
            {
                CsrfToken = SessionCookie.CsrfToken(secret),
                ExpiresAt = caller.Session!.ExpiresAt,
                User = await places.FillAsync(user, cancellationToken),
                HasOdooCredentials = await credentials.FindAsync(caller.UserId, cancellationToken) is not null,
            })
            : Problems.Unauthorized("The account is gone.");
    }

    private static async Task<IResult> EndSession(Caller caller, SignOut signOut, HttpContext context, CancellationToken cancellationToken)
    {
        await signOut.RunAsync(caller, everywhere: false, cancellationToken);
        SessionCookie.Delete(context);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> LogOut(
        SignOutRequest? request, Caller caller, SignOut signOut, HttpContext context, CancellationToken cancellationToken)
    {
        await signOut.RunAsync(caller, request?.Everywhere == true, cancellationToken);
        if (caller.ByCookie)
            SessionCookie.Delete(context);
        return TypedResults.Ok(new MessageAnswer("Logged out successfully"));
    }
}
