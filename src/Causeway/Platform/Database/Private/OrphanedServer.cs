namespace Causeway.Platform.Database.Private;

/// <summary>
/// A server that outlived a killed Causeway. We hold the directory's lock, so whatever still runs on the cluster is
/// nobody's: on Linux it has got its signal and is on its way out, elsewhere it is told to go.
/// </summary>
internal static partial class OrphanedServer
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public static async Task StopAsync(string dataDirectory, ILogger logger, CancellationToken cancellationToken)
    {
        if (PostmasterFile.Read(dataDirectory) is not { } left || !Posix.IsAlive(left.Process))
            return;
        if (!await IsServerOfAsync(left.Process, dataDirectory, cancellationToken))
        {
            // Its number went to another process, which PostgreSQL would take for a server that runs.
            File.Delete(left.Path);
            return;
        }

        Log.Stopping(logger, left.Process, dataDirectory);
        Posix.Signal(left.Process, Posix.Interrupt);
        var giveUp = DateTime.UtcNow + Patience;
        while (Posix.IsAlive(left.Process) && File.Exists(left.Path))
        {
            if (DateTime.UtcNow > giveUp)
                throw new StartRefusedException($"A PostgreSQL server (process {left.Process}) still runs on {dataDirectory} and does not stop. End it, then start again.");
            await Task.Delay(Pause, cancellationToken);
        }
    }

    /// <summary>By its command line; a process that has ended and waits for its parent has none.</summary>
    public static async Task<bool> IsServerOfAsync(int process, string dataDirectory, CancellationToken cancellationToken)
    {
        var (_, commandLine) = await Command.RunAsync(["ps", "-ww", "-o", "args=", "-p", $"{process}"], TimeSpan.FromSeconds(10), cancellationToken);
        return commandLine.Contains(dataDirectory, StringComparison.Ordinal);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Stopping a PostgreSQL (process {Process}) that outlived the last run on {Directory}")]
        public static partial void Stopping(ILogger logger, int process, string directory);
    }
}
