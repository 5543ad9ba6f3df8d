using Causeway.Features.GraphQlApi.Types;
using Causeway.GraphQL.Types;
using Causeway.Mirror.Connections;
using Causeway.Mirror.Connections.Accounts;
using Causeway.Mirror.Sync;
using Causeway.Mirror.Writes;
using Causeway.Odoo;
using Causeway.Platform.Http;

namespace Causeway.Features.GraphQlApi.Operations;

/// <summary>
/// Asks for a run and waits for its end, as clients of an earlier system do: whose credentials are missing or wrong is told
/// in the words that they know.
/// </summary>
internal sealed class SyncMutations(OwnCredentialTable credentials, WritingAccounts accounts, ConnectionStore connections, SyncRequests requests, SyncEvents events, TimeProvider time)
{
    private const string NoCredentials = "User has no Odoo credentials configured";
    private const string BadCredentials = "Invalid Odoo credentials";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <param name="What">What is synced, as the messages begin.</param>
    /// <param name="Entities">The entities of the contract; all where null.</param>
    private sealed record Wish(string What, string[]? Entities);

    public void AddTo(ObjectType mutation)
    {
        mutation.Add(Field("sync_contacts_from_odoo", "Reads contacts from Odoo now.", new Wish("Odoo contact sync", ["contacts"])));
        mutation.Add(Field("sync_products_from_odoo", "Reads products from Odoo now.", new Wish("Odoo product sync", ["products"])));
        mutation.Add(Field("sync_all_from_odoo", "Reads everything from Odoo now.", new Wish("Odoo sync", null)));
    }

    private FieldOfType Field(string name, string description, Wish wish) => new(name, SyncResponse.Type.Required())
    {
        Description = $"{description} Waits for the end, but no longer than {Patience.TotalSeconds} seconds: then sync_id tells which run goes on.",
        Resolve = async (context, cancellationToken) => JsonTypes.Of(await RunAsync((GraphQlContext)context.Request!, wish, cancellationToken)),
    };

    private async Task<SyncResponse> RunAsync(GraphQlContext asked, Wish wish, CancellationToken cancellationToken)
    {
        if (await ConnectionAsync(asked, cancellationToken) is not { } connection)
            return SyncResponse.Failed(NoCredentials);
        if (await RefusalAsync(asked, connection, cancellationToken) is { } refusal)
            return SyncResponse.Failed($"{wish.What} failed: {refusal}", refusal);
        var run = await requests.RequestAsync(connection, asked.Caller.AuditName, full: false, wish.Entities, cancellationToken);
        return await WaitAsync(connection, run, wish, cancellationToken);
    }

    /// <summary>The connection that the caller has credentials for: their own ones, or for an administrator a shared connection's.</summary>
    private async Task<OdooConnection?> ConnectionAsync(GraphQlContext asked, CancellationToken cancellationToken)
    {
        if (asked.Connection is { } named && (named.OwnerId == asked.Caller.UserId || asked.Caller.MayAdminister))
            return named;
        return await credentials.FindAsync(asked.Caller.UserId, cancellationToken) is { } own ? await connections.FindAsync(own.ConnectionId, cancellationToken) : null;
    }

    /// <summary>Why Odoo does not take the caller's own credentials for a shared connection; null where it does, or there are none.</summary>
    private async Task<string?> RefusalAsync(GraphQlContext asked, OdooConnection connection, CancellationToken cancellationToken)
    {
        if (asked.Caller.IsAdminKey || connection.OwnerId is not null)
            return null;
        try
        {
            var account = await accounts.ChooseAsync(new WriteOrder(connection, Mirror.Catalog.DefaultModels.Partner, asked.Caller.AuditName, asked.Caller.UserId), cancellationToken);
            if (account.OwnUid is not null)
                await (await account.OpenAsync(cancellationToken)).AuthenticateAsync(cancellationToken);
            return null;
        }
        catch (ProblemException)
        {
            return BadCredentials;
        }
        catch (OdooException exception)
        {
            return exception.Kind == OdooErrorKind.BadCredentials ? BadCredentials : exception.OdooMessage;
        }
    }

    private async Task<SyncResponse> WaitAsync(OdooConnection connection, Guid id, Wish wish, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        SyncRun? last = null;
        try
        {
            await foreach (var item in events.FollowAsync(connection.Id, id, waiting.Token))
                last = item.Data;
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            // It goes on without us.
        }

        return last is { CompletedAt: not null }
            ? Answer(last, wish).With(last)
            : new SyncResponse(Success: true, $"{wish.What} takes longer and goes on as run {id}") { SyncId = id };
    }

    private static SyncResponse Answer(SyncRun run, Wish wish) => run.Status switch
    {
        SyncStatus.Completed => new SyncResponse(Success: true, $"{wish.What} completed successfully"),
        SyncStatus.Partial => new SyncResponse(Success: true, $"{wish.What} completed, but not all could be read") { Errors = Reasons(run) },
        _ when run.ErrorKind == "bad_credentials" => SyncResponse.Failed($"{wish.What} failed: {BadCredentials}", BadCredentials),
        _ => SyncResponse.Failed($"{wish.What} failed: {Reasons(run)[0]}", Reasons(run)),
    };

    private static string[] Reasons(SyncRun run) => [run.ErrorMessage ?? $"The run was {run.Status.ToString().ToLowerInvariant()}.", .. run.Stats.Values.SelectMany(stats => stats.Errors)];
}
