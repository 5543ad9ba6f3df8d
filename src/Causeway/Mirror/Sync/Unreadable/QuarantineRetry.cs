using Causeway.Mirror.Catalog;
using Causeway.Mirror.Connections;
using Npgsql;

namespace Causeway.Mirror.Sync.Unreadable;

/// <summary>One more try of a record in quarantine, because somebody asks for it.</summary>
internal sealed class QuarantineRetry(NpgsqlDataSource database, OdooClients clients, ModelPlans plans, TimeProvider time)
{
    public async Task RunAsync(OdooConnection connection, QuarantinedRecord record, CancellationToken cancellationToken)
    {
        if (ConnectionModels.Find(connection, record.Model) is not { } model || await plans.FindAsync(connection, model, cancellationToken) is not { } plan)
            return;
        var reader = new ModelReader(database, clients.For(connection), connection, plan, time);
        var stream = await SyncStream.LoadAsync(database, connection.Id, record.Model, cancellationToken);
        reader.LeaveOut(stream.StaleFields.Intersect(plan.Fields.Select(field => field.Name)));
        var quarantine = new Quarantine(database, connection.Id, record.Model, time);
        var pieces = new PieceByPiece(reader, quarantine, new BrokenFields(reader, quarantine), new ModelProgress(model.Name, model.Entity));
        await pieces.TryAgainAsync(record.RecordId, cancellationToken);
    }
}
