using Causeway.Odoo;

namespace Causeway.Mirror.Proof;

/// <summary>Halves a crowded stretch of time by id until the parts that differ are small enough to be listed.</summary>
internal sealed class IdSplit(Histogram histogram, int small)
{
    private readonly record struct Part(long First, long Last, Tally Odoo, Tally Mirror)
    {
        public long Rows => Math.Max(Odoo.Count, Mirror.Count);
    }

    /// <param name="span">The stretch of time.</param>
    /// <param name="whole">What it holds.</param>
    /// <param name="largest">An id that none exceeds.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<IReadOnlyList<(long First, long Last)>> FindAsync(OdooRange span, Bucket whole, long largest, CancellationToken cancellationToken)
    {
        // With many differences, listing everything becomes the cheaper way.
        var patience = whole.Rows / (Listing.Page / 2);
        var (found, open) = (new List<(long, long)>(), new Queue<Part>());
        open.Enqueue(new Part(0, largest, whole.Odoo, whole.Mirror));
        while (open.TryDequeue(out var part))
        {
            if (part.Rows <= small || part.First == part.Last || patience-- <= 0)
                found.Add((part.First, part.Last));
            else
                await HalveAsync(span, part, open, cancellationToken);
        }

        return found;
    }

    /// <summary>One half is asked for; the other is what remains of the whole.</summary>
    private async Task HalveAsync(OdooRange span, Part part, Queue<Part> open, CancellationToken cancellationToken)
    {
        var middle = part.First + ((part.Last - part.First) / 2);
        var lower = await histogram.CompareAsync(span, part.First, middle, cancellationToken);
        var halves = new Part[]
        {
            new(part.First, middle, lower.Odoo, lower.Mirror),
            new(middle + 1, part.Last, part.Odoo - lower.Odoo, part.Mirror - lower.Mirror),
        };
        foreach (var half in halves.Where(half => half.Odoo != half.Mirror))
            open.Enqueue(half);
    }
}
