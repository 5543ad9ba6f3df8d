using Causeway.Mirror.Connections;
using Causeway.Mirror.Connections.Accounts;
using Causeway.Mirror.Connections.Hosts;
using Causeway.Mirror.Connections.Management;
using Causeway.Odoo;
using Causeway.Platform.Access.Secrets;
using Causeway.Platform.Database;
using Npgsql;

namespace Causeway.Mirror.Sync;

/// <summary>One run over a connection: its models side by side, one run a connection across all processes.</summary>
internal sealed partial class ConnectionSync(
    ConnectionStore connections,
    ConnectionConfigure configure,
    ConnectionStates states,
    ConnectionRemoval removal,
    KeyExpiry keys,
    OdooAccounts accounts,
    OdooClients clients,
    ModelReads models,
    SyncRuns runs,
    RunLocks locks,
    Proof.Proofs proofs,
    Proof.DatabaseIdentity identity,
    Proof.MirrorReset resets,
    ReferredNames names,
    KnownWords dictionary,
    TimeProvider time,
    ILogger<ConnectionSync> logger)
{
    /// <summary>
    /// What is asked for, or else the schedule's turn, and then what was asked for meanwhile; null where there is nothing to
    /// do, or another is at it, who will do the same.
    /// </summary>
    public async Task<SyncStatus?> RunAsync(int connectionId, CancellationToken cancellationToken) =>
        await GoOnAsync(connectionId, await RunOnceAsync(connectionId, isTurn: true, cancellationToken), cancellationToken);

    /// <summary>The same without a turn of the schedule: where nothing is asked for any more, nothing is done.</summary>
    public async Task<SyncStatus?> RunAskedAsync(int connectionId, CancellationToken cancellationToken) =>
        await GoOnAsync(connectionId, await RunOnceAsync(connectionId, isTurn: false, cancellationToken), cancellationToken);

    /// <summary>
    /// Looked for after the lock is given back: who asks before finds us, who asks after finds it free, and may be the
    /// sooner. Answers how our own last run went.
    /// </summary>
    private async Task<SyncStatus?> GoOnAsync(int connectionId, SyncStatus? first, CancellationToken cancellationToken)
    {
        var (status, next) = (first, first);
        while (next is not null && await runs.IsWaitingAsync(connectionId, cancellationToken))
        {
            next = await RunOnceAsync(connectionId, isTurn: false, cancellationToken);
            status = next ?? status;
        }

        return status;
    }

    private async Task<SyncStatus?> RunOnceAsync(int connectionId, bool isTurn, CancellationToken cancellationToken)
    {
        await using var held = await locks.TryTakeAsync(connectionId, cancellationToken);
        if (held is null || await connections.FindEvenDeletedAsync(connectionId, cancellationToken) is not { } connection)
            return null;
        Calls.Priority = CallPriority.Incremental;
        if (connection.DeletedAt is not null)
            await removal.RemoveAsync(connection, cancellationToken);
        else if (await runs.StartAsync(connectionId, isTurn && HasTurn(connection), cancellationToken) is { } order)
            return await RunOrderAsync(await ReadyAsync(connection, order, cancellationToken), order, held.Lost, cancellationToken);
        return null;
    }

    /// <summary>The schedule passes by who is paused, whose owner is disabled, whom Odoo refused, and whose Odoo is being left alone.</summary>
    private bool HasTurn(OdooConnection connection) => !connection.Paused && !connection.OwnerIsOut && !connection.Standing.IsClosedAt(time.GetUtcNow());

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
            var (kind, words) = Failure(exception);
            await runs.FinishAsync(order.Id, SyncStatus.Failed, kind, words, cancellationToken);
            return SyncStatus.Failed;
        }
    }

    private static (string Kind, string Words) Failure(Exception exception) => exception switch
    {
        UnreadableSecretException => ("unreadable_secret", exception.Message),
        _ when DatabaseFailure.WordsFor(exception) is { } words => ("database", words),
        _ => ("internal", "Something went wrong on our side; the log says what."),
    };

    /// <summary>The row must not look as if it still ran, and has a moment to say so.</summary>
    private async Task<SyncStatus> EndEarlyAsync(SyncOrder order, RunReport report, bool isStopping)
    {
        using var moment = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        var (status, kind, message) = report.CancelledBy is { } by
            ? (SyncStatus.Cancelled, "cancelled", $"Cancelled by {by}. The next run goes on from here.")
            : isStopping
                ? (SyncStatus.Cancelled, "stopped", "Causeway was stopped. The next run goes on from here.")
                : (SyncStatus.Failed, "interrupted", "The connection to our database broke. The next run goes on from here.");
        await FinishInTimeAsync(order, status, kind, message, moment.Token);
        Log.Finished(logger, status, message);
        return status;
    }

    /// <summary>
    /// Again while the moment lasts: of the sessions that broke with the run, each that is left in the pool is found out by
    /// its next use. A row that stays is ended by the next look after abandoned runs.
    /// </summary>
    private async Task FinishInTimeAsync(SyncOrder order, SyncStatus status, string kind, string message, CancellationToken moment)
    {
        while (true)
        {
            try
            {
                await runs.FinishAsync(order.Id, status, kind, message, moment);
                return;
            }
            catch (NpgsqlException exception) when (exception.IsTransient)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), moment);
            }
        }
    }

    private async Task ReadAsync(OdooConnection connection, SyncOrder order, RunReport report, CancellationTokenSource ending)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ending.Token);
        var reporting = report.KeepAsync(ending, stop.Token);
        try
        {
            if (await KnowAccountAsync(connection, report, ending.Token) is { } known && await identity.AllowsAsync(known, report, ending.Token))
            {
                await resets.TakeOutAsync(known, ending.Token);
                await models.ReadAsync(known, order, report, ending.Token);
                await NameReferencesAsync(known, report, ending.Token);
                await proofs.RunDueAsync(known, report, ending.Token);
                await accounts.FollowAsync(known.Id, ending.Token);
                await dictionary.LearnAsync(known, ending.Token);
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
            report.Note(exception, ConnectionAdvice.For(exception, clients, connection));
            return null;
        }
    }

    private async Task NameReferencesAsync(OdooConnection connection, RunReport report, CancellationToken cancellationToken)
    {
        if (report.ConnectionFailure is not null)
            return;
        try
        {
            await names.RefreshAsync(connection, cancellationToken);
        }
        catch (OdooException exception)
        {
            report.Note(exception, $"Names of what records refer to: {exception.OdooMessage}");
            Log.NotNamed(logger, exception);
        }
    }

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
        [LoggerMessage(EventId = 3006, Level = LogLevel.Warning, Message = "The names of what records refer to could not be read")]
        public static partial void NotNamed(ILogger logger, Exception exception);

        [LoggerMessage(EventId = 3003, Level = LogLevel.Error, Message = "The sync broke off")]
        public static partial void Broke(ILogger logger, Exception exception);

        [LoggerMessage(EventId = 3000, Level = LogLevel.Information, Message = "Sync {Status}: {Message}")]
        public static partial void Finished(ILogger logger, SyncStatus status, string message);
    }
}
