using Causeway.Mirror.Catalog;
using Causeway.Mirror.Connections;
using Causeway.Mirror.Records;
using Causeway.Mirror.Records.Storing;
using Causeway.Mirror.Sync.Unreadable;
using Causeway.Odoo;
using Npgsql;

namespace Causeway.Mirror.Sync;

/// <summary>The reads of one pass over one model: what every one of them has in common.</summary>
internal sealed class ModelReader(NpgsqlDataSource database, OdooClient odoo, OdooConnection connection, ModelPlan plan, TimeProvider time)
{
    private readonly HashSet<string> leftOut = [];
    private ModelPlan? reduced;
    private readonly OdooContext context = MirrorContext.For(connection);

    /// <summary>What is read now: the plan without what was found to be unreadable.</summary>
    public ModelPlan Plan => reduced ?? plan;

    public string Model => plan.Model.Name;

    public OdooConnection Connection => connection;

    public NpgsqlDataSource Database => database;

    /// <summary>Fields that Odoo has, and fails to read.</summary>
    public IReadOnlySet<string> LeftOut => leftOut;

    public void LeaveOut(params IEnumerable<string> fields)
    {
        leftOut.UnionWith(fields);
        reduced = plan.Without(leftOut);
    }

    public void TakeIn(string field)
    {
        leftOut.Remove(field);
        reduced = plan.Without(leftOut);
    }

    public Task<PageRead> BeginAsync(OdooDomain domain, OdooFieldSet fields, int limit, CancellationToken cancellationToken, string order = "id") =>
        PageRead.BeginAsync(database, odoo, Plan, domain, fields, new OdooQuery { Limit = limit, Order = order, Context = context }, time, cancellationToken);

    /// <summary>The ids alone, which Odoo finds without reading the records.</summary>
    public Task<long[]> SearchAsync(OdooDomain domain, int limit, CancellationToken cancellationToken, string order = "id") =>
        odoo.SearchAsync(plan.Source, plan.Within(domain), new OdooQuery { Limit = limit, Order = order, Context = context }, cancellationToken);

    public Task<long> CountAsync(OdooDomain domain, CancellationToken cancellationToken) =>
        odoo.SearchCountAsync(plan.Source, plan.Within(domain), context, cancellationToken);

    /// <summary>
    /// Reads whole records by id and stores them. search_read leaves out what the account may not see, where read would
    /// fail as a whole; what does not come back is the proof's to judge.
    /// </summary>
    public async Task<UpsertCounts> ReadAsync(long[] ids, CancellationToken cancellationToken)
    {
        await using var read = await BeginAsync(OdooDomain.Where("id", "in", ids), Plan.Fields, ids.Length, cancellationToken);
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await db.BeginTransactionAsync(cancellationToken);
        var upsert = new RecordUpsert(db, connection.Id, read.Plan);
        await upsert.StageAsync(read.Records, cancellationToken);
        var counts = await upsert.MergeAsync(await read.EndAsync(db, cancellationToken), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return counts;
    }

    /// <summary>Whether Odoo can show these fields of a record; true as well where there is no such record any more.</summary>
    public async Task<bool> CanReadAsync(long id, IReadOnlyList<OdooField> fields, CancellationToken cancellationToken)
    {
        try
        {
            await using var read = await BeginAsync(OdooDomain.Where("id", "=", id), new OdooFieldSet(fields), 1, cancellationToken);
            await foreach (var _ in read.Records.WithCancellation(cancellationToken))
            {
                // Decoded, which is all that is asked.
            }

            return true;
        }
        catch (OdooException exception) when (PageFault.IsOne(exception))
        {
            return false;
        }
    }

    /// <summary>
    /// Whether Odoo still has every field that is read: one that it took away is the plan's matter, an error of the same
    /// words in a record's own computation is not.
    /// </summary>
    public async Task<bool> HasAllFieldsAsync(CancellationToken cancellationToken)
    {
        var names = Plan.Fields.Select(field => field.Name).ToArray();
        var present = await odoo.FieldsGetAsync(plan.Source, names, cancellationToken);
        return names.All(present.ContainsKey);
    }

    /// <summary>Marks a record hidden if a read of it alone is still refused.</summary>
    public async Task HideAsync(long id, CancellationToken cancellationToken)
    {
        var started = await ReadStamps.NextAsync(database, cancellationToken);
        try
        {
            await ReadAsync([id], cancellationToken);
        }
        catch (OdooException exception) when (exception.Kind == OdooErrorKind.NoAccess)
        {
            await using var db = await database.OpenConnectionAsync(cancellationToken);
            await using var transaction = await db.BeginTransactionAsync(cancellationToken);
            var window = new ReadWindow(started, await ReadStamps.NextAsync(db, cancellationToken), OdooTime: null);
            await RecordRemoval.MarkAsync(db, connection.Id, plan.Model, [id], "hidden", window, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }
}
