using System.Diagnostics;

namespace Causeway.Tests.Infrastructure;

/// <summary>Programs of <c>tests/tools</c>, which others wrote: <c>./test</c> installs them.</summary>
internal static class NodeTool
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Where they are.</summary>
    public static string Directory => Repository.File("tests/tools");

    /// <summary>Runs <c>node</c> there; answers its exit code, what it printed, and what it said beside.</summary>
    /// <param name="script">A script, below <c>tests/tools</c>.</param>
    /// <param name="arguments">Its arguments.</param>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string script, params string[] arguments)
    {
        if (!System.IO.Directory.Exists(Path.Combine(Directory, "node_modules")))
            throw new InvalidOperationException("The tests' tools are not installed. ./test installs them; by hand: npm --prefix tests/tools ci.");
        var start = new ProcessStartInfo("node", [Path.Combine(Directory, script), .. arguments])
        {
            WorkingDirectory = Directory,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // Nothing here calls home.
            Environment = { ["REDOCLY_TELEMETRY"] = "off", ["REDOCLY_SUPPRESS_UPDATE_NOTICE"] = "true", ["NO_COLOR"] = "1" },
        };
        return await WaitAsync(start);
    }

    /// <summary>The same of any program.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> WaitAsync(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException exception)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{start.FileName} {string.Join(' ', start.ArgumentList)} did not end in {Limit.TotalMinutes} minutes.", exception);
        }
    }
}
