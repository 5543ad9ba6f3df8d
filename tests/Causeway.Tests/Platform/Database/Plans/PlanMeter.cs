using System.Collections.Concurrent;
using System.Text.Json;
using Causeway.Platform.Database;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Causeway.Tests.Platform.Database.Plans;

/// <summary>A statement that was run, and how many buffers of PostgreSQL it looked at.</summary>
internal sealed record Explained(string Text, long Buffers, string Plan);

/// <summary>
/// A database that explains every statement as it runs it: <c>EXPLAIN (ANALYZE, BUFFERS)</c> of what the server really sends,
/// with the values that it sends, by PostgreSQL's own auto_explain. That answers in notices, which Npgsql logs.
/// </summary>
internal sealed class PlanMeter : ILoggerProvider, ILogger, IAsyncDisposable
{
    private const string Options =
        "-c session_preload_libraries=auto_explain -c auto_explain.log_min_duration=0 -c auto_explain.log_analyze=on "
        + "-c auto_explain.log_buffers=on -c auto_explain.log_timing=off -c auto_explain.log_format=json -c auto_explain.log_level=notice";

    private readonly ConcurrentQueue<string> notices = [];
    private readonly ILoggerFactory logs;

    public PlanMeter(string connectionString)
    {
        logs = LoggerFactory.Create(logging => logging.AddProvider(this).SetMinimumLevel(LogLevel.Debug).AddFilter("Npgsql.Command", LogLevel.None));
        DataSource = DataSources.Create(new NpgsqlConnectionStringBuilder(connectionString) { Options = Options }.ConnectionString, logs);
    }

    public NpgsqlDataSource DataSource { get; }

    /// <summary>What was run since the last time.</summary>
    public IReadOnlyList<Explained> Take()
    {
        var taken = new List<Explained>();
        while (notices.TryDequeue(out var notice))
        {
            using var json = JsonDocument.Parse(notice.AsMemory(notice.IndexOf('{', StringComparison.Ordinal)));
            var plan = json.RootElement.GetProperty("Plan");
            taken.Add(new Explained(json.RootElement.GetProperty("Query Text").GetString()!, Blocks(plan, "Shared Hit Blocks") + Blocks(plan, "Shared Read Blocks"), plan.GetRawText()));
        }

        return taken;
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var message = formatter(state, exception);
        if (message.Contains("  plan:", StringComparison.Ordinal))
            notices.Enqueue(message);
    }

    private static long Blocks(JsonElement plan, string name) => plan.TryGetProperty(name, out var blocks) ? blocks.GetInt64() : 0;

    public void Dispose()
    {
    }

    public async ValueTask DisposeAsync()
    {
        await DataSource.DisposeAsync();
        logs.Dispose();
    }
}
