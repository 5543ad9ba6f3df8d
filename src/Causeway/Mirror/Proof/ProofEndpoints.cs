using Causeway.Mirror.Catalog;
using Causeway.Mirror.Connections.Management;
using Causeway.Mirror.Sync;
using Causeway.Platform.Access;
using Causeway.Platform.Access.ApiTokens;
using Causeway.Platform.Http;
using Causeway.Platform.Http.Document;

namespace Causeway.Mirror.Proof;

internal sealed record HoldsAnswer(IReadOnlyList<Hold> Holds);

internal sealed record ProofsAnswer(IReadOnlyList<ModelStanding> Models);

/// <summary><c>new_mirror</c> empties the mirror first; <c>read_again</c> keeps it and reads everything again.</summary>
internal sealed record DatabaseDecision(string Action);

/// <summary><c>/integrations/holds</c>, <c>/proofs</c>, <c>/verify</c> and <c>/odoo/database</c>: that the mirror is Odoo.</summary>
internal static class ProofEndpoints
{
    public static void MapProof(this IEndpointRouteBuilder api)
    {
        var proof = api.MapGroup("/integrations").RequireSignedIn().WithTags("Integrations");
        proof.MapGet("/holds", ListHoldsAsync)
            .WithName("ListHolds")
            .WithSummary("Mass deletions that wait for an administrator, and those decided")
            .Produces<HoldsAnswer>();
        proof.MapPost("/holds/{id:long}/confirm", ConfirmAsync)
            .TakesItsTime()
            .CallsOdoo()
            .WithName("ConfirmHold")
            .WithSummary("The records are gone: apply the hold")
            .WithDescription("Each record is read by its id once more; what Odoo shows again stays.")
            .Produces<Hold>();
        proof.MapPost("/holds/{id:long}/reject", RejectAsync)
            .WithName("RejectHold")
            .WithSummary("The records are not gone: keep them as they were last seen")
            .WithDescription("They stay marked as held until Odoo shows them again.")
            .Produces<Hold>();
        proof.MapGet("/proofs", ListProofsAsync)
            .WithName("ListProofs")
            .WithSummary("How well each model is proved: last proof, scrub, silent repairs, lag")
            .Produces<ProofsAnswer>();
        proof.MapPost("/verify", VerifyAsync)
            .TakesItsTime()
            .CallsOdoo()
            .WithName("VerifyMirror")
            .WithSummary("Compare the mirror with Odoo now")
            .WithDescription("Field by field, or with full: false by ids and dates. Nothing is changed. The answer comes when all is compared.")
            .Produces<VerificationReport>();
        proof.MapGet("/odoo/database", FindDatabaseAsync)
            .WithName("GetOdooDatabase")
            .WithSummary("Which database the connection is bound to, and whether it was stopped because another one answers")
            .Produces<DatabaseState>();
        proof.MapPost("/odoo/database", DecideAsync)
            // Who is who at the next sign-in is what that database says.
            .RefuseApiTokens()
            .WithName("DecideOdooDatabase")
            .WithSummary("Take the database that answers now as the right one")
            .WithDescription("action new_mirror empties the mirror and fills it anew; read_again keeps it and reads every record again.")
            .Produces<SyncTriggered>(StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> ListHoldsAsync(ManagedConnection on, Holds holds, CancellationToken cancellationToken) =>
        TypedResults.Ok(new HoldsAnswer(await holds.ListAsync(on.Connection.Id, cancellationToken)));

    private static async Task<IResult> ConfirmAsync(long id, ManagedConnection on, Caller caller, Holds holds, Proofs proofs, Removals removals, CancellationToken cancellationToken)
    {
        var hold = await OpenAsync(id, on, holds, cancellationToken);
        if (ConnectionModels.Find(on.Connection, hold.Model) is { } model && await proofs.FindAsync(on.Connection, model, cancellationToken) is { } proved)
            await removals.RemoveAsync(proved, await holds.IdsAsync(id, cancellationToken), cancellationToken);
        await holds.DecideAsync(on.Connection.Id, hold, "confirmed", caller.AuditName, cancellationToken);
        return TypedResults.Ok(await holds.FindAsync(on.Connection.Id, id, cancellationToken));
    }

    private static async Task<IResult> RejectAsync(long id, ManagedConnection on, Caller caller, Holds holds, CancellationToken cancellationToken)
    {
        var hold = await OpenAsync(id, on, holds, cancellationToken);
        await holds.DecideAsync(on.Connection.Id, hold, "rejected", caller.AuditName, cancellationToken);
        return TypedResults.Ok(await holds.FindAsync(on.Connection.Id, id, cancellationToken));
    }

    private static async Task<Hold> OpenAsync(long id, ManagedConnection on, Holds holds, CancellationToken cancellationToken)
    {
        var hold = await holds.FindAsync(on.Connection.Id, id, cancellationToken)
            ?? throw new ProblemException(Problems.NotFound($"There is no hold {id} on this connection."));
        return hold.Status is "waiting" or "rejected" ? hold : throw new ProblemException(Problems.Conflict($"Hold {id} is {hold.Status} already."));
    }

    private static async Task<IResult> ListProofsAsync(ManagedConnection on, ModelStandings standings, CancellationToken cancellationToken) =>
        TypedResults.Ok(new ProofsAnswer(await standings.ListAsync(on.Connection, cancellationToken)));

    private static async Task<IResult> VerifyAsync(VerifyBody? body, ManagedConnection on, Verification verification, CancellationToken cancellationToken) =>
        TypedResults.Ok(await verification.RunAsync(on.Connection, body?.Full ?? true, _ => { }, cancellationToken));

    private static async Task<IResult> FindDatabaseAsync(ManagedConnection on, DatabaseIdentity identity, CancellationToken cancellationToken) =>
        TypedResults.Ok(await identity.FindAsync(on.Connection.Id, cancellationToken));

    private static async Task<IResult> DecideAsync(
        DatabaseDecision body, ManagedConnection on, Caller caller, DatabaseIdentity identity, MirrorReset reset, SyncRequests requests, CancellationToken cancellationToken)
    {
        if (body.Action is not ("new_mirror" or "read_again"))
            return Problems.Invalid("action", "must be new_mirror or read_again.");
        if (body.Action == "new_mirror")
            await reset.EmptyAsync(on.Connection, cancellationToken);
        else
            await reset.ReadAgainAsync(on.Connection, cancellationToken);
        await identity.AcceptAsync(on.Connection, body.Action, cancellationToken);
        var run = await requests.RequestAsync(on.Connection, caller.AuditName, full: true, entities: null, cancellationToken);
        return TypedResults.Accepted($"/api/integrations/sync/{run}", new SyncTriggered(run));
    }
}

/// <summary>Without <c>full: false</c>, every field of every record is compared.</summary>
internal sealed record VerifyBody(bool Full = true);
