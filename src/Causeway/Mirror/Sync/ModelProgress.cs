using System.Collections.Concurrent;
using Causeway.Mirror.Records.Storing;
using Causeway.Mirror.Sync.Unreadable;

namespace Causeway.Mirror.Sync;

/// <summary>How far the pass over one model has come. Written by that pass alone, read by the run's reporter.</summary>
internal sealed class ModelProgress(string model, string entity)
{
    private long done;
    private long total;

    public string Model => model;

    public string Entity => entity;

    public long Done => Interlocked.Read(ref done);

    public long Total => Math.Max(Done, Interlocked.Read(ref total));

    public UpsertCounts Counts { get; private set; }

    /// <summary>Records that Odoo cannot read.</summary>
    public int Quarantined { get; set; }

    /// <summary>Fields that Odoo has, and cannot read of any record.</summary>
    public IReadOnlyCollection<string> BrokenFields { get; set; } = [];

    /// <summary>What an administrator should know, each said when it began.</summary>
    public ConcurrentQueue<string> Notices { get; } = [];

    /// <summary>What is wrong for as long as it lasts, and stops nothing.</summary>
    public string? Warning { get; set; }

    /// <summary>Records that are gone from Odoo, or hidden from the account.</summary>
    public long Removed { get; private set; }

    /// <summary>Why the pass ended early; null while it goes well.</summary>
    public string? Error { get; set; }

    public void Say(string notice) => Notices.Enqueue(notice);

    public void Expect(long records) => Interlocked.Add(ref total, records);

    public void Add(Proof.ProofResult proof)
    {
        Counts += proof.Counts with { Unchanged = 0 };
        Removed += proof.Removed;
    }

    public void Add(long records, UpsertCounts counts)
    {
        Counts += counts;
        Interlocked.Add(ref done, records);
    }
}
