using System.CommandLine;
using Causeway.Mirror;
using Causeway.Mirror.Connections;
using Causeway.Mirror.Proof;
using Causeway.Platform;
using Causeway.Platform.Database;
using Causeway.Platform.Observability;
using Causeway.Platform.Settings;

namespace Causeway.Features.Verify;

/// <summary><c>causeway verify</c>: holds the mirror against Odoo, beside a running server or alone, and changes nothing.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var full = new Option<bool>("--full") { Description = "Compare every field of every record, not only ids and dates." };
        var command = new Command("verify", "Compare the mirror with Odoo, and say where they differ: 0 equal, 1 different.") { full };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(LoadedSettings.Load().OrRefuse(), parsed.GetValue(full), new VerifyScreen(parsed.InvocationConfiguration.Output, Console.IsOutputRedirected), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CausewaySettings settings, bool full, VerifyScreen screen, CancellationToken cancellationToken)
    {
        using var logs = LoggerFactory.Create(builder => ConsoleLogs.Add(builder.SetMinimumLevel(LogLevel.Warning)));
        await using var database = await CausewayDatabase.OpenBesideAsync(settings, logs, cancellationToken);
        // Built for its parts; nothing of it is started, so that it neither listens nor keeps the schedule.
        await using var parts = CausewayServer.Build(settings, database.DataSource, builder => builder.Logging.AddFilter(category: null, LogLevel.Error));
        await ActivatorUtilities.CreateInstance<MirrorStart>(parts.Services).StartAsync(cancellationToken);
        var connection = await parts.Services.GetRequiredService<ConnectionStore>().FindSharedAsync(cancellationToken)
            ?? throw new StartRefusedException("No Odoo is connected yet: set ODOO_URL and its companions, or connect one on the connection page.");
        return await CompareAsync(parts.Services.GetRequiredService<Verification>(), connection, full, screen, cancellationToken);
    }

    private static async Task<int> CompareAsync(Verification verification, OdooConnection connection, bool full, VerifyScreen screen, CancellationToken cancellationToken)
    {
        screen.Begin(connection, full);
        try
        {
            var report = await verification.RunAsync(connection, full, screen.Show, cancellationToken);
            screen.End(report);
            return report.Equal ? 0 : 1;
        }
        catch (Odoo.OdooException exception)
        {
            screen.EndLine();
            throw new StartRefusedException($"Odoo could not be compared with: {exception.OdooMessage}", exception);
        }
    }
}
