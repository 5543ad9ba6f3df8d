namespace Causeway.Platform.Database.Private;

/// <summary>The server's settings, as <c>-c</c> takes them.</summary>
internal sealed record PostgresTuning(bool Durable, IReadOnlyDictionary<string, string> Parameters)
{
    /// <summary>How long a start is tried again when the server ends at once.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>For a small machine that Causeway has to itself.</summary>
    public static PostgresTuning Default { get; } = new(Durable: true, new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["shared_buffers"] = "128MB",
        ["effective_cache_size"] = "1GB",
        ["work_mem"] = "16MB",
        ["maintenance_work_mem"] = "64MB",
        ["max_connections"] = "100",
        ["random_page_cost"] = "1.1",
        // Our queries are short; compiling one takes longer than running it.
        ["jit"] = "off",
        ["wal_compression"] = "on",
        ["max_wal_size"] = "1GB",
        ["synchronous_commit"] = "on",
    });

    /// <summary>For data that is thrown away: nothing waits for the disk, and a crash may lose it.</summary>
    public static PostgresTuning Throwaway { get; } = new(Durable: false, new Dictionary<string, string>(Default.Parameters, StringComparer.Ordinal)
    {
        ["fsync"] = "off",
        ["full_page_writes"] = "off",
        ["synchronous_commit"] = "off",
        ["max_connections"] = "300",
        ["autovacuum"] = "off",
    });
}
