using Causeway.Mirror.Catalog;
using Causeway.Mirror.Records.Storing;
using Causeway.Odoo;
using Npgsql;

namespace Causeway.Mirror.Sync;

/// <summary>One call to Odoo whose records are still streaming in, with what is needed to place it among other reads.</summary>
internal sealed class PageRead(OdooRecordStream records, ModelPlan plan, long started, DateTimeOffset odooTime, TimeSpan elapsed, int size) : IAsyncDisposable
{
    private const long MaxBytes = 8 * 1024 * 1024;
    private const int MinSize = 50;
    private const int MaxSize = 5_000;

    public IAsyncEnumerable<OdooRecord> Records => records;

    /// <summary>What it reads, which is what its records hold.</summary>
    public ModelPlan Plan => plan;

    /// <summary>Odoo's clock when it answered; null where no Date header came.</summary>
    public DateTimeOffset? ServerTime => records.ServerTime;

    /// <summary>How many records were asked for.</summary>
    public int Size => size;

    /// <summary>The earliest that Odoo can have begun to read, by its own clock.</summary>
    public DateTimeOffset OdooTime => odooTime;

    /// <summary>Calls Odoo; the query's own <c>Load</c> is the plan's to say.</summary>
    public static async Task<PageRead> BeginAsync(
        NpgsqlDataSource database, OdooClient odoo, ModelPlan plan, OdooDomain domain, OdooFieldSet fields, OdooQuery query, TimeProvider time, CancellationToken cancellationToken)
    {
        var started = await ReadStamps.NextAsync(database, cancellationToken);
        var sent = time.GetTimestamp();
        var records = await CallAsync(odoo, plan, domain, fields, query, cancellationToken);
        var elapsed = time.GetElapsedTime(sent);
        // The Date header is written when Odoo has finished: less the whole call, it lies before the read began.
        var odooTime = (records.ServerTime ?? time.GetUtcNow()) - elapsed;
        return new PageRead(records, plan, started, odooTime, elapsed, query.Limit ?? int.MaxValue);
    }

    /// <summary>
    /// Odoo 14's search_read knows no <c>load</c>, and neither do some overrides of later ones: names come with the ids
    /// there, at twice the cost, and are dropped.
    /// </summary>
    private static async Task<OdooRecordStream> CallAsync(OdooClient odoo, ModelPlan plan, OdooDomain domain, OdooFieldSet fields, OdooQuery query, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(plan.TakesLoad ? "" : null);
        }
        catch (OdooException exception) when (exception.Kind == OdooErrorKind.BadCall && plan.TakesLoad)
        {
            var records = await ReadAsync(load: null);
            plan.TakesLoad = false;
            return records;
        }

        Task<OdooRecordStream> ReadAsync(string? load) =>
            odoo.SearchReadPageAsync(plan.Source, plan.Within(domain), fields, query with { Load = load }, cancellationToken);
    }

    /// <summary>The window of this read, once its last record has arrived.</summary>
    public async Task<ReadWindow> EndAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        new(started, await ReadStamps.NextAsync(connection, cancellationToken), odooTime);

    /// <summary>The size of the next page, so that a call takes Odoo about a second.</summary>
    public int NextSize()
    {
        if (elapsed > TimeSpan.FromSeconds(2) || records.BytesRead > MaxBytes)
            return HalfOf(size);
        return elapsed < TimeSpan.FromSeconds(0.7) && records.BytesRead < MaxBytes / 2 ? Math.Min(MaxSize, size * 2) : size;
    }

    /// <summary>The size after one that was too much.</summary>
    public static int HalfOf(int size) => Math.Max(MinSize, size / 2);

    public ValueTask DisposeAsync() => records.DisposeAsync();
}
