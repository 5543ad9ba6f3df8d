using Causeway.Mirror.Catalog;
using Dapper;
using Npgsql;

namespace Causeway.Mirror.Sync;

/// <summary>The ids that a cycle must read: what differs from the mirror, or is not settled there (design 5.3).</summary>
internal sealed class ChangedRecords(NpgsqlDataSource database, int connectionId, ModelPlan plan, SyncStream? backfilled = null)
{
    public const int ListPage = 10_000;

    /// <summary>Read once an hour, for transactions that ran longer than ten minutes.</summary>
    public static readonly TimeSpan DeepOverlap = TimeSpan.FromHours(24);

    public static readonly TimeSpan DeepEvery = TimeSpan.FromHours(1);

    private readonly HashSet<long> ids = [];

    public IReadOnlyCollection<long> Ids => ids;

    public long LastListed { get; private set; }

    /// <summary>Whether the last page was a full one.</summary>
    public bool IsUnfinished { get; private set; }

    /// <summary>By how much the newest write_date is ahead of Odoo's Date header.</summary>
    public TimeSpan? Skew { get; private set; }

    /// <summary>Takes one listed page of id and write_date.</summary>
    public async Task AddListedAsync(PageRead listed, CancellationToken cancellationToken)
    {
        var (listedIds, dates) = (new List<long>(), new List<DateTime?>());
        await foreach (var record in listed.Records.WithCancellation(cancellationToken))
        {
            listedIds.Add(record.Id);
            dates.Add(record.Fields.Count > 0 ? record[0] as DateTime? : null);
        }

        if (dates.Max() - listed.ServerTime?.UtcDateTime is { } ahead && !(ahead < Skew))
            Skew = ahead;
        Advance(listedIds);
        if (listedIds.Count > 0)
            await CompareAsync(listedIds, dates, cancellationToken);
    }

    /// <summary>Takes ids of which nothing is known but that they may have changed.</summary>
    public void Add(IReadOnlyList<long> unlisted)
    {
        ids.UnionWith(unlisted);
        Advance(unlisted);
    }

    private void Advance(IReadOnlyList<long> page)
    {
        LastListed = page.LastOrDefault(LastListed);
        IsUnfinished = page.Count == ListPage;
    }

    /// <summary>
    /// A row is believed at once only when its read began two seconds after its write_date: Odoo shows whole seconds, so a
    /// second write within the same one would look the same.
    /// </summary>
    private async Task CompareAsync(List<long> listedIds, List<DateTime?> dates, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        ids.UnionWith(await connection.QueryAsync<long>(new CommandDefinition(
            $"""
            select l.id
            from unnest(@listedIds, @dates) l(id, write_date)
            left join {plan.Model.Table} t on t.connection_id = @connectionId and t.id = l.id
            -- What the backfill has yet to bring is left to it.
            where t.id is null and not (l.id > @position and l.id <= @target)
               or t.state <> 'present'
               or t.write_date is distinct from l.write_date
               or t.read_at is null
               or t.read_at < t.write_date + interval '2 seconds'
            """,
            new
            {
                connectionId,
                listedIds = listedIds.ToArray(),
                dates = dates.ToArray(),
                position = backfilled?.BackfillPosition ?? 0,
                target = backfilled is { IsLive: false } ? backfilled.BackfillTarget ?? 0 : 0,
            },
            cancellationToken: cancellationToken)));
    }

    /// <summary>
    /// Adds each changed row once more when its write_date leaves the overlap: a long transaction stamped with the same
    /// second may have committed since.
    /// </summary>
    public async Task AddUnsettledAsync(DateTimeOffset odooTime, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        ids.UnionWith(await connection.QueryAsync<long>(new CommandDefinition(
            $"""
            select id
            from {plan.Model.Table}
            where connection_id = @connectionId
              and state = 'present'
              and not settled
              and (write_date <= @left or read_at is null)
            """,
            new { connectionId, left = odooTime - Records.Storing.RecordUpsert.Overlap },
            cancellationToken: cancellationToken)));
    }
}
