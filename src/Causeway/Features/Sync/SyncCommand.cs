using System.CommandLine;
using Causeway.Mirror;
using Causeway.Mirror.Catalog;
using Causeway.Mirror.Connections;
using Causeway.Mirror.Sync;
using Causeway.Platform;
using Causeway.Platform.Database;
using Causeway.Platform.Observability;
using Causeway.Platform.Settings;

namespace Causeway.Features.Sync;

/// <summary>
/// <c>causeway sync</c>: one run, watched to its end. Beside a running server it asks through the database: whoever has the
/// connection's run lock does the work.
/// </summary>
internal static class SyncCommand
{
    /// <summary>Some models or records could not be read; the rest was.</summary>
    public const int NotAll = 3;

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);

    public static Command Create()
    {
        var full = new Option<bool>("--full") { Description = "Read every record again." };
        var models = new Option<string[]>("--model") { Description = "Only this model, and the small tables that it needs; may be repeated." };
        var command = new Command("sync", "Sync once, and say how it went: 0 all of it, 3 not all of it, 1 failed.") { full, models };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(LoadedSettings.Load().OrRefuse(), parsed.GetValue(full), parsed.GetValue(models), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CausewaySettings settings, bool full, string[]? models, CancellationToken cancellationToken)
    {
        using var logs = LoggerFactory.Create(builder => ConsoleLogs.Add(builder.SetMinimumLevel(LogLevel.Warning)));
        await using var database = await CausewayDatabase.OpenBesideAsync(settings, logs, cancellationToken);
        // Built for its parts; nothing of it is started, so that it neither listens nor keeps the schedule.
        await using var parts = CausewayServer.Build(settings, database.DataSource, builder => builder.Logging.AddFilter(category: null, LogLevel.Error));
        await ActivatorUtilities.CreateInstance<MirrorStart>(parts.Services).StartAsync(cancellationToken);
        var connection = await parts.Services.GetRequiredService<ConnectionStore>().FindSharedAsync(cancellationToken)
            ?? throw new StartRefusedException("No Odoo is connected yet: set ODOO_URL and its companions, or connect one on the connection page.");
        if (Unknown(models ?? [], connection) is { } refusal)
        {
            await Console.Error.WriteLineAsync(refusal);
            return CommandLine.Misused;
        }

        return await SyncAsync(parts.Services, connection, full, models is { Length: > 0 } ? models : null, cancellationToken);
    }

    /// <summary>What to say of models that the connection does not mirror; null where it mirrors all of them.</summary>
    private static string? Unknown(string[] models, OdooConnection connection)
    {
        var mirrored = ConnectionModels.Of(connection).Select(model => model.Name).ToArray();
        var unknown = models.Except(mirrored).ToArray();
        return unknown.Length == 0 ? null : $"{string.Join(", ", unknown)} is not mirrored. Mirrored: {string.Join(", ", mirrored)}.";
    }

    private static async Task<int> SyncAsync(IServiceProvider parts, OdooConnection connection, bool full, string[]? models, CancellationToken cancellationToken)
    {
        var screen = new SyncScreen(Console.Out, Console.IsOutputRedirected);
        screen.Begin(connection);
        try
        {
            var id = await parts.GetRequiredService<SyncRuns>().QueueAsync(connection.Id, SyncTrigger.Manual, "command line", full, models, cancellationToken);
            var run = await WatchAsync(parts, connection.Id, id, screen, cancellationToken);
            screen.End(run);
            return run.Status switch { SyncStatus.Completed => 0, SyncStatus.Partial => NotAll, _ => 1 };
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            screen.Stopped();
            return 1;
        }
    }

    private static async Task<SyncRun> WatchAsync(IServiceProvider parts, int connection, Guid id, SyncScreen screen, CancellationToken cancellationToken)
    {
        var (sync, runs) = (parts.GetRequiredService<ConnectionSync>(), parts.GetRequiredService<SyncRuns>());
        var work = sync.RunAskedAsync(connection, cancellationToken);
        try
        {
            using var timer = new PeriodicTimer(LookEvery);
            while (true)
            {
                var run = await runs.FindAsync(connection, id, cancellationToken) ?? throw new StartRefusedException("The run is gone: its connection was deleted.");
                if (run.Status is not (SyncStatus.Queued or SyncStatus.Running))
                    return run;
                if (run is { Status: SyncStatus.Running, Progress: { } progress })
                    screen.Show(progress);
                // Another process is at it, and takes ours next; should it die, ours is left to us.
                if (work.IsCompleted)
                    work = sync.RunAskedAsync(connection, cancellationToken);
                await timer.WaitForNextTickAsync(cancellationToken);
            }
        }
        finally
        {
            // It has the run's row to write before the database goes.
            await ((Task)work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
