using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Causeway.Tests.Infrastructure;

public sealed record LogLine(LogLevel Level, string Category, string Message, Exception? Exception)
{
    /// <summary>The values that a structured log would keep beside the message.</summary>
    public string Values { get; init; } = "";
}

/// <summary>Keeps every line that a server under test writes.</summary>
public sealed class TestLogs : ILoggerProvider
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly ConcurrentQueue<LogLine> _lines = new();
    private readonly ConcurrentDictionary<TaskCompletionSource<LogLine>, string> _awaited = new();

    public IReadOnlyCollection<LogLine> Lines => _lines;

    /// <summary>Everything written, exceptions with their traces: what must hold no secret.</summary>
    public string Text => string.Join('\n', _lines.Select(line => $"{line.Level} {line.Category} {line.Message} {line.Values} {line.Exception}"));

    /// <summary>The next line that has these words in it. Ask before the act that makes it.</summary>
    public Task<LogLine> NextAsync(string words)
    {
        var line = new TaskCompletionSource<LogLine>(TaskCreationOptions.RunContinuationsAsynchronously);
        _awaited[line] = words;
        return line.Task.WaitAsync(Patience);
    }

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
    }

    private void Add(LogLine line)
    {
        _lines.Enqueue(line);
        foreach (var (waiter, words) in _awaited)
        {
            if (line.Message.Contains(words, StringComparison.Ordinal) && _awaited.TryRemove(waiter, out _))
                waiter.SetResult(line);
        }
    }

    private sealed class Logger(TestLogs logs, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Debug;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            logs.Add(new LogLine(logLevel, category, formatter(state, exception), exception)
            {
                Values = state is IEnumerable<KeyValuePair<string, object?>> values ? string.Join(' ', values) : "",
            });
    }
}
