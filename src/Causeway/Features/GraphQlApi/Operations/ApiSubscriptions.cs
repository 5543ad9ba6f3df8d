using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Causeway.Features.GraphQlApi.Types;
using Causeway.GraphQL.Execution;
using Causeway.GraphQL.Types;
using Causeway.Mirror.Changes;
using Causeway.Mirror.Connections.Management;
using Causeway.Mirror.Records;
using Causeway.Mirror.Sync;
using Causeway.Platform.Http;
using Npgsql;

namespace Causeway.Features.GraphQlApi.Operations;

/// <summary>What can be followed: changes of the mirror, and a run.</summary>
internal sealed class ApiSubscriptions(ChangeStream stream, ChangeQuery changes, SyncRuns runs, SyncEvents events, NpgsqlDataSource database)
{
    public ObjectType Make()
    {
        var subscription = new ObjectType("Subscription") { Description = "What can be followed, as server-sent events at /graphql/stream." };
        subscription.Add(new FieldOfType("changes", OwnTypes.Change.Required())
        {
            Description = "Each change as it happens, at least once. The stream ends when what you may see has changed: read the lists again.",
            Arguments =
            [
                new("models", ScalarType.String.Required().List()) { Description = "Of these models; of all by default." },
                new("records", ScalarType.Boolean) { Description = "Whether each change carries its record." },
                new("since", ScalarType.String) { Description = "The position to go on from; from now on by default." },
            ],
            Subscribe = ChangesAsync,
            Resolve = (context, _) => ValueTask.FromResult(context.Parent),
        });
        subscription.Add(new FieldOfType("sync_progress", OwnTypes.SyncRun.Required())
        {
            Description = "A run until it has ended, for those who manage the connection.",
            Arguments = [new("sync_id", ScalarType.Id.Required())],
            Subscribe = ProgressAsync,
            Resolve = (context, _) => ValueTask.FromResult(context.Parent),
        });
        return subscription;
    }

    private async IAsyncEnumerable<object?> ChangesAsync(FieldContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var viewer = ((GraphQlContext)context.Request!).Viewer ?? throw Faults.NoConnection;
        var position = await PositionAsync(viewer, context.Arguments.GetValueOrDefault("since") as string, cancellationToken);
        var models = context.Arguments.GetValueOrDefault("models") is object?[] names ? names.Cast<string>().ToArray() : null;
        await foreach (var told in stream.ReadAsync(viewer, position, new ChangeWish(models, context.Arguments.GetValueOrDefault("records") is true), cancellationToken))
        {
            foreach (var change in told)
                yield return Of(change, viewer);
        }
    }

    private async Task<long> PositionAsync(Viewer viewer, string? since, CancellationToken cancellationToken)
    {
        if (since is null)
            return await ChangeFeed.PositionAsync(database, viewer.Connection.Id, cancellationToken);
        var position = FeedPosition.TryParse(since) ?? throw Faults.Of("since is not a position that this API gave out.", "BAD_REQUEST");
        return position.Scope == viewer.Scope && await changes.ReadAsync(viewer, position.Version, models: null, limit: 1, cancellationToken) is not null
            ? position.Version
            : throw Faults.Of("What you may see has changed since that position, or it is no longer kept: read the lists again.", "GONE");
    }

    private static JsonElement Of(Change change, Viewer viewer)
    {
        var json = JsonSerializer.SerializeToNode(change, ApiJson.Options)!.AsObject();
        json["position"] = JsonValue.Create(new FeedPosition(change.Version, viewer.Scope).ToString());
        return JsonSerializer.SerializeToElement(json);
    }

    private async IAsyncEnumerable<object?> ProgressAsync(FieldContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var asked = (GraphQlContext)context.Request!;
        var connection = asked.Connection ?? throw Faults.NoConnection;
        if (!ManagedConnection.IsManagedBy(connection, asked.Caller))
            throw Faults.Of(ManagedConnection.Refusal.Problem);
        if (!Guid.TryParse((string)context.Arguments["sync_id"]!, out var id) || await runs.FindAsync(connection.Id, id, cancellationToken) is null)
            throw Faults.Of("There is no such run on this connection.", "NOT_FOUND");
        await foreach (var item in events.FollowAsync(connection.Id, id, cancellationToken))
            yield return JsonTypes.Of(item.Data);
    }
}
