using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Shouldly;

namespace Causeway.Tests.Infrastructure;

/// <summary>Programs that we did not write, to hold our answers against: those of <c>tests/tools</c>, run by Node.js.</summary>
internal static class TestTools
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Where they are.</summary>
    public static string Directory { get; } = Repository.File("tests/tools");

    /// <summary>Runs a script with a text as its standard input; what it prints is JSON.</summary>
    public static async Task<JsonElement> AskAsync(string script, string input)
    {
        System.IO.Directory.Exists(Path.Combine(Directory, "node_modules")).ShouldBeTrue("The tools are not installed: npm --prefix tests/tools ci, or run ./test.");
        using var node = Process.Start(new ProcessStartInfo("node", [Path.Combine(Directory, script)])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
        })!;
        var (output, errors) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        await node.StandardInput.WriteAsync(input);
        node.StandardInput.Close();
        await node.WaitForExitAsync();
        node.ExitCode.ShouldBe(0, await errors);
        return JsonDocument.Parse(await output).RootElement;
    }

    /// <summary>Runs a script with arguments; answers its exit code, what it printed, and what it said beside.</summary>
    public static Task<(int ExitCode, string Output, string Errors)> RunAsync(string script, params string[] arguments) => WaitAsync(new("node", [Path.Combine(Directory, script), .. arguments])
    {
        WorkingDirectory = Directory,
        // Nothing here calls home.
        Environment = { ["REDOCLY_TELEMETRY"] = "off", ["REDOCLY_SUPPRESS_UPDATE_NOTICE"] = "true", ["NO_COLOR"] = "1" },
    });

    /// <summary>The same of any program.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> WaitAsync(ProcessStartInfo start)
    {
        (start.UseShellExecute, start.RedirectStandardOutput, start.RedirectStandardError) = (false, true, true);
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
