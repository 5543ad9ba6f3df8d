using Causeway.Mirror.Connections;
using Causeway.Platform.Access;
using Causeway.Platform.Http;

namespace Causeway.Features.OdooLinks;

/// <summary>
/// Says which user of the shared Odoo one is. One's own key there proves it; a name or an email proves nothing, and is put
/// before an administrator.
/// </summary>
internal sealed class RelinkOdoo(UserTable users, ConnectionStore connections, ProveOdooUser proof, OdooProposals proposals, OdooPlaces places)
{
    public async Task<IResult> RunAsync(Caller caller, RelinkRequest? request, Client client, CancellationToken cancellationToken)
    {
        if (await connections.FindSharedAsync(cancellationToken) is not { } connection)
            return Problems.Of(503, "Service Unavailable", "No Odoo is connected yet.");
        if (request?.ApiKey is not null && await proof.RunAsync(caller.UserId, connection, request, client, cancellationToken) is { } refusal)
            return refusal;
        var user = (await users.FindAsync(caller.UserId, cancellationToken))!;
        return user.OdooUserId is null
            ? await ProposeAsync(user, connection, cancellationToken)
            : TypedResults.Ok(await LinkedAsync(user, cancellationToken));
    }

    private async Task<RelinkAnswer> LinkedAsync(User user, CancellationToken cancellationToken)
    {
        var place = await places.FindAsync(user.ConnectionId!.Value, user.OdooUserId!.Value, cancellationToken);
        return new RelinkAnswer
        {
            Success = true,
            Message = "Linked to your Odoo user",
            MatchMethod = user.AuthProvider == AuthProvider.Odoo ? "odoo_sign_in" : user.OdooLinkProved ? "api_key" : "admin",
            OdooSalespersonName = place?.SalespersonName,
            OdooDepartmentName = place?.DepartmentName,
            OdooTeamName = place?.TeamName,
        };
    }

    /// <summary>Says nothing of whom the account looks like: anybody may call themselves by another's email.</summary>
    private async Task<IResult> ProposeAsync(User user, OdooConnection connection, CancellationToken cancellationToken)
    {
        await proposals.ProposeAsync(connection.Id, user.Id, cancellationToken);
        var proposal = await proposals.FindOfAsync(user.Id, connection.Id, cancellationToken);
        return TypedResults.Ok(new RelinkAnswer
        {
            Success = false,
            Message = proposal?.Status switch
            {
                "waiting" => "An administrator has to confirm which Odoo user you are; or send an API key of your own in Odoo as api_key.",
                "refused" => "An administrator has refused this link. Send an API key of your own in Odoo as api_key.",
                _ => "No user of Odoo goes by your email. Send an API key of your own in Odoo as api_key, or ask an administrator.",
            },
            MatchMethod = proposal?.MatchMethod,
        });
    }
}
