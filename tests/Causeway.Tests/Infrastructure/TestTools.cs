using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Shouldly;

namespace Causeway.Tests.Infrastructure;

/// <summary>Programs that we did not write, to hold our answers against: those of <c>tests/tools</c>, run by Node.js.</summary>
internal static class TestTools
{
    private static readonly string Directory = Repository.File("tests/tools");

    /// <summary>Runs a script with a text as its standard input; what it prints is JSON.</summary>
    public static async Task<JsonElement> RunAsync(string script, string input)
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
}
