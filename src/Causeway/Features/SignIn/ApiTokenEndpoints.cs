using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Causeway.Platform.Access;
using Causeway.Platform.Access.ApiTokens;
using Causeway.Platform.Audit;
using Causeway.Platform.Http;

namespace Causeway.Features.SignIn;

internal sealed record ApiTokenRequest
{
    [Description("What it is for, in 1 to 100 characters.")]
    [Required]
    public string? Name { get; init; }

    [Description("read, write (which reads too) or admin; or for one model alone: crm.lead:read, crm.lead:write.")]
    [Required]
    public IReadOnlyList<string>? Scopes { get; init; }

    [Description("From 1 to 366; 90 by default.")]
    public int? ExpiresInDays { get; init; }
}

internal sealed record ApiTokensAnswer(IReadOnlyList<ApiToken> Tokens);

/// <param name="Token">The token itself, which is shown this once.</param>
/// <param name="ApiToken">What is kept of it.</param>
internal sealed record NewApiTokenAnswer(string Token, ApiToken ApiToken)
{
    public override string ToString() => $"new API token {ApiToken.Hint}";
}

/// <summary>The tokens that people make for their programs. A token cannot get here: it would make itself a longer life.</summary>
internal static class ApiTokenEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var routes = api.MapGroup("/auth/tokens").RequireUser().RequireSignedIn().RefuseApiTokens();
        routes.MapGet("", List)
            .WithName("ListApiTokens")
            .WithSummary("My API tokens")
            .WithDescription("Without the tokens themselves: each was shown once, when it was made.")
            .Produces<ApiTokensAnswer>().Refuses(401, 403);
        routes.MapPost("", Create)
            .WithName("CreateApiToken")
            .WithSummary("Make an API token")
            .WithDescription("For a program that acts as me, within `scopes` and until it expires. Send it as `Authorization: Bearer cw_...`. A new password, signing out everywhere and being disabled revoke it.")
            .Produces<NewApiTokenAnswer>(StatusCodes.Status201Created).Refuses(400, 401, 403, 409);
        routes.MapDelete("/{id:guid}", Revoke)
            .WithName("RevokeApiToken")
            .WithSummary("Revoke an API token")
            .WithDescription("It is refused from the next request on.")
            .Produces(StatusCodes.Status204NoContent).Refuses(401, 403, 404);
    }

    private static async Task<IResult> List(Caller caller, ApiTokenTable tokens, CancellationToken cancellationToken) =>
        TypedResults.Ok(new ApiTokensAnswer(await tokens.ListAsync(caller.UserId, cancellationToken)));

    private static Task<IResult> Create(ApiTokenRequest request, Caller caller, CreateApiToken create, CancellationToken cancellationToken) =>
        create.RunAsync(caller, request, cancellationToken);

    private static async Task<IResult> Revoke(Guid id, Caller caller, ApiTokenTable tokens, AuditLog audit, CancellationToken cancellationToken)
    {
        if (await tokens.RevokeAsync(caller.UserId, id, cancellationToken) is not { } revoked)
            return Problems.NotFound("You have no such API token.");
        await audit.AppendAsync(SignInAudit.OfToken(AuditAction.ApiTokenRevoke, revoked));
        return TypedResults.NoContent();
    }
}
