using Causeway.Mirror.Catalog;
using Causeway.Mirror.Connections;
using Causeway.Odoo;
using Causeway.Platform.Database;
using Npgsql;

namespace Causeway.Mirror.Sync;

/// <summary>One run over a connection: its models side by side, one run a connection across all processes.</summary>
internal sealed partial class ConnectionSync(
    NpgsqlDataSource database,
    ConnectionStore connections,
    ConnectionConfigure configure,
    ConnectionStates states,
    ConnectionRemoval removal,
    KeyExpiry keys,
    OdooClients clients,
    ModelPlans plans,
    SyncRuns runs,
    RunLocks locks,
    Proof.Proofs proofs,
    Proof.DatabaseIdentity identity,
    TimeProvider time,
    ILogger<ConnectionSync> logger)
{
    /// <summary>Models that are read at the same time; the host's ceiling on calls holds besides.</summary>
    private const int SideBySide = 2;

    private const int Attempts = 3;

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Somewhat less than ten minutes: of a schedule of five, every second cycle reads them (docs/connections.md).
    /// </summary>
    private static readonly TimeSpan SmallTablesEvery = TimeSpan.FromMinutes(9);

    /// <summary>
    /// Runs what is asked for, or the schedule's turn, and then what was asked for meanwhile; null where there is nothing to
    /// do, or another is at it, who will do the same.
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
        await using var held = await locks.TryTakeAsync(connectionId, cancellationToken);
        if (held is null || await connections.FindEvenDeletedAsync(connectionId, cancellationToken) is not { } connection)
            return null;
        Calls.Priority = CallPriority.Incremental;
        if (connection.DeletedAt is not null)
            await removal.RemoveAsync(connection, cancellationToken);
        else if (await runs.StartAsync(connectionId, HasTurn(connection), cancellationToken) is { } order)
            return await RunOrderAsync(await ReadyAsync(connection, order, cancellationToken), order, held.Lost, cancellationToken);
        return null;
    }

    /// <summary>The schedule passes by who is paused, whom Odoo refused, and whose Odoo is being left alone.</summary>
    private bool HasTurn(OdooConnection connection) => !connection.Paused && !connection.Standing.IsClosedAt(time.GetUtcNow());

    /// <summary>Who asks by hand wants it tried now, also where Odoo refused us or is being left alone.</summary>
    private async Task<OdooConnection> ReadyAsync(OdooConnection connection, SyncOrder order, CancellationToken cancellationToken)
    {
        if (!order.IsManual)
            return connection;
        await states.ForgiveAsync(connection.Id, cancellationToken);
        return await connections.FindAsync(connection.Id, cancellationToken) ?? connection;
    }

    private async Task<SyncStatus> RunOrderAsync(OdooConnection connection, SyncOrder order, CancellationToken lost, CancellationToken cancellationToken)
    {
        using var scope = logger.BeginScope("connection {Connection}, run {Run}", connection.Id, order.Id);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lost);
        var report = new RunReport(order.Id, runs, time);
        try
        {
            await ReadAsync(connection, order, report, ending);
            return await FinishAsync(connection, order, report, cancellationToken);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            var status = await EndEarlyAsync(order, report, cancellationToken.IsCancellationRequested);
            cancellationToken.ThrowIfCancellationRequested();
            return status;
        }
        catch (Exception exception)
        {
            Log.Broke(logger, exception);
            var words = DatabaseFailure.WordsFor(exception);
            await runs.FinishAsync(order.Id, SyncStatus.Failed, words is null ? "internal" : "database", words ?? "Something went wrong on our side; the log says what.", cancellationToken);
            return SyncStatus.Failed;
        }
    }

    /// <summary>The row must not look as if it still ran, and has a moment to say so.</summary>
    private async Task<SyncStatus> EndEarlyAsync(SyncOrder order, RunReport report, bool isStopping)
    {
        using var moment = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        var (status, kind, message) = report.CancelledBy is { } by
            ? (SyncStatus.Cancelled, "cancelled", $"Cancelled by {by}. The next run goes on from here.")
            : isStopping
                ? (SyncStatus.Cancelled, "stopped", "Causeway was stopped. The next run goes on from here.")
                : (SyncStatus.Failed, "interrupted", "The connection to our database broke. The next run goes on from here.");
        await runs.FinishAsync(order.Id, status, kind, message, moment.Token);
        Log.Finished(logger, status, message);
        return status;
    }

    private async Task ReadAsync(OdooConnection connection, SyncOrder order, RunReport report, CancellationTokenSource ending)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ending.Token);
        var reporting = report.KeepAsync(ending, stop.Token);
        try
        {
            if (await KnowAccountAsync(connection, report, ending.Token) is { } known && await identity.AllowsAsync(known, report, ending.Token))
            {
                await ReadModelsAsync(known, order, report, ending.Token);
                await proofs.RunDueAsync(known, report, ending.Token);
            }
        }
        finally
        {
            await stop.CancelAsync();
            await reporting;
        }
    }

    /// <summary>A connection from the settings was saved without asking Odoo who we are there; null where it will not say.</summary>
    private async Task<OdooConnection?> KnowAccountAsync(OdooConnection connection, RunReport report, CancellationToken cancellationToken)
    {
        try
        {
            var known = connection.OdooUid is null ? await configure.LearnAsync(connection, cancellationToken) : connection;
            return await keys.RefreshAsync(known, cancellationToken);
        }
        catch (OdooException exception)
        {
            report.Note(exception, AdviceFor(exception, connection));
            return null;
        }
    }

    private async Task ReadModelsAsync(OdooConnection connection, SyncOrder order, RunReport report, CancellationToken cancellationToken)
    {
        var models = ConnectionModels.Of(connection).Where(model => IsMeant(model, order)).ToArray();
        if (order.FullRead)
        {
            // Fields too: who asks for everything may just have added one.
            foreach (var model in models)
                plans.Forget(connection, model);
            await SyncStream.ForgetAsync(database, connection.Id, models.Select(model => model.Name), cancellationToken);
        }
        else if (order.IsScheduled)
        {
            models = await WithoutFreshTablesAsync(connection, models, cancellationToken);
        }

        var parallel = new ParallelOptions { MaxDegreeOfParallelism = SideBySide, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(models, parallel, async (model, token) => await ReadModelAsync(connection, model, report, token));
    }

    private static bool IsMeant(MirrorModel model, SyncOrder order) =>
        model.Small || order.Entities is null || model.IsOf(order.Entities) || order.Entities.Contains(model.Name);

    /// <summary>Small tables hardly change: the schedule leaves out those that were read, by whomever, minutes ago.</summary>
    private async Task<MirrorModel[]> WithoutFreshTablesAsync(OdooConnection connection, MirrorModel[] models, CancellationToken cancellationToken)
    {
        var fresh = await SyncStream.LiveSinceAsync(database, connection.Id, time.GetUtcNow() - SmallTablesEvery, cancellationToken);
        return [.. models.Where(model => !model.Small || !fresh.Contains(model.Name))];
    }

    private async Task ReadModelAsync(OdooConnection connection, MirrorModel model, RunReport report, CancellationToken cancellationToken)
    {
        // What the first model found of the connection as a whole holds for the others: they need not ask again.
        if (report.ConnectionFailure is not null)
            return;
        var progress = report.Begin(model);
        try
        {
            await ReadPatientlyAsync(connection, model, progress, cancellationToken);
            foreach (var notice in progress.Notices)
                Log.Noticed(logger, notice);
        }
        catch (OdooException exception)
        {
            progress.Error = exception.OdooMessage;
            report.Note(exception, RunReport.IsOfTheConnection(exception)
                ? AdviceFor(exception, connection)
                : $"{model.Name}: {exception.OdooMessage}");
            Log.ModelFailed(logger, exception, model.Name);
        }
    }

    private async Task ReadPatientlyAsync(OdooConnection connection, MirrorModel model, ModelProgress progress, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                if (await plans.FindAsync(connection, model, cancellationToken) is not { } plan)
                    await AbsentAsync(connection, model, cancellationToken);
                else
                    await new ModelSync(database, clients.For(connection), connection, plan, progress, time).RunAsync(full: false, cancellationToken);
                return;
            }
            // An upgrade of Odoo took a field away, or an app with its models: they are asked for anew.
            catch (OdooException exception) when (exception.Kind is OdooErrorKind.UnknownField or OdooErrorKind.UnknownModel && attempt < Attempts)
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

    /// <summary>An app that is not installed is no error, and is said once.</summary>
    private async Task AbsentAsync(OdooConnection connection, MirrorModel model, CancellationToken cancellationToken)
    {
        if (await SyncStream.MarkAbsentAsync(database, connection.Id, model.Name, cancellationToken))
            Log.Absent(logger, model.Name);
    }

    /// <summary>Why the circuit is closed was said in such words when it closed.</summary>
    private string AdviceFor(OdooException exception, OdooConnection connection) =>
        clients.CircuitOf(connection).Says(exception) ? exception.OdooMessage : ConnectionAdvice.For(exception, clients.Options(connection));

    private async Task<SyncStatus> FinishAsync(OdooConnection connection, SyncOrder order, RunReport report, CancellationToken cancellationToken)
    {
        var status = report.Outcome();
        if (report.ConnectionFailure is null)
            await clients.CircuitOf(connection).ConnectedAsync(cancellationToken);
        await report.WriteAsync(cancellationToken);
        await runs.FinishAsync(order.Id, status, report.ErrorKind, report.ErrorMessage, cancellationToken);
        Log.Finished(logger, status, report.ErrorMessage ?? "no errors");
        return status;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 3005, Level = LogLevel.Information, Message = "This Odoo has no {Model}: its app is not installed there")]
        public static partial void Absent(ILogger logger, string model);

        [LoggerMessage(EventId = 3003, Level = LogLevel.Error, Message = "The sync broke off")]
        public static partial void Broke(ILogger logger, Exception exception);

        [LoggerMessage(EventId = 3000, Level = LogLevel.Information, Message = "Sync {Status}: {Message}")]
        public static partial void Finished(ILogger logger, SyncStatus status, string message);

        [LoggerMessage(EventId = 3001, Level = LogLevel.Warning, Message = "{Model} could not be read")]
        public static partial void ModelFailed(ILogger logger, Exception exception, string model);

        [LoggerMessage(EventId = 3004, Level = LogLevel.Information, Message = "{Notice}")]
        public static partial void Noticed(ILogger logger, string notice);

        [LoggerMessage(EventId = 3002, Level = LogLevel.Information, Message = "{Model} is read again after attempt {Attempt}")]
        public static partial void ModelRetried(ILogger logger, Exception exception, string model, int attempt);
    }
}
