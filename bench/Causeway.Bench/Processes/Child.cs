using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Causeway.Bench.Processes;

/// <summary>A program of ours in a process of its own, ended with the object as an operator would: by SIGTERM.</summary>
internal sealed partial class Child : IAsyncDisposable
{
    private const int Terminate = 15;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process process;
    private readonly Task<string> errors;

    private Child(Process process)
    {
        this.process = process;
        errors = process.StandardError.ReadToEndAsync();
    }

    public int Id => process.Id;

    public StreamReader Output => process.StandardOutput;

    /// <param name="program">One of the DLLs beside this one.</param>
    /// <param name="environment">Variables in addition to ours.</param>
    /// <param name="arguments">The arguments.</param>
    public static Child Start(string program, IReadOnlyDictionary<string, string?> environment, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, program), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // Where no .env of ours lies.
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new Child(Process.Start(start)!);
    }

    /// <summary>Its first line that begins so; what it wrote to the end if there is none.</summary>
    public async Task<string> WaitForLineAsync(string beginning, CancellationToken cancel)
    {
        while (await Output.ReadLineAsync(cancel) is { } line)
        {
            if (line.StartsWith(beginning, StringComparison.Ordinal))
                return line;
        }

        throw new InvalidOperationException($"{process.StartInfo.ArgumentList[0]} ended:{Environment.NewLine}{await errors}");
    }

    /// <summary>Lets it write on, which it could not for long if nobody read.</summary>
    public void DropOutput() => _ = Output.ReadToEndAsync();

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            _ = Kill(process.Id, Terminate);
        using var patience = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(patience.Token);
        process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
