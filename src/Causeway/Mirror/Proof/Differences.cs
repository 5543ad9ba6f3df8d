namespace Causeway.Mirror.Proof;

/// <summary>Records that Odoo and the mirror show differently, by id, with the write_date of each side where it has the record.</summary>
internal sealed class Differences
{
    private readonly Dictionary<long, (DateTime? Odoo, DateTime? Mirror)> dates = [];
    private readonly HashSet<long> inOdoo = [];
    private readonly HashSet<long> inMirror = [];
    private readonly HashSet<long> undated = [];

    /// <summary>Every record named.</summary>
    public IReadOnlyCollection<long> Ids => dates.Keys;

    /// <summary>Records that no listing of Odoo showed. Where each has gone is for a read by id to say.</summary>
    public IEnumerable<long> Missing => dates.Keys.Where(id => !inOdoo.Contains(id));

    /// <summary>Records without a write_date: no date proves them, so they are read whole.</summary>
    public IReadOnlyCollection<long> Undated => undated;

    /// <summary>Odoo shows an older write_date than it did: its clock, or its whole database, was set back.</summary>
    public bool SteppedBack => dates.Values.Any(pair => pair.Odoo < pair.Mirror);

    /// <summary>Odoo lists the record, and the mirror has it not, or with another write_date.</summary>
    public void AddListed(long id, DateTime? date, DateTime? mirrored)
    {
        if (mirrored is not null)
            inMirror.Add(id);
        inOdoo.Add(id);
        dates[id] = (date, mirrored ?? dates.GetValueOrDefault(id).Mirror);
    }

    /// <summary>The mirror has the record where Odoo's listing has it not.</summary>
    public void AddUnlisted(long id, DateTime? mirrored)
    {
        inMirror.Add(id);
        dates[id] = (dates.GetValueOrDefault(id).Odoo, mirrored);
    }

    /// <summary>When Odoo shows the record as written; null where it does not show it.</summary>
    public DateTime? OdooDate(long id) => dates[id].Odoo;

    /// <summary><c>missing</c> here, <c>extra</c> here, or <c>different</c>.</summary>
    public string KindOf(long id) => !inOdoo.Contains(id) ? "extra" : inMirror.Contains(id) ? "different" : "missing";

    public void AddUndated(params ReadOnlySpan<long> ids)
    {
        foreach (var id in ids)
            undated.Add(id);
    }

    /// <summary>By how much a bucket differs because of the records named.</summary>
    public Tally Within(DateTime from, DateTime to)
    {
        var sum = default(Tally);
        foreach (var (id, (odoo, mirror)) in dates)
        {
            if (odoo >= from && odoo < to)
                sum += new Tally(1, id);
            if (mirror >= from && mirror < to)
                sum -= new Tally(1, id);
        }

        return sum;
    }
}
