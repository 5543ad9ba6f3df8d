using Causeway.Mirror.Records;
using Causeway.Platform.Access;
using Causeway.Platform.Access.ApiTokens;
using Causeway.Platform.Http;

namespace Causeway.Features.Users;

internal static class UsersEndpoints
{
    private static readonly QuerySpec Filters =
    [
        new("role", QueryType.Text, "Only users with this role.") { Choices = ["member", "manager", "admin"] },
        new("approval_status", QueryType.Text, "Only users with this status.") { Choices = ["pending", "approved", "rejected"] },
        new("q", QueryType.Text, "A part of the username, the name or the email."),
    ];

    public static void Map(IEndpointRouteBuilder api)
    {
        var routes = api.MapGroup("").WithTags("Users");
        routes.MapGet("/users", ListAssignable)
            .RequireSignedIn()
            .WithName("ListAssignableUsers")
            .WithSummary("Active users, for assignment")
            .Produces<AssignableUsersAnswer>().Refuses(401, 403);
        routes.MapGet("/auth/users", List)
            .RequireAdmin()
            .WithList(Filters, [UserQueries.Sort])
            .AnswersOwnList<User>("users")
            .WithName("ListUsers")
            .WithSummary("All users")
            .Produces<UserListAnswer>().Refuses(400, 401, 403);
        routes.MapPatch("/auth/users/{id}", Update)
            .RequireAdmin()
            .RefuseApiTokens()
            .WithName("UpdateUser")
            .WithSummary("Approve, disable, or change the role of a user")
            .WithDescription("Takes effect at the user's next request. The last administrator who can sign in stays one: 409.")
            .Produces<UpdatedUserAnswer>().Refuses(400, 401, 403, 404, 409);
    }

    private static async Task<IResult> ListAssignable(UserQueries users, CancellationToken cancellationToken) =>
        TypedResults.Ok(new AssignableUsersAnswer(await users.AssignableAsync(cancellationToken)));

    private static async Task<IResult> List(QueryValues query, UserQueries users, CancellationToken cancellationToken)
    {
        var page = ListRequest.From(query, UserQueries.NoConnection, UserQueries.Sort, defaultDescending: false);
        return TypedResults.Ok(await users.ListAsync(query, page, cancellationToken));
    }

    private static Task<IResult> Update(Guid id, UserUpdateRequest request, UpdateUser update, CancellationToken cancellationToken) =>
        update.RunAsync(id, request, cancellationToken);
}
