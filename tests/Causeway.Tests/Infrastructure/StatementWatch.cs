using System.Diagnostics;
using Npgsql;

namespace Causeway.Tests.Infrastructure;

/// <summary>The SQL statements that reach one database while it watches, as the driver's own traces tell them.</summary>
internal sealed class StatementWatch : IDisposable
{
    private readonly List<string> statements = [];
    private readonly ActivityListener listener;

    public StatementWatch(NpgsqlDataSource database)
    {
        var name = new NpgsqlConnectionStringBuilder(database.ConnectionString).Database;
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                var tags = activity.TagObjects.ToDictionary(tag => tag.Key, tag => tag.Value?.ToString());
                if (tags.GetValueOrDefault("db.query.text") is not { } text || !tags.Any(tag => tag.Value?.Contains(name!, StringComparison.Ordinal) == true))
                    return;
                lock (statements)
                    statements.Add(text);
            },
        };
        ActivitySource.AddActivityListener(listener);
    }

    /// <summary>Those that name a schema or table.</summary>
    public IReadOnlyList<string> Naming(string part)
    {
        lock (statements)
            return [.. statements.Where(statement => statement.Contains(part, StringComparison.Ordinal))];
    }

    public void Dispose() => listener.Dispose();
}
