using Causeway.Mirror.Catalog;
using Causeway.Mirror.Connections;
using Causeway.Mirror.Connections.Hosts;
using Causeway.Mirror.Sync;
using Causeway.Mirror.Sync.Unreadable;
using Causeway.Odoo;
using Npgsql;

namespace Causeway.Mirror.Proof;

/// <summary>The proofs of a connection's models: those that are due, after a run has read what changed.</summary>
internal sealed partial class Proofs(
    NpgsqlDataSource database, OdooClients clients, ModelPlans plans, Holds holds, Removals removals, DatabaseIdentity identity, TimeProvider time, ILogger<Proofs> logger)
{
    public async Task RunDueAsync(OdooConnection connection, RunReport report, CancellationToken cancellationToken)
    {
        Calls.Priority = CallPriority.Proof;
        var due = (await ProofState.AllAsync(database, connection.Id, cancellationToken)).Where(state => state.IsDue(time.GetUtcNow())).ToList();
        foreach (var state in due)
        {
            // A model that could not be read cannot be proved, and a connection that is gone proves nothing.
            if (!report.IsRefused && report.ConnectionFailure is null && ConnectionModels.Find(connection, state.Model) is { } model && report.Of(model) is { Error: null } progress)
                await RunAsync(connection, model, state, progress, report, cancellationToken);
        }
    }

    private async Task RunAsync(OdooConnection connection, MirrorModel model, ProofState state, ModelProgress progress, RunReport report, CancellationToken cancellationToken)
    {
        try
        {
            if (await FindAsync(connection, model, cancellationToken) is { } proved)
                progress.Add(await new ModelProof(proved, state, holds, removals).RunAsync(cancellationToken));
        }
        catch (OlderDatabaseException exception)
        {
            var stopped = await identity.StopAsync(connection, "older_database", cancellationToken);
            report.Refuse(stopped.Stopped!, stopped.Message!);
            Log.Failed(logger, exception, model.Name);
        }
        catch (OdooException exception)
        {
            progress.Error = exception.OdooMessage;
            report.Note(exception, $"The proof of {model.Name}: {exception.OdooMessage}");
            Log.Failed(logger, exception, model.Name);
        }
    }

    /// <summary>A model as a proof looks at it; null where the instance has none.</summary>
    public async Task<ProvedModel?> FindAsync(OdooConnection connection, MirrorModel model, CancellationToken cancellationToken)
    {
        if (await plans.FindAsync(connection, model, cancellationToken) is not { } plan)
            return null;
        var stream = await SyncStream.LoadAsync(database, connection.Id, model.Name, cancellationToken);
        var quarantine = new Quarantine(database, connection.Id, model.Name, time);
        await quarantine.LoadAsync(cancellationToken);
        return new ProvedModel(database, clients.For(connection), connection, plan.Without(stream.StaleFields), time)
        {
            Held = await holds.OpenIdsAsync(connection.Id, model.Name, cancellationToken),
            Quarantined = quarantine.Ids,
        };
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 3100, Level = LogLevel.Warning, Message = "{Model} could not be proved")]
        public static partial void Failed(ILogger logger, Exception exception, string model);
    }
}
