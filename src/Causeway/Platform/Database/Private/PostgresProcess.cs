using System.Diagnostics;

namespace Causeway.Platform.Database.Private;

/// <summary>A running server, our child.</summary>
internal sealed class PostgresProcess
{
    private const int LinesKept = 30;
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);

    private readonly Queue<string> _lastLines = new();
    private readonly TaskCompletionSource<int> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private PostgresProcess()
    {
    }

    public int Id { get; private set; }

    /// <summary>Completes with the exit code.</summary>
    public Task<int> Exited => _exited.Task;

    public string LastLines
    {
        get
        {
            lock (_lastLines)
                return string.Join(Environment.NewLine, _lastLines);
        }
    }

    /// <summary>
    /// On a thread of its own, which lives as long as the server: the parent-death signal follows the thread that
    /// forked, and one of the pool's would end after a minute of idleness and take the server with it.
    /// </summary>
    public static Task<PostgresProcess> StartAsync(IReadOnlyList<string> command, Action<string> onLine)
    {
        var started = new TaskCompletionSource<PostgresProcess>(TaskCreationOptions.RunContinuationsAsynchronously);
        var server = new PostgresProcess();
        new Thread(() => server.Run(command, onLine, started)) { IsBackground = true, Name = "private-postgres" }.Start();
        return started.Task;
    }

    /// <summary>A fast shutdown; when that takes too long an immediate one, which recovers at the next start; then force.</summary>
    public async Task StopAsync()
    {
        foreach (var (signal, patience) in new[] { (Posix.Interrupt, 15), (Posix.Quit, 5), (Posix.Kill, 5) })
        {
            // Its number may be another's by now.
            if (Exited.IsCompleted)
                return;
            Posix.Signal(Id, signal);
            if (await Task.WhenAny(Exited, Task.Delay(TimeSpan.FromSeconds(patience))) == Exited)
                return;
        }
    }

    private void Run(IReadOnlyList<string> command, Action<string> onLine, TaskCompletionSource<PostgresProcess> started)
    {
        try
        {
            using var process = new Process { StartInfo = Command.StartInfo(command) };
            var closed = new CountdownEvent(2);
            process.OutputDataReceived += (_, line) => Keep(line.Data, onLine, closed);
            process.ErrorDataReceived += (_, line) => Keep(line.Data, onLine, closed);
            process.Start();
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            Id = process.Id;
            started.SetResult(this);
            // With a limit, or it would wait for every backend to close the pipe as well; its last words get a second.
            while (!process.WaitForExit(TimeSpan.FromHours(1)))
            {
            }

            closed.Wait(LastWords);
            _exited.SetResult(process.ExitCode);
        }
        catch (Exception failure)
        {
            started.TrySetException(failure);
            _exited.TrySetException(failure);
        }
    }

    private void Keep(string? line, Action<string> onLine, CountdownEvent closed)
    {
        if (line is null)
        {
            closed.Signal();
            return;
        }

        lock (_lastLines)
        {
            _lastLines.Enqueue(line);
            if (_lastLines.Count > LinesKept)
                _lastLines.Dequeue();
        }

        onLine(line);
    }
}
