using Causeway.Platform.Access;
using Causeway.Platform.Audit;
using Causeway.Platform.Http;

namespace Causeway.Features.OdooLinks;

/// <summary>What an administrator says of an account that looks like an Odoo user.</summary>
internal sealed class DecideProposal(OdooProposals proposals, OdooPlaces places, LinkUser link, UserTable users, AuditLog audit)
{
    public async Task<IResult> ConfirmAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await FindWaitingAsync(id, cancellationToken) is not { } proposal)
            return Gone;
        return await link.LinkAsync(proposal.UserId, proposal.Person, "confirmed", proved: false, cancellationToken)
            ?? (IResult)TypedResults.Ok(new LinkedUserAnswer(await places.FillAsync((await users.FindAsync(proposal.UserId, cancellationToken))!, cancellationToken)));
    }

    public async Task<IResult> RefuseAsync(Guid id, Caller caller, CancellationToken cancellationToken)
    {
        if (await FindWaitingAsync(id, cancellationToken) is not { } proposal || !await proposals.TryRefuseAsync(id, caller.AuditName, cancellationToken))
            return Gone;
        await audit.AppendAsync(new AuditEntry(AuditAction.OdooLink)
        {
            Outcome = AuditOutcome.Refused,
            ConnectionId = proposal.ConnectionId,
            TargetType = "user",
            TargetIds = [proposal.UserId.ToString()],
            Detail = new Dictionary<string, object?> { ["how"] = "refused", ["odoo_user_id"] = proposal.OdooUserId },
        });
        return TypedResults.Ok((await proposals.FindAsync(id, cancellationToken))!);
    }

    private static Problem Gone => Problems.NotFound("There is no such proposal that waits: it was decided, or the user has changed their email.");

    private async Task<OdooProposal?> FindWaitingAsync(Guid id, CancellationToken cancellationToken) =>
        await proposals.FindAsync(id, cancellationToken) is { Status: "waiting" } found ? found : null;
}
