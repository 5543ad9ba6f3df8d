using System.CommandLine;
using Causeway.Mirror.Connections;
using Causeway.Mirror.Sync;
using Causeway.Platform;
using Causeway.Platform.Database;
using Causeway.Platform.Observability;
using Causeway.Platform.Settings;
using Causeway.Sandbox;

namespace Causeway.Features.Demo;

/// <summary>
/// <c>causeway demo</c>: the server on a stand-in for Odoo that runs in this process. Both begin anew at every start,
/// because what the stand-in was told is gone with it.
/// </summary>
internal static class DemoCommand
{
    public const string AdminPassword = "causeway-demo";

    private const int MostLeads = 1_000_000;

    public static Command Create()
    {
        var leads = new Option<int>("--leads") { Description = "How many leads the company has.", DefaultValueFactory = _ => 60 };
        leads.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > MostLeads)
                result.AddError($"--leads is a whole number from 1 to {MostLeads}.");
        });
        var command = new Command("demo", "Run the server on a stand-in for Odoo with a company's data.") { leads };
        command.SetAction((parsed, cancellationToken) => RunAsync(LoadedSettings.Load().OrRefuse(), parsed.GetValue(leads), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CausewaySettings given, int leads, CancellationToken cancellationToken)
    {
        ListeningAddress.RefuseWhenTaken(given);
        var screen = new DemoScreen(Console.Out, Console.IsOutputRedirected);
        screen.Say($"Making a company with {leads:N0} leads ...");
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Version = "19.0", Leads = leads }, cancellationToken);

        screen.Say("Starting a private PostgreSQL ...");
        using var logs = LoggerFactory.Create(builder => ConsoleLogs.Add(builder.SetMinimumLevel(LogLevel.Warning)));
        var settings = Settings(given, sandbox);
        await using var database = await CausewayDatabase.OpenEmptyAsync(settings.DataDir, logs, cancellationToken);
        await using var server = CausewayServer.Build(settings, database.DataSource, Quiet);
        await server.StartAsync(cancellationToken);
        try
        {
            return await ShowAsync(server, sandbox, screen);
        }
        finally
        {
            // Before the database goes, which a run may be writing to.
            await server.StopAsync(CancellationToken.None);
        }
    }

    private static async Task<int> ShowAsync(WebApplication server, SandboxServer sandbox, DemoScreen screen)
    {
        try
        {
            screen.Say("Copying it from Odoo's stand-in:");
            if (!await SyncAsync(server, screen))
                return 1;
            screen.Welcome(server.Urls.First(), sandbox);
            await server.WaitForShutdownAsync(CancellationToken.None);
            return 0;
        }
        catch (OperationCanceledException) when (server.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // Ctrl+C in the middle of it.
            return 0;
        }
    }

    private static CausewaySettings Settings(CausewaySettings given, SandboxServer sandbox) => given with
    {
        DatabaseUrl = null,
        DataDir = Path.Combine(given.DataDir, "demo"),
        MasterKey = null,
        MasterKeyFile = null,
        MasterKeyPrevious = null,
        MasterKeyPreviousFile = null,
        AdminPassword = AdminPassword,
        Registration = Registration.Open,
        Tasks = TaskReaders.Shared,
        OdooUrl = new Uri(sandbox.Url),
        OdooDb = sandbox.Database,
        OdooUser = sandbox.Admin.Login,
        OdooApiKey = sandbox.Admin.ApiKey,
    };

    /// <summary>The terminal is for the progress and the sign-ins.</summary>
    private static void Quiet(WebApplicationBuilder builder) =>
        builder.Logging.AddFilter(category: null, LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);

    private static async Task<bool> SyncAsync(WebApplication server, DemoScreen screen)
    {
        var stop = server.Lifetime.ApplicationStopping;
        var connection = await server.Services.GetRequiredService<ConnectionStore>().FindSharedAsync(stop)
            ?? throw new InvalidOperationException("The connection of the settings was not saved.");
        var id = await server.Services.GetRequiredService<SyncRequests>().RequestAsync(connection, "demo", full: false, entities: null, stop);
        var run = await FollowAsync(server.Services.GetRequiredService<SyncRuns>(), connection.Id, id, screen, stop);
        screen.End(run);
        return run.Status is SyncStatus.Completed or SyncStatus.Partial;
    }

    private static async Task<SyncRun> FollowAsync(SyncRuns runs, int connection, Guid id, DemoScreen screen, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (true)
        {
            var run = await runs.FindAsync(connection, id, stop) ?? throw new InvalidOperationException($"The run {id} is gone.");
            if (run.Status is not (SyncStatus.Queued or SyncStatus.Running))
                return run;
            if (run.Progress is { } progress)
                screen.Show(progress);
            await timer.WaitForNextTickAsync(stop);
        }
    }
}
