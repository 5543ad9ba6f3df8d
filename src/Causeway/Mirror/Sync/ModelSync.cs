using Causeway.Mirror.Catalog;
using Causeway.Mirror.Connections;
using Causeway.Mirror.Records;
using Causeway.Odoo;
using Npgsql;

namespace Causeway.Mirror.Sync;

/// <summary>
/// One pass over one model, from top to bottom: the rest of the backfill if any is left, then what changed since the last
/// pass (design 5.2 and 5.3). It can be repeated at any time: each page and its position commit together.
/// </summary>
internal sealed class ModelSync(NpgsqlDataSource database, OdooClient odoo, OdooConnection connection, ModelPlan plan, ModelProgress progress, TimeProvider time)
{
    private static readonly OdooFieldSet NoFields = new([]);

    private readonly string model = plan.Model.Name;
    private readonly OdooContext context = MirrorContext.For(connection);
    private SyncStream stream = null!;
    private Task<PageRead>? nextPage;

    public async Task RunAsync(bool full, CancellationToken cancellationToken)
    {
        stream = await SyncStream.LoadAsync(database, connection.Id, model, cancellationToken);
        if (full || stream.SchemaHash != plan.SchemaHash)
            await BeginBackfillAsync(cancellationToken);
        try
        {
            if (!stream.IsLive)
                await BackfillAsync(cancellationToken);
            await CatchUpAsync(cancellationToken);
        }
        catch (OdooException exception) when (exception.Kind == OdooErrorKind.TimedOut)
        {
            // Else a page that is too much for this Odoo would be asked for in vain by every run.
            stream = stream with { PageSize = PageRead.HalfOf(stream.PageSize) };
            await stream.SaveAsync(database, cancellationToken);
            throw;
        }
    }

    /// <summary>
    /// Fixes the largest id as the backfill's end; what comes later is the catch-up's work, whose cursor is this call.
    /// </summary>
    private async Task BeginBackfillAsync(CancellationToken cancellationToken)
    {
        var newest = new OdooQuery { Limit = 1, Order = "id desc", Context = context };
        await using var read = await BeginReadAsync(OdooDomain.All, NoFields, newest, cancellationToken);
        var target = 0L;
        await foreach (var record in read.Records.WithCancellation(cancellationToken))
            target = record.Id;
        stream = stream with
        {
            Phase = "backfill",
            BackfillPosition = 0,
            BackfillTarget = target,
            Cursor = read.OdooTime,
            SchemaHash = plan.SchemaHash,
            MissingFields = [.. plan.Missing],
        };
        await stream.SaveAsync(database, cancellationToken);
    }

    private async Task BackfillAsync(CancellationToken cancellationToken)
    {
        Calls.Priority = CallPriority.Backfill;
        progress.Expect(await odoo.SearchCountAsync(model, Left(stream), context, cancellationToken));
        using var abandon = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            nextPage = ReadPageAsync(stream, abandon.Token);
            while (nextPage is not null)
                await StorePageAsync(await nextPage, abandon.Token);
        }
        finally
        {
            await abandon.CancelAsync();
            await DropNextPageAsync();
        }

        stream = stream with { Phase = "live" };
        await stream.SaveAsync(database, cancellationToken);
    }

    /// <summary>A page that was asked for and that nobody will store holds a connection until it is disposed of.</summary>
    private async Task DropNextPageAsync()
    {
        if (nextPage is null)
            return;
        try
        {
            await (await nextPage).DisposeAsync();
        }
        catch (Exception exception) when (exception is OdooException or OperationCanceledException or NpgsqlException)
        {
            // Said already, or our own doing.
        }
    }

    private static OdooDomain Left(SyncStream from) =>
        OdooDomain.Where("id", ">", from.BackfillPosition).And(OdooDomain.Where("id", "<=", from.BackfillTarget ?? 0));

    private Task<PageRead> ReadPageAsync(SyncStream from, CancellationToken cancellationToken) =>
        BeginReadAsync(Left(from), plan.Fields, Query(from.PageSize), cancellationToken);

    /// <summary>Stores a page with its position, and asks for the next one before PostgreSQL merges this.</summary>
    private async Task StorePageAsync(PageRead page, CancellationToken cancellationToken)
    {
        await using var read = page;
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await db.BeginTransactionAsync(cancellationToken);
        var upsert = new RecordUpsert(db, connection.Id, plan);
        await upsert.StageAsync(read.Records, cancellationToken);
        var window = await read.EndAsync(db, cancellationToken);
        var isLast = upsert.Staged < read.Size;
        var after = stream with { BackfillPosition = isLast ? stream.BackfillTarget!.Value : upsert.LastId, PageSize = read.NextSize() };
        nextPage = isLast ? null : ReadPageAsync(after, cancellationToken);
        var counts = await upsert.MergeAsync(window, cancellationToken);
        await after.SaveAsync(db, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        stream = after;
        progress.Add(upsert.Staged, counts);
    }

    private async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        var began = time.GetUtcNow();
        var deep = stream.DeepLookAt is null || began - stream.DeepLookAt >= ChangedRecords.DeepEvery;
        var changed = new ChangedRecords(database, connection.Id, plan);
        var cursor = await FindChangedAsync(changed, deep ? ChangedRecords.DeepOverlap : RecordUpsert.Overlap, cancellationToken);
        progress.Expect(changed.Ids.Count);
        foreach (var ids in changed.Ids.Chunk(stream.PageSize))
            await ReadAgainAsync(ids, cancellationToken);
        stream = stream with { Cursor = cursor, AsOf = began, DeepLookAt = deep ? began : stream.DeepLookAt, LastError = null };
        await stream.SaveAsync(database, cancellationToken);
    }

    /// <summary>
    /// Lists what was written since the cursor less the overlap, by id: a row's write_date is no position, since it is its
    /// transaction's start and thousands of rows share one second. Answers Odoo's time before the first call: the next cursor.
    /// </summary>
    private async Task<DateTimeOffset> FindChangedAsync(ChangedRecords changed, TimeSpan overlap, CancellationToken cancellationToken)
    {
        var since = OdooDomain.Where("write_date", ">=", (stream.Cursor!.Value - overlap).UtcDateTime);
        DateTimeOffset? cursor = null;
        var listed = ChangedRecords.ListPage;
        for (var after = 0L; listed == ChangedRecords.ListPage; after = changed.LastListed)
        {
            await using var read = await BeginReadAsync(since.And(OdooDomain.Where("id", ">", after)), plan.WriteDateOnly, Query(ChangedRecords.ListPage), cancellationToken);
            cursor ??= read.OdooTime;
            listed = await changed.AddListedAsync(read.Records, cancellationToken);
        }

        await changed.AddUnsettledAsync(cursor!.Value, cancellationToken);
        return cursor.Value;
    }

    /// <summary>
    /// Reads whole records by id. search_read leaves out what the account may not see, where read would fail as a whole;
    /// what does not come back is the proof's to judge.
    /// </summary>
    private async Task ReadAgainAsync(long[] ids, CancellationToken cancellationToken)
    {
        await using var read = await BeginReadAsync(OdooDomain.Where("id", "in", ids), plan.Fields, Query(ids.Length), cancellationToken);
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await db.BeginTransactionAsync(cancellationToken);
        var upsert = new RecordUpsert(db, connection.Id, plan);
        await upsert.StageAsync(read.Records, cancellationToken);
        var counts = await upsert.MergeAsync(await read.EndAsync(db, cancellationToken), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        progress.Add(ids.Length, counts);
    }

    private OdooQuery Query(int limit) => new() { Limit = limit, Order = "id", Context = context };

    private Task<PageRead> BeginReadAsync(OdooDomain domain, OdooFieldSet fields, OdooQuery query, CancellationToken cancellationToken) =>
        PageRead.BeginAsync(database, odoo, plan, domain, fields, query, time, cancellationToken);
}
