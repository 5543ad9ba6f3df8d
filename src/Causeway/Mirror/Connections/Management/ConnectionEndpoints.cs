using Causeway.Mirror.Sync;
using Causeway.Mirror.Sync.Background;
using Causeway.Platform.Access;
using Causeway.Platform.Access.ApiTokens;
using Causeway.Platform.Http;
using Causeway.Platform.Http.Document;

namespace Causeway.Mirror.Connections.Management;

internal sealed record ConnectionsAnswer(IReadOnlyList<ConnectionAnswer> Connections);

/// <summary>A connection that was saved, what its test found, and the run that began.</summary>
internal sealed record ConnectionSaved(ConnectionAnswer Connection, ConnectionFindings? Test, Guid? SyncId);

/// <summary><c>/connections</c>: several Odoo instances, each with its own schedule, mirror and sync history.</summary>
internal static class ConnectionEndpoints
{
    private static readonly QuerySpec Force =
    [
        new("force", QueryType.Flag, "Save even when the test fails."),
    ];

    public static void MapConnections(this IEndpointRouteBuilder api)
    {
        var connections = api.MapGroup("/connections").RequireSignedIn().WithTags("Connections");
        connections.MapGet("", ListAsync).WithName("ListConnections").WithSummary("The connections that you may manage").Produces<ConnectionsAnswer>();
        connections.MapPost("", AddAsync)
            .WithQuery(Force)
            .RefuseApiTokens()
            .CallsOdoo()
            .WithName("AddConnection")
            .WithSummary("Connect another Odoo")
            .WithDescription("Tested first and saved only when it works; a first sync begins at once. Users who are no administrators make private connections, which nobody else sees.")
            .Produces<ConnectionSaved>(StatusCodes.Status201Created);
        connections.MapGet("/{id:int}", FindAsync).WithName("GetConnection").WithSummary("One connection").Produces<ConnectionAnswer>();
        connections.MapPatch("/{id:int}", ChangeAsync)
            .WithQuery(Force)
            .RefuseApiTokens()
            .CallsOdoo()
            .WithName("ChangeConnection")
            .WithSummary("Change a connection's settings, or pause it")
            .WithDescription("Changed credentials are tested first. Another interval holds from the next turn on.")
            .Produces<ConnectionSaved>();
        connections.MapDelete("/{id:int}", DeleteAsync)
            .RefuseApiTokens()
            .WithName("DeleteConnection")
            .WithSummary("Delete a connection with its mirror and its history")
            .WithDescription("Gone for everybody at once, with what users saved of their own credentials for it; a run over it ends, and its rows are removed in the background. 409 where every administrator signs in through it.")
            .Produces(StatusCodes.Status204NoContent).Refuses(409);
        connections.MapPost("/{id:int}/default", MakeDefaultAsync)
            .RequireAdmin()
            .RefuseApiTokens()
            .WithName("MakeConnectionDefault")
            .WithSummary("Make it the connection of requests that name none")
            .Produces<ConnectionAnswer>();
    }

    private static async Task<IResult> ListAsync(Caller caller, ConnectionStore connections, SyncRuns runs, CancellationToken cancellationToken)
    {
        var answers = new List<ConnectionAnswer>();
        foreach (var connection in await connections.OfAsync(caller.UserId, caller.MayAdminister, cancellationToken))
            answers.Add(ConnectionAnswer.Of(connection, await runs.LastEndedAsync(connection.Id, cancellationToken)));
        return TypedResults.Ok(new ConnectionsAnswer(answers));
    }

    private static async Task<IResult> AddAsync(NewConnection body, Caller caller, QueryValues query, ConnectionConfigure configure, SyncSchedule schedule, SyncRequests sync, CancellationToken cancellationToken)
    {
        if (body.Private == false && !caller.MayAdminister)
            throw ManagedConnection.Refusal;
        if (body.Private == true && caller.IsAdminKey)
            return Problems.Invalid("private", "needs a person: the admin key is nobody.");
        var options = body.Read();
        var owner = body.Private ?? !caller.MayAdminister ? caller.UserId : default(Guid?);
        var (findings, saved) = await configure.RunAsync(options, known: null, body.ChoicesOf(owner), query.Flag("force"), cancellationToken);
        if (saved is null)
            return Problems.Refused(findings.Message);
        await schedule.SetAsync(saved, SyncSchedule.Interval(saved), cancellationToken);
        var run = await sync.RequestAsync(saved, caller.AuditName, full: false, entities: null, cancellationToken);
        return TypedResults.Created($"/api/connections/{saved.Id}", new ConnectionSaved(ConnectionAnswer.Of(saved, last: null), findings, run));
    }

    private static async Task<IResult> FindAsync(int id, Caller caller, ConnectionStore connections, SyncRuns runs, CancellationToken cancellationToken)
    {
        var connection = await ManagedAsync(id, caller, connections, cancellationToken);
        return TypedResults.Ok(ConnectionAnswer.Of(connection, await runs.LastEndedAsync(id, cancellationToken)));
    }

    private static async Task<IResult> ChangeAsync(
        int id, ConnectionBody body, Caller caller, QueryValues query, ConnectionStore connections, ConnectionConfigure configure, OdooClients clients, SyncSchedule schedule, SyncRuns runs, CancellationToken cancellationToken)
    {
        var known = await ManagedAsync(id, caller, connections, cancellationToken);
        if (body.Private is not null)
            return Problems.Invalid("private", "is chosen when a connection is made: the data of a private one is its owner's alone.");
        var whole = body.Over(OdooCredentials.Of(known));
        var saved = whole.BringsSecret ? null : clients.Options(known);
        var options = whole.Read(saved);
        var (findings, changed) = options == saved
            ? (null, await configure.ChangeAsync(known, body.Choices, query.Flag("force"), cancellationToken))
            : await configure.RunAsync(options, known, body.Choices, query.Flag("force"), cancellationToken);
        if (changed is null)
            return Problems.Refused(findings!.Message);
        if (changed.IntervalMinutes != known.IntervalMinutes || changed.Paused != known.Paused)
            await schedule.SetAsync(changed, SyncSchedule.Interval(changed), cancellationToken);
        return TypedResults.Ok(new ConnectionSaved(ConnectionAnswer.Of(changed, await runs.LastEndedAsync(id, cancellationToken)), findings, SyncId: null));
    }

    private static async Task<IResult> DeleteAsync(int id, Caller caller, ConnectionStore connections, ConnectionDeletion deletion, CancellationToken cancellationToken)
    {
        await ManagedAsync(id, caller, connections, cancellationToken);
        await deletion.RunAsync(id, caller.AuditName, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> MakeDefaultAsync(int id, Caller caller, ConnectionStore connections, SyncRuns runs, CancellationToken cancellationToken)
    {
        var connection = await ManagedAsync(id, caller, connections, cancellationToken);
        if (connection.OwnerId is not null)
            return Problems.Invalid("id", "is a private connection: it is its owner's default already.");
        await connections.MakeDefaultAsync(id, cancellationToken);
        return await FindAsync(id, caller, connections, runs, cancellationToken);
    }

    /// <summary>Somebody else's private connection does not exist, as far as anyone can tell.</summary>
    private static async Task<OdooConnection> ManagedAsync(int id, Caller caller, ConnectionStore connections, CancellationToken cancellationToken)
    {
        var connection = await connections.FindAsync(id, cancellationToken);
        if (connection is null || (connection.OwnerId is { } owner && owner != caller.UserId))
            throw new ProblemException(Problems.NotFound($"There is no connection {id}."));
        return ManagedConnection.IsManagedBy(connection, caller) ? connection : throw ManagedConnection.Refusal;
    }
}
