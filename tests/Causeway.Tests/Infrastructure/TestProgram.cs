using System.Collections.Concurrent;
using System.Diagnostics;
using Causeway.Platform.Database.Private;

namespace Causeway.Tests.Infrastructure;

/// <summary>The program itself, in a process of its own: for what only a process can show, such as being killed.</summary>
internal sealed class TestProgram : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private const int Kept = 2_000;

    private readonly Process _process;

    private readonly List<string> _lines = [];

    private readonly ConcurrentQueue<string> _drained = [];

    private TestProgram(Process process) => _process = process;

    public int Id => _process.Id;

    /// <summary>The bytes of the machine's memory that the process has.</summary>
    public long Resident
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>What <see cref="LineAsync"/> has read so far.</summary>
    public IReadOnlyList<string> Lines => _lines;

    /// <summary>Starts a command, as it is typed, with these settings and none of ours.</summary>
    public static TestProgram Start(string command, params (string Key, string Value)[] settings)
    {
        var info = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Causeway.dll"), .. command.Split(' ')])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
            // Without a .env of the repository's owner.
            WorkingDirectory = "/",
        };
        info.Environment.Remove("DATABASE_URL");
        foreach (var (key, value) in settings)
            info.Environment[key] = value;
        return new TestProgram(Process.Start(info)!);
    }

    /// <summary>The first line of the output that has these words in it.</summary>
    public async Task<string> LineAsync(string words)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (await _process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            _lines.Add(line);
            if (line.Contains(words, StringComparison.Ordinal))
                return line;
        }

        throw new InvalidOperationException($"The program ended without \"{words}\":\n{string.Join('\n', _lines)}\n{await _process.StandardError.ReadToEndAsync(limit.Token)}");
    }

    /// <summary>Reads on in the background, for a program that says more than a pipe holds; the lines go to <see cref="Tail"/>.</summary>
    public void Drain()
    {
        _ = DrainAsync(_process.StandardOutput);
        _ = DrainAsync(_process.StandardError);
    }

    /// <summary>The last lines of what was drained.</summary>
    public IReadOnlyList<string> Tail(int count) => [.. _drained.TakeLast(count)];

    public async Task<(int ExitCode, string Output, string Errors)> EndAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        var errors = _process.StandardError.ReadToEndAsync(limit.Token);
        var output = await _process.StandardOutput.ReadToEndAsync(limit.Token);
        await _process.WaitForExitAsync(limit.Token);
        return (_process.ExitCode, output, await errors);
    }

    /// <summary>kill -9.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Told to stop, so that it takes its database with it; killed when it does not.</summary>
    public void Dispose()
    {
        if (!_process.HasExited)
            Posix.Signal(_process.Id, Posix.Terminate);
        if (!_process.WaitForExit(Patience))
            _process.Kill();
        _process.Dispose();
    }

    private async Task DrainAsync(StreamReader reader)
    {
        try
        {
            while (await reader.ReadLineAsync() is { } line)
            {
                _drained.Enqueue(line);
                if (_drained.Count > Kept)
                    _drained.TryDequeue(out _);
            }
        }
        catch (ObjectDisposedException)
        {
            // Killed and disposed of; nobody asks for its last words.
        }
    }
}
