using Causeway.Odoo;

namespace Causeway.Mirror.Proof;

/// <summary>A day whose histograms differ though its records do not, with what both sides held.</summary>
internal readonly record struct Unexplained(DateTime Day, Tally Odoo, Tally Mirror);

/// <summary>
/// Names the records that the mirror lacks, has too many of, or has with another write_date, at a cost that follows the
/// difference (design 5.4): one histogram by day; where days differ, by hour; where an hour is crowded, by id; then the
/// records themselves.
/// </summary>
internal sealed class Alarm(ProvedModel model)
{
    private const int HoursACall = 2_000;

    private readonly Differences differences = new();
    private readonly Histogram histogram = new(model);
    private long? largestId;

    /// <summary>As many records are listed without further questions.</summary>
    public int Small { get; init; } = 2_000;

    public IReadOnlyList<Unexplained> Unexplained { get; private set; } = [];

    /// <param name="recent">From here on every record is listed, since no histogram shows a change within an hour.</param>
    /// <param name="known">What the last alarm could not explain.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<Differences> FindAsync(DateTime recent, IReadOnlyList<Unexplained> known, CancellationToken cancellationToken)
    {
        var listing = new Listing(model, differences);
        // So few records cost less to list than to count.
        if (!model.Plan.HasWriteDate || await model.CountAsync(cancellationToken) <= Small)
        {
            await listing.CompareAllAsync(cancellationToken);
            return differences;
        }

        var days = await histogram.CompareAsync("day", null, cancellationToken);
        if (days.Any(day => day.From is null))
            await listing.FindUndatedAsync(cancellationToken);
        var old = days.Where(day => day.Differs && day.From < recent).ToList();
        var open = old.Where(day => !known.Contains(Describe(day))).ToList();
        var hours = open.Sum(day => day.Rows) <= Small ? open.ConvertAll(day => (Bucket: day, Span: Day(day))) : await DrillAsync(open, cancellationToken);
        await listing.CompareAsync([.. hours.Where(hour => hour.Bucket.Rows <= Small).Select(hour => hour.Span), new OdooRange(recent, DateTime.MaxValue)], cancellationToken);
        foreach (var (bucket, span) in hours.Where(hour => hour.Bucket.Rows > Small))
            await SplitAsync(listing, bucket, span, cancellationToken);
        Unexplained = [.. old.Except(open).Concat(open.Where(day => !IsExplained(day))).Select(Describe)];
        return differences;
    }

    /// <summary>The hours that differ of the days that do.</summary>
    private async Task<List<(Bucket Bucket, OdooRange Span)>> DrillAsync(List<Bucket> days, CancellationToken cancellationToken)
    {
        var found = new List<(Bucket, OdooRange)>();
        foreach (var some in days.Chunk(HoursACall / 24))
        {
            var hours = await histogram.CompareAsync("hour", Spans.Joined(some.Select(Day)), cancellationToken);
            found.AddRange(hours.Where(hour => hour.Differs).Select(hour => (hour, new OdooRange(hour.From!.Value, hour.From.Value.AddHours(1)))));
        }

        return found;
    }

    private async Task SplitAsync(Listing listing, Bucket bucket, OdooRange span, CancellationToken cancellationToken)
    {
        var parts = await new IdSplit(histogram, Small).FindAsync(span, bucket, await LargestIdAsync(cancellationToken), cancellationToken);
        await listing.CompareAsync(span, parts, cancellationToken);
    }

    private async Task<long> LargestIdAsync(CancellationToken cancellationToken)
    {
        if (largestId is { } known)
            return known;
        var newest = await model.Odoo.SearchAsync(model.Plan.Source, model.Plan.Within(OdooDomain.All), new OdooQuery { Limit = 1, Order = "id desc", Context = model.Context }, cancellationToken);
        largestId = Math.Max(newest.SingleOrDefault(), await model.LargestIdAsync(cancellationToken));
        return largestId.Value;
    }

    /// <summary>Whether the records named make up the whole difference.</summary>
    private bool IsExplained(Bucket day) => differences.Within(Day(day).From, Day(day).To) == day.Odoo - day.Mirror;

    private static OdooRange Day(Bucket day) => new(day.From!.Value, day.From.Value.AddDays(1));

    private static Unexplained Describe(Bucket day) => new(day.From!.Value, day.Odoo, day.Mirror);
}
