using Causeway.Mirror.Connections;
using Causeway.Mirror.Connections.Management;
using Causeway.Mirror.Records;
using Causeway.Platform.Access;
using Causeway.Platform.Access.ApiTokens;
using Causeway.Platform.Access.Throttle;
using Causeway.Platform.Http;
using Causeway.Platform.Http.Document;

namespace Causeway.Features.OdooLinks;

/// <summary>Who somebody is in Odoo: said by themselves with proof, or by an administrator.</summary>
internal static class OdooLinksEndpoints
{
    private static readonly QuerySpec Filters =
    [
        new("status", QueryType.Text, "Only those that wait, or that were refused.") { Choices = ["waiting", "refused"] },
    ];

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/auth/relink-odoo", RelinkAsync)
            .RequireUser()
            .RequireSignedIn()
            .RefuseApiTokens()
            .LimitAsSignIn()
            .WithTags("Sign in")
            .CallsOdoo()
            .WithName("RelinkOdoo")
            .WithSummary("Say which Odoo user I am")
            .WithDescription("With `api_key`, an API key of one's own in Odoo, the link is made at once. Without one nothing is: an account that looks like an Odoo user is put before an administrator, and `success` is false. What one sees changes with the link; positions in the feed taken before answer 410.")
            .Produces<RelinkAnswer>().Refuses(400, 401, 403, 409, 429, 503);
        api.MapPost("/integrations/odoo/sync-users", SyncUsersAsync)
            .RequireSignedIn()
            .WithTags("Integrations")
            .WithName("SyncOdooUsers")
            .WithSummary("Match the employees in Odoo with the users here")
            .WithDescription("By the Odoo user of each employee. Accounts that look like one are proposed to the administrators (`GET /auth/odoo-proposals`) and linked to nobody.")
            .Produces<SyncUsersAnswer>().Refuses(401, 403, 409);
        MapProposals(api.MapGroup("/auth/odoo-proposals").RequireAdmin().WithTags("Users"));
        MapLinks(api.MapGroup("/auth/users/{id}/odoo-link").RequireAdmin().RefuseApiTokens().WithTags("Users"));
    }

    private static void MapProposals(RouteGroupBuilder proposals)
    {
        proposals.MapGet("", ListAsync)
            .WithList(Filters, [OdooProposals.Sort])
            .AnswersOwnList<OdooProposal>("proposals")
            .WithName("ListOdooProposals")
            .WithSummary("Accounts that look like an Odoo user")
            .Produces<OdooProposalsAnswer>().Refuses(400, 401, 403);
        proposals.MapPost("/{id}/confirm", ConfirmAsync)
            .RefuseApiTokens()
            .WithName("ConfirmOdooProposal")
            .WithSummary("They are the same person: link them")
            .WithDescription("From then on the user sees what that Odoo user may see. A later change of their email takes the link away again, unless they have proved it with a key.")
            .Produces<LinkedUserAnswer>().Refuses(401, 403, 404, 409);
        proposals.MapPost("/{id}/refuse", RefuseAsync)
            .RefuseApiTokens()
            .WithName("RefuseOdooProposal")
            .WithSummary("They are not: never propose it again")
            .Produces<OdooProposal>().Refuses(401, 403, 404);
    }

    private static void MapLinks(RouteGroupBuilder link)
    {
        link.MapPut("", LinkAsync)
            .WithName("LinkOdooUser")
            .WithSummary("Say which Odoo user a user is")
            .WithDescription("A user of the request's connection, which must be a shared one.")
            .Produces<LinkedUserAnswer>().Refuses(400, 401, 403, 404, 409);
        link.MapDelete("", UnlinkAsync)
            .WithName("UnlinkOdooUser")
            .WithSummary("Take a user's link to Odoo away")
            .Produces(StatusCodes.Status204NoContent).Refuses(401, 403, 404, 409);
    }

    private static Task<IResult> RelinkAsync(RelinkRequest? request, Caller caller, RelinkOdoo relink, HttpContext context, CancellationToken cancellationToken) =>
        relink.RunAsync(caller, request, Client.Of(context), cancellationToken);

    private static async Task<IResult> SyncUsersAsync(ManagedConnection on, SyncUsers sync, CancellationToken cancellationToken) =>
        TypedResults.Ok(await sync.RunAsync(on.Connection, cancellationToken));

    private static async Task<IResult> ListAsync(QueryValues query, OdooProposals proposals, CancellationToken cancellationToken) =>
        TypedResults.Ok(await proposals.ListAsync(query, ListRequest.From(query, Users.UserQueries.NoConnection, OdooProposals.Sort, defaultDescending: false), cancellationToken));

    private static Task<IResult> ConfirmAsync(Guid id, DecideProposal decide, CancellationToken cancellationToken) => decide.ConfirmAsync(id, cancellationToken);

    private static Task<IResult> RefuseAsync(Guid id, Caller caller, DecideProposal decide, CancellationToken cancellationToken) => decide.RefuseAsync(id, caller, cancellationToken);

    private static Task<IResult> LinkAsync(Guid id, LinkRequest request, RequestConnection on, SetOdooLink set, CancellationToken cancellationToken) =>
        set.RunAsync(id, request, on.Connection, cancellationToken);

    private static async Task<IResult> UnlinkAsync(Guid id, LinkUser link, CancellationToken cancellationToken) =>
        await link.UnlinkAsync(id, cancellationToken) ?? (IResult)TypedResults.NoContent();
}
