using Causeway.Mirror.Catalog;
using Causeway.Mirror.Connections;
using Causeway.Odoo;
using Npgsql;

namespace Causeway.Mirror.Sync;

/// <summary>One run over a connection: its models side by side, one run a connection across all processes.</summary>
internal sealed partial class ConnectionSync(
    NpgsqlDataSource database,
    ConnectionStore connections,
    ConnectionConfigure configure,
    OdooClients clients,
    ModelPlans plans,
    SyncRuns runs,
    Proof.Proofs proofs,
    TimeProvider time,
    ILogger<ConnectionSync> logger)
{
    /// <summary>Models that are read at the same time; the host's ceiling on calls holds besides.</summary>
    private const int SideBySide = 2;

    private const int Attempts = 3;

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Runs what is asked for, or the schedule's turn, and then what was asked for meanwhile; null where another is at it,
    /// who will do the same.
    /// </summary>
    public async Task<SyncStatus?> RunAsync(int connectionId, CancellationToken cancellationToken)
    {
        var status = await RunOnceAsync(connectionId, cancellationToken);
        // Looked for after the lock is given back: who asks before finds us, who asks after finds it free.
        while (status is not null && await runs.IsWaitingAsync(connectionId, cancellationToken))
            status = await RunOnceAsync(connectionId, cancellationToken);
        return status;
    }

    private async Task<SyncStatus?> RunOnceAsync(int connectionId, CancellationToken cancellationToken)
    {
        await using var held = await RunLock.TryTakeAsync(database, connectionId, cancellationToken);
        if (held is null || await connections.FindAsync(connectionId, cancellationToken) is not { } connection)
            return null;
        var order = await runs.StartAsync(connectionId, cancellationToken);
        using var scope = logger.BeginScope("connection {Connection}, run {Run}", connectionId, order.Id);
        var report = new RunReport(order.Id, runs, time);
        try
        {
            if (await KnowAccountAsync(connection, report, cancellationToken) is { } known)
                await ReadModelsAsync(known, order, report, cancellationToken);
            return await FinishAsync(order, report, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // We are stopping: the row must not look as if it still ran, and has a moment to say so.
            using var moment = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            await runs.FinishAsync(order.Id, SyncStatus.Cancelled, "stopped", "Causeway was stopped. The next run goes on from here.", moment.Token);
            throw;
        }
        catch (Exception exception)
        {
            Log.Broke(logger, exception);
            await runs.FinishAsync(order.Id, SyncStatus.Failed, "internal", "Something went wrong on our side; the log says what.", cancellationToken);
            return SyncStatus.Failed;
        }
    }

    /// <summary>A connection from the settings was saved without asking Odoo who we are there; null where it will not say.</summary>
    private async Task<OdooConnection?> KnowAccountAsync(OdooConnection connection, RunReport report, CancellationToken cancellationToken)
    {
        if (connection.OdooUid is not null)
            return connection;
        try
        {
            return await configure.LearnAsync(connection, cancellationToken);
        }
        catch (OdooException exception)
        {
            report.Note(exception, ConnectionAdvice.For(exception, clients.Options(connection)));
            return null;
        }
    }

    private async Task ReadModelsAsync(OdooConnection connection, SyncOrder order, RunReport report, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reporting = report.KeepAsync(stop.Token);
        try
        {
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = SideBySide, CancellationToken = cancellationToken };
            var models = DefaultModels.All.Where(model => order.Entities is null || model.Small || order.Entities.Contains(model.Entity));
            await Parallel.ForEachAsync(models, parallel, async (model, token) => await ReadModelAsync(connection, model, order.FullRead, report, token));
            await proofs.RunDueAsync(connection, report, cancellationToken);
        }
        finally
        {
            await stop.CancelAsync();
            await reporting;
        }
    }

    private async Task ReadModelAsync(OdooConnection connection, MirrorModel model, bool full, RunReport report, CancellationToken cancellationToken)
    {
        // What the first model found of the connection as a whole holds for the others: they need not ask again.
        if (report.ConnectionFailure is not null)
            return;
        var progress = report.Begin(model);
        try
        {
            await ReadPatientlyAsync(connection, model, full, progress, cancellationToken);
        }
        catch (OdooException exception)
        {
            progress.Error = exception.OdooMessage;
            report.Note(exception, RunReport.IsOfTheConnection(exception)
                ? ConnectionAdvice.For(exception, clients.Options(connection))
                : $"{model.Name}: {exception.OdooMessage}");
            Log.ModelFailed(logger, exception, model.Name);
        }
    }

    private async Task ReadPatientlyAsync(OdooConnection connection, MirrorModel model, bool full, ModelProgress progress, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                if (await plans.FindAsync(connection, model, cancellationToken) is { } plan)
                    await new ModelSync(database, clients.For(connection), connection, plan, progress, time).RunAsync(full && attempt == 1, cancellationToken);
                return;
            }
            // An upgrade of Odoo took a field away: its fields are asked for anew.
            catch (OdooException exception) when (exception.Kind == OdooErrorKind.UnknownField && attempt < Attempts)
            {
                plans.Forget(connection, model);
            }
            // A page that broke off in mid-stream: what is stored stays stored, and the pass goes on from there. Where the
            // server asks for a longer pause, the next run is soon enough.
            catch (OdooException exception) when (exception.IsTransient && attempt < Attempts && !(exception.RetryAfter > LongestPause))
            {
                Log.ModelRetried(logger, exception, model.Name, attempt);
                var wait = exception.RetryAfter ?? TimeSpan.FromSeconds(attempt * (0.5 + Random.Shared.NextDouble()));
                await Task.Delay(wait, time, cancellationToken);
            }
        }
    }

    private async Task<SyncStatus> FinishAsync(SyncOrder order, RunReport report, CancellationToken cancellationToken)
    {
        var status = report.Outcome();
        await report.WriteAsync(cancellationToken);
        await runs.FinishAsync(order.Id, status, report.ErrorKind, report.ErrorMessage, cancellationToken);
        Log.Finished(logger, status, report.ErrorMessage ?? "no errors");
        return status;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 3003, Level = LogLevel.Error, Message = "The sync broke off")]
        public static partial void Broke(ILogger logger, Exception exception);

        [LoggerMessage(EventId = 3000, Level = LogLevel.Information, Message = "Sync {Status}: {Message}")]
        public static partial void Finished(ILogger logger, SyncStatus status, string message);

        [LoggerMessage(EventId = 3001, Level = LogLevel.Warning, Message = "{Model} could not be read")]
        public static partial void ModelFailed(ILogger logger, Exception exception, string model);

        [LoggerMessage(EventId = 3002, Level = LogLevel.Information, Message = "{Model} is read again after attempt {Attempt}")]
        public static partial void ModelRetried(ILogger logger, Exception exception, string model, int attempt);
    }
}
