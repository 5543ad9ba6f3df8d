using System.Collections.Concurrent;
using System.Globalization;

namespace Causeway.Tests.Storm;

/// <summary>What the storm has done, in order, and to which records: a difference is told with the last of it.</summary>
internal sealed class Journal
{
    private readonly ConcurrentQueue<Entry> entries = new();
    private readonly ConcurrentDictionary<string, (int Done, int Refused)> counts = new(StringComparer.Ordinal);
    private int step;

    public int Step => step;

    public void Begin() => Interlocked.Increment(ref step);

    public void Count(string operation, bool refused) => counts.AddOrUpdate(
        operation,
        _ => refused ? (0, 1) : (1, 0),
        (_, count) => refused ? (count.Done, count.Refused + 1) : (count.Done + 1, count.Refused));

    /// <summary>Something happened to records of a model; to all of it, or of all models, when they are not named.</summary>
    public void Add(string what, string? model = null, params IEnumerable<int> ids) =>
        entries.Enqueue(new Entry(step, DateTime.UtcNow, what, model, [.. ids]));

    /// <summary>The last entries about a record, and of those about everything.</summary>
    public IEnumerable<string> About(string model, int id) => entries
        .Where(entry => entry.Model is null || (entry.Model == model && (entry.Ids.Count == 0 || entry.Ids.Contains(id))))
        .TakeLast(25)
        .Select(entry => entry.ToString());

    /// <summary>Whether the storm did anything to just this record.</summary>
    public bool Touched(string model, int id) => entries.Any(entry => entry.Model == model && entry.Ids.Contains(id));

    public IEnumerable<string> Counts() => counts
        .OrderBy(pair => pair.Key, StringComparer.Ordinal)
        .Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} {pair.Value.Done}{(pair.Value.Refused > 0 ? $" (+{pair.Value.Refused} refused)" : "")}"));

    private sealed record Entry(int Step, DateTime At, string What, string? Model, HashSet<int> Ids)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{Step} {At:HH:mm:ss.fff} {What}");
    }
}
