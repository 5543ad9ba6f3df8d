using System.CommandLine;
using Causeway.Platform;
using Causeway.Platform.Database;
using Causeway.Platform.Observability;
using Causeway.Platform.Settings;

namespace Causeway.Features.Serve;

/// <summary><c>causeway serve</c>: the server, until it is told to stop.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var command = new Command("serve", "Run the server.");
        command.SetAction((_, cancellationToken) => RunAsync(LoadedSettings.Load().OrRefuse(), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CausewaySettings settings, CancellationToken cancellationToken)
    {
        ListeningAddress.RefuseWhenTaken(settings);
        using var startLogs = LoggerFactory.Create(ConsoleLogs.Add);
        await using var database = await CausewayDatabase.OpenAsync(settings, startLogs, cancellationToken);
        await using var server = CausewayServer.Build(settings, database.DataSource);
        await server.RunAsync(cancellationToken);
        return 0;
    }
}
