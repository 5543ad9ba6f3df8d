using Causeway.Platform.Access;
using Causeway.Platform.Access.ApiTokens;
using Causeway.Platform.Http;
using Causeway.Platform.Http.Document;

namespace Causeway.Features.Profile;

/// <summary><c>/profile/odoo-credentials</c>: one's own account in Odoo.</summary>
internal static class OdooCredentialEndpoints
{
    public static void Map(IEndpointRouteBuilder profile)
    {
        var routes = profile.MapGroup("/odoo-credentials").RequireUser().RequireSignedIn();
        routes.MapGet("", GetAsync)
            .WithName("GetOdooCredentials")
            .WithSummary("My own Odoo credentials, without the secret")
            .WithDescription("`refusal` says why Odoo takes them no more, since `refused_at`; until then writes by them fail.")
            .Produces<OdooCredentialsAnswer>().Refuses(401, 403, 404);
        routes.MapPost("", SaveAsync)
            .RefuseApiTokens()
            .CallsOdoo()
            .WithName("SaveOdooCredentials")
            .WithSummary("Act in Odoo as myself")
            .WithDescription("Tested first and saved only when they work, in place of those before. For the shared Odoo, your writes are made as you from then on, and your account here is linked to that Odoo user; for another one you get a private connection with a mirror of its own.")
            .Produces<CredentialsSavedAnswer>().Refuses(400, 401, 403, 409, 422, 429);
        routes.MapPost("/test", TestAsync)
            .RefuseApiTokens()
            .CallsOdoo()
            .WithName("TestOdooCredentials")
            .WithSummary("Try Odoo credentials, or the saved ones")
            .WithDescription("Nothing is saved. With an empty body the saved ones are tried once more, also after Odoo refused them.")
            .Produces<CredentialsTestedAnswer>().Refuses(400, 401, 403, 404, 422, 429);
        routes.MapDelete("", DeleteAsync)
            .RefuseApiTokens()
            .WithName("DeleteOdooCredentials")
            .WithSummary("Forget my Odoo credentials")
            .WithDescription("Writes are made by the shared account again. A private connection goes with its mirror.")
            .Produces<CredentialsDeletedAnswer>().Refuses(401, 403, 404);
    }

    private static async Task<IResult> GetAsync(Caller caller, SavedCredentials saved, CancellationToken cancellationToken) =>
        await saved.FindAsync(caller.UserId, cancellationToken) is { } found ? TypedResults.Ok(OdooCredentialsAnswer.Of(found)) : None;

    private static Task<IResult> SaveAsync(OdooCredentialsRequest request, Caller caller, SaveOdooCredentials save, HttpContext context, CancellationToken cancellationToken) =>
        save.RunAsync(request, caller, Client.Of(context), cancellationToken);

    private static Task<IResult> TestAsync(OdooCredentialsRequest? request, Caller caller, TestOdooCredentials test, HttpContext context, CancellationToken cancellationToken) =>
        test.RunAsync(request, caller, Client.Of(context), cancellationToken);

    private static async Task<IResult> DeleteAsync(Caller caller, DeleteOdooCredentials delete, CancellationToken cancellationToken) =>
        await delete.RunAsync(caller, cancellationToken) ? TypedResults.Ok(new CredentialsDeletedAnswer()) : None;

    internal static Problem None => Problems.NotFound("You have saved no Odoo credentials.");
}
