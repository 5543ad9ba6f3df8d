using Causeway.Mirror.Catalog;
using Causeway.Odoo;
using Dapper;
using Npgsql;

namespace Causeway.Mirror.Sync;

/// <summary>The ids that a cycle must read: what differs from the mirror, or is not settled there (design 5.3).</summary>
internal sealed class ChangedRecords(NpgsqlDataSource database, int connectionId, ModelPlan plan)
{
    public const int ListPage = 10_000;

    /// <summary>Read once an hour, for transactions that ran longer than ten minutes.</summary>
    public static readonly TimeSpan DeepOverlap = TimeSpan.FromHours(24);

    public static readonly TimeSpan DeepEvery = TimeSpan.FromHours(1);

    private readonly HashSet<long> ids = [];

    public IReadOnlyCollection<long> Ids => ids;

    public long LastListed { get; private set; }

    /// <summary>Takes one listed page of id and write_date; answers its length.</summary>
    public async Task<int> AddListedAsync(IAsyncEnumerable<OdooRecord> listed, CancellationToken cancellationToken)
    {
        var (listedIds, dates) = (new List<long>(), new List<DateTime?>());
        await foreach (var record in listed.WithCancellation(cancellationToken))
        {
            listedIds.Add(record.Id);
            dates.Add(record[0] as DateTime?);
        }

        LastListed = listedIds.LastOrDefault(LastListed);
        if (listedIds.Count > 0)
            await CompareAsync(listedIds, dates, cancellationToken);
        return listedIds.Count;
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
            where t.id is null
               or t.state <> 'present'
               or t.write_date is distinct from l.write_date
               or t.read_at is null
               or t.read_at < t.write_date + interval '2 seconds'
            """,
            new { connectionId, listedIds = listedIds.ToArray(), dates = dates.ToArray() },
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
              and (write_date <= @left or write_date is null or read_at is null)
            """,
            new { connectionId, left = odooTime - Records.RecordUpsert.Overlap },
            cancellationToken: cancellationToken)));
    }
}
