using Causeway.Mirror.Catalog;
using Causeway.Mirror.Connections;
using Causeway.Odoo;
using Npgsql;

namespace Causeway.Mirror.Sync;

/// <summary>The models of one run, side by side: what fails in one of them stops no other.</summary>
internal sealed partial class ModelReads(NpgsqlDataSource database, OdooClients clients, ModelPlans plans, TimeProvider time, ILogger<ModelReads> logger)
{
    /// <summary>Models that are read at the same time; the host's ceiling on calls holds besides.</summary>
    private const int SideBySide = 2;

    private const int Attempts = 3;

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Somewhat less than ten minutes: of a schedule of five, every second cycle reads them (docs/connections.md).
    /// </summary>
    private static readonly TimeSpan SmallTablesEvery = TimeSpan.FromMinutes(9);

    public async Task ReadAsync(OdooConnection connection, SyncOrder order, RunReport report, CancellationToken cancellationToken)
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
                ? ConnectionAdvice.For(exception, clients, connection)
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

    private static partial class Log
    {
        [LoggerMessage(EventId = 3005, Level = LogLevel.Information, Message = "This Odoo has no {Model}: its app is not installed there")]
        public static partial void Absent(ILogger logger, string model);

        [LoggerMessage(EventId = 3001, Level = LogLevel.Warning, Message = "{Model} could not be read")]
        public static partial void ModelFailed(ILogger logger, Exception exception, string model);

        [LoggerMessage(EventId = 3004, Level = LogLevel.Information, Message = "{Notice}")]
        public static partial void Noticed(ILogger logger, string notice);

        [LoggerMessage(EventId = 3002, Level = LogLevel.Information, Message = "{Model} is read again after attempt {Attempt}")]
        public static partial void ModelRetried(ILogger logger, Exception exception, string model, int attempt);
    }
}
