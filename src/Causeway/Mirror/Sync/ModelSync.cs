using Causeway.Mirror.Catalog;
using Causeway.Mirror.Connections;
using Causeway.Mirror.Connections.Hosts;
using Causeway.Mirror.Records;
using Causeway.Mirror.Records.Storing;
using Causeway.Mirror.Sync.Unreadable;
using Causeway.Odoo;
using Npgsql;

namespace Causeway.Mirror.Sync;

/// <summary>
/// One pass over one model, from top to bottom: the rest of the backfill if any is left, with a cycle of what changed every
/// minute beside it, and a last cycle (design 5.2 and 5.3). It can be repeated at any time: each page and its position
/// commit together.
/// </summary>
internal sealed class ModelSync
{
    private static readonly OdooFieldSet NoFields = new([]);

    /// <summary>How long a change may wait for the backfill.</summary>
    private static readonly TimeSpan CycleEvery = TimeSpan.FromMinutes(1);

    /// <summary>Of the newest write_date, which Odoo's database stamps, before the Date header, which its web server writes.</summary>
    private static readonly TimeSpan TolerableSkew = TimeSpan.FromSeconds(60);

    private readonly NpgsqlDataSource database;
    private readonly OdooConnection connection;
    private readonly ModelPlan plan;
    private readonly ModelProgress progress;
    private readonly TimeProvider time;
    private readonly ModelReader reader;
    private readonly Quarantine quarantine;
    private readonly ReadTerms terms;
    private readonly PieceByPiece pieces;
    private SyncStream stream = null!;
    private Task<PageRead>? nextPage;

    public ModelSync(NpgsqlDataSource database, OdooClient odoo, OdooConnection connection, ModelPlan plan, ModelProgress progress, TimeProvider time)
    {
        (this.database, this.connection, this.plan, this.progress, this.time) = (database, connection, plan, progress, time);
        reader = new ModelReader(database, odoo, connection, plan, time);
        quarantine = new Quarantine(database, connection.Id, plan.Model.Name, time);
        terms = new ReadTerms(reader, plan);
        pieces = new PieceByPiece(reader, quarantine, new BrokenFields(reader, quarantine), progress);
    }

    public async Task RunAsync(bool full, CancellationToken cancellationToken)
    {
        stream = await SyncStream.LoadAsync(database, connection.Id, plan.Model.Name, cancellationToken);
        await quarantine.LoadAsync(cancellationToken);
        try
        {
            await AgreeOnTermsAsync(full, cancellationToken);
            if (!stream.IsLive)
                await BackfillAsync(cancellationToken);
            await CycleAsync(cancellationToken);
        }
        catch (OdooException exception) when (exception.Kind == OdooErrorKind.TimedOut)
        {
            // Else a page that is too much for this Odoo would be asked for in vain by every run.
            stream = stream with { PageSize = PageRead.HalfOf(stream.PageSize) };
            await stream.SaveAsync(database, cancellationToken);
            throw;
        }
        finally
        {
            progress.Quarantined = quarantine.Count;
            progress.BrokenFields = [.. reader.LeftOut];
        }
    }

    /// <summary>What is read, and as whom: where that is new, the model is read anew beside the live sync.</summary>
    private async Task AgreeOnTermsAsync(bool full, CancellationToken cancellationToken)
    {
        var (agreed, anew) = await terms.AgreeAsync(stream, retry: IsDeep(time.GetUtcNow()), progress, cancellationToken);
        stream = agreed;
        if (full || anew)
            await BeginBackfillAsync(cancellationToken);
    }

    /// <summary>
    /// Fixes the largest id as the backfill's end; what comes later is the cycles' work, whose cursor is this call, or the
    /// one that they had.
    /// </summary>
    private async Task BeginBackfillAsync(CancellationToken cancellationToken)
    {
        var (newest, odooTime) = await FindNewestAsync(cancellationToken);
        stream = stream with { Phase = "backfill", BackfillPosition = 0, BackfillTarget = newest, Cursor = stream.Cursor ?? odooTime };
        await stream.SaveAsync(database, cancellationToken);
    }

    private async Task<(long Id, DateTimeOffset OdooTime)> FindNewestAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var read = await reader.BeginAsync(quarantine.Outside(OdooDomain.All), NoFields, 1, cancellationToken, order: "id desc");
            var newest = 0L;
            await foreach (var record in read.Records.WithCancellation(cancellationToken))
                newest = record.Id;
            return (newest, read.OdooTime);
        }
        catch (OdooException fault) when (PageFault.IsOne(fault))
        {
            // The newest is a record that Odoo cannot read; its id it can find.
            await using var clock = await reader.BeginAsync(OdooDomain.None, NoFields, 1, cancellationToken);
            return ((await reader.SearchAsync(OdooDomain.All, 1, cancellationToken, order: "id desc")).FirstOrDefault(), clock.OdooTime);
        }
    }

    private async Task BackfillAsync(CancellationToken cancellationToken)
    {
        Calls.Priority = CallPriority.Backfill;
        progress.Expect(await reader.CountAsync(Left(stream), cancellationToken));
        var cycled = time.GetUtcNow();
        using var abandon = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            nextPage = ReadPageAsync(stream, abandon.Token);
            while (nextPage is not null)
            {
                await StorePageAsync(nextPage, abandon.Token);
                if (nextPage is null || time.GetUtcNow() - cycled < CycleEvery)
                    continue;
                await CycleAsync(abandon.Token);
                cycled = time.GetUtcNow();
            }
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

    private OdooDomain Left(SyncStream from) => quarantine.Outside(
        OdooDomain.Where("id", ">", from.BackfillPosition).And(OdooDomain.Where("id", "<=", from.BackfillTarget ?? 0)));

    private Task<PageRead> ReadPageAsync(SyncStream from, CancellationToken cancellationToken) =>
        reader.BeginAsync(Left(from), reader.Plan.Fields, from.PageSize, cancellationToken);

    private async Task StorePageAsync(Task<PageRead> page, CancellationToken cancellationToken)
    {
        try
        {
            await StorePageAsync(await page, cancellationToken);
        }
        catch (OdooException fault) when (PageFault.IsOne(fault))
        {
            await StoreInPiecesAsync(fault, cancellationToken);
        }
    }

    /// <summary>Stores a page with its position, and asks for the next one before PostgreSQL merges this.</summary>
    private async Task StorePageAsync(PageRead page, CancellationToken cancellationToken)
    {
        await using var read = page;
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await db.BeginTransactionAsync(cancellationToken);
        var upsert = new RecordUpsert(db, connection.Id, read.Plan);
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

    /// <summary>A page that Odoo cannot read as a whole; its ids it can find.</summary>
    private async Task StoreInPiecesAsync(OdooException fault, CancellationToken cancellationToken)
    {
        nextPage = null;
        var ids = await reader.SearchAsync(Left(stream), stream.PageSize, cancellationToken);
        if (ids.Length > 0)
            await pieces.HalveAsync(ids, fault, cancellationToken);
        var isLast = ids.Length < stream.PageSize;
        stream = terms.WithFields(stream with { BackfillPosition = isLast ? stream.BackfillTarget!.Value : ids[^1] });
        await stream.SaveAsync(database, cancellationToken);
        nextPage = isLast ? null : ReadPageAsync(stream, cancellationToken);
    }

    private async Task CycleAsync(CancellationToken cancellationToken)
    {
        var began = time.GetUtcNow();
        var deep = IsDeep(began);
        var changed = new ChangedRecords(database, connection.Id, plan, stream);
        var overlap = deep ? ChangedRecords.DeepOverlap : RecordUpsert.Overlap;
        // A model without write_date lives by the proof's list of ids and by the scrub.
        var cursor = !plan.HasWriteDate ? stream.Cursor : await FindChangedAsync(changed, overlap, cancellationToken);
        var ids = changed.Ids.Where(id => !quarantine.Holds(id)).Order().ToArray();
        var due = quarantine.Due();
        progress.Expect(ids.Length + due.Length);
        foreach (var chunk in ids.Chunk(stream.PageSize))
            await pieces.ReadAsync(chunk, cancellationToken);
        foreach (var id in due)
            await pieces.TryAgainAsync(id, cancellationToken);
        stream = terms.WithFields(stream with
        {
            Cursor = cursor,
            // Not before the first full read: until then the mirror lacks what it does not know.
            AsOf = stream.IsLive || stream.AsOf is not null ? began : null,
            DeepLookAt = deep ? began : stream.DeepLookAt,
            LastError = null,
        });
        await stream.SaveAsync(database, cancellationToken);
    }

    /// <summary>A first backfill brings what the deep look would find.</summary>
    private bool IsDeep(DateTimeOffset now) =>
        stream.DeepLookAt is null ? stream.IsLive : now - stream.DeepLookAt >= ChangedRecords.DeepEvery;

    /// <summary>
    /// Lists what was written since the cursor less the overlap, by id: a row's write_date is no position, since it is its
    /// transaction's start and thousands of rows share one second. Answers Odoo's time before the first call: the next cursor.
    /// </summary>
    private async Task<DateTimeOffset> FindChangedAsync(ChangedRecords changed, TimeSpan overlap, CancellationToken cancellationToken)
    {
        var since = OdooDomain.Where("write_date", ">=", (stream.Cursor!.Value - overlap).UtcDateTime);
        DateTimeOffset? cursor = null;
        do
        {
            var rest = quarantine.Outside(since.And(OdooDomain.Where("id", ">", changed.LastListed)));
            var odooTime = await ListAsync(changed, rest, cancellationToken);
            cursor ??= odooTime;
        }
        while (changed.IsUnfinished);

        NoteSkew(changed.Skew);
        await changed.AddUnsettledAsync(cursor.Value, cancellationToken);
        return cursor.Value;
    }

    private async Task<DateTimeOffset> ListAsync(ChangedRecords changed, OdooDomain rest, CancellationToken cancellationToken)
    {
        try
        {
            await using var read = await reader.BeginAsync(rest, plan.WriteDateOnly, ChangedRecords.ListPage, cancellationToken);
            await changed.AddListedAsync(read, cancellationToken);
            return read.OdooTime;
        }
        catch (OdooException fault) when (PageFault.IsOne(fault))
        {
            // A record among them cannot even be listed: all of them are read, which tells which.
            await using var clock = await reader.BeginAsync(OdooDomain.None, NoFields, 1, cancellationToken);
            changed.Add(await reader.SearchAsync(rest, ChangedRecords.ListPage, cancellationToken));
            return clock.OdooTime;
        }
    }

    private void NoteSkew(TimeSpan? ahead)
    {
        var skew = ahead > TolerableSkew ? (int?)ahead.Value.TotalSeconds : null;
        progress.Warning = skew is null ? null : $"Odoo's database is {skew} s ahead of its web server by the write_date of {plan.Model.Name}: set their clocks.";
        if (skew is not null && stream.ClockSkewSeconds is null)
            progress.Say(progress.Warning!);
        stream = stream with { ClockSkewSeconds = skew };
    }
}
