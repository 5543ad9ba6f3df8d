using System.CommandLine;
using System.Globalization;
using Causeway.Features.SqlAccess;
using Causeway.Mirror;
using Causeway.Mirror.Connections;
using Causeway.Platform.Database;
using Causeway.Platform.Observability;
using Causeway.Platform.Settings;

namespace Causeway.Features.Migrate;

/// <summary><c>causeway migrate</c>: the database brought up to date beside running servers, before they are replaced.</summary>
internal static class MigrateCommand
{
    /// <summary>Something is pending; 1 is kept for what cannot be done at all.</summary>
    private const int Pending = 3;

    public static Command Create()
    {
        var check = new Option<bool>("--check") { Description = "Change nothing: 0 up to date, 3 something is pending." };
        var command = new Command("migrate", "Bring the database up to date, and say what was done. Safe beside running servers.") { check };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(LoadedSettings.Load().OrRefuse(), parsed.GetValue(check), parsed.InvocationConfiguration.Output, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CausewaySettings settings, bool check, TextWriter output, CancellationToken cancellationToken)
    {
        if (check && !CausewayDatabase.IsMade(settings))
        {
            await output.WriteLineAsync($"There is no database in {settings.DataDir} yet: the first start makes it.");
            return Pending;
        }

        using var logs = LoggerFactory.Create(builder => ConsoleLogs.Add(builder.SetMinimumLevel(LogLevel.Warning)));
        await using var database = await CausewayDatabase.ReachBesideAsync(settings, logs, cancellationToken);
        var runner = new MigrationRunner(database.DataSource, Migration.All, logs.CreateLogger<MigrationRunner>());
        if (check)
            return await CheckAsync(runner, output, cancellationToken);
        await MigrateAsync(runner, output, cancellationToken);
        // The mirror's tables and views come from the catalogue.
        await new MirrorSchema(database.DataSource, new ConnectionStore(database.DataSource)).EnsureAsync(cancellationToken);
        await new SqlViews(database.DataSource, logs.CreateLogger<SqlViews>()).EnsureAsync(cancellationToken);
        await output.WriteLineAsync(UpToDate);
        return 0;
    }

    private static async Task<int> CheckAsync(MigrationRunner runner, TextWriter output, CancellationToken cancellationToken)
    {
        var pending = await runner.PendingAsync(cancellationToken);
        foreach (var migration in pending)
            await output.WriteLineAsync($"{migration.Name}  pending");
        await output.WriteLineAsync(pending.Count == 0 ? UpToDate : string.Create(CultureInfo.InvariantCulture, $"{pending.Count} pending; causeway migrate applies them."));
        return pending.Count == 0 ? 0 : Pending;
    }

    private static Task MigrateAsync(MigrationRunner runner, TextWriter output, CancellationToken cancellationToken) => runner.RunAsync(
        (migration, took) => output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{migration.Name}  applied in {took.TotalSeconds:0.00} s")),
        cancellationToken);

    private static string UpToDate => $"Up to date: the database has {Migration.All[^1].Name}, the last of Causeway {Platform.ProgramVersion.Text}.";
}
