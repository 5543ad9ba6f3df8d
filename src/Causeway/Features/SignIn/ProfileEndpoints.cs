using Causeway.Features.OdooLinks;
using Causeway.Platform.Access;
using Causeway.Platform.Access.ApiTokens;
using Causeway.Platform.Http;

namespace Causeway.Features.SignIn;

/// <summary>The routes about oneself.</summary>
internal static class ProfileEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var routes = api.MapGroup("/auth/me").RequireUser();
        routes.MapGet("", GetMe)
            .WithName("GetMe")
            .WithSummary("Who am I")
            .WithDescription("Also for a user who waits for approval or is disabled, so that they can be told.")
            .Produces<UserAnswer>().Refuses(401, 403);
        routes.MapPatch("", UpdateMe)
            .RequireSignedIn()
            .RefuseApiTokens()
            .WithName("UpdateMe")
            .WithSummary("Change my name or email")
            .Produces<UserAnswer>().Refuses(400, 401, 403, 409);
        routes.MapPost("/password", ChangeMyPassword)
            .RefuseApiTokens()
            .WithName("ChangeMyPassword")
            .WithSummary("Change my password")
            .WithDescription("Needs the old one. Ends every other sign-in of the user.")
            .Produces<MessageAnswer>().Refuses(400, 401, 403, 409, 429);
    }

    private static async Task<IResult> GetMe(Caller caller, UserTable users, OdooPlaces places, CancellationToken cancellationToken) =>
        await users.FindAsync(caller.UserId, cancellationToken) is { } user
            ? TypedResults.Ok(new UserAnswer(await places.FillAsync(user, cancellationToken)))
            : Problems.Unauthorized("The account is gone.");

    private static Task<IResult> UpdateMe(ProfileRequest request, Caller caller, UpdateProfile update, CancellationToken cancellationToken) =>
        update.RunAsync(caller.UserId, request, cancellationToken);

    private static async Task<IResult> ChangeMyPassword(
        PasswordRequest request, Caller caller, ChangePassword change, HttpContext context, CancellationToken cancellationToken) =>
        caller.Standing is Standing.Good or Standing.MustChangePassword
            ? await change.RunAsync(caller, request, Client.Of(context), cancellationToken)
            : Problems.Forbidden("This account is not in use.");
}
