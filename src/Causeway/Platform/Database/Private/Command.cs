using System.Diagnostics;

namespace Causeway.Platform.Database.Private;

/// <summary>A program that is run to its end for what it prints.</summary>
internal static class Command
{
    public static async Task<(int ExitCode, string Output)> RunAsync(IReadOnlyList<string> command, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var process = Process.Start(StartInfo(command)) ?? throw new InvalidOperationException($"{command[0]} did not start.");
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(limit);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
            var errors = process.StandardError.ReadToEndAsync(deadline.Token);
            await process.WaitForExitAsync(deadline.Token);
            return (process.ExitCode, $"{await output}{await errors}".Trim());
        }
        catch (OperationCanceledException tooLong)
        {
            process.Kill(entireProcessTree: true);
            cancellationToken.ThrowIfCancellationRequested();
            throw new TimeoutException($"{command[0]} was still running after {limit.TotalSeconds} s.", tooLong);
        }
    }

    /// <summary>
    /// With an environment of its own: ours holds secrets, and PostgreSQL's tools act on PGDATA, PGPORT and their like.
    /// The working directory is one that every user may enter.
    /// </summary>
    public static ProcessStartInfo StartInfo(IReadOnlyList<string> command)
    {
        var info = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
            WorkingDirectory = "/",
        };
        var path = Environment.GetEnvironmentVariable("PATH");
        info.Environment.Clear();
        info.Environment["PATH"] = path;
        // Also what keeps PostgreSQL on macOS from becoming multithreaded at start, which it refuses.
        info.Environment["LC_ALL"] = "C";
        return info;
    }
}
