using System.Globalization;
using Causeway.Platform.Audit;
using Dapper;
using Npgsql;

namespace Causeway.Mirror.Proof;

/// <summary>Removals that wait for an administrator, because they are more often a lost permission than a clean-up.</summary>
internal sealed record Hold
{
    public required long Id { get; init; }

    public required string Model { get; init; }

    /// <summary>How many records would go.</summary>
    public required long Records { get; init; }

    /// <summary>How many the model had.</summary>
    public required long OfRecords { get; init; }

    /// <summary><c>deleted</c> or <c>hidden</c>: what Odoo said of the first of them.</summary>
    public required string Kind { get; init; }

    /// <summary><c>waiting</c>; <c>confirmed</c>; <c>rejected</c>: kept as last seen; <c>withdrawn</c>: Odoo shows them again.</summary>
    public required string Status { get; init; }

    public required DateTimeOffset FoundAt { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    public string? DecidedBy { get; init; }

    /// <summary>The first few, to look at in Odoo.</summary>
    public required long[] Sample { get; init; }
}

/// <summary>The rows of <c>causeway.hold</c>.</summary>
internal sealed class Holds(NpgsqlDataSource database, AuditLog audit, TimeProvider time)
{
    private const string Columns = """
        id, model, cardinality(ids) as records, of_records, kind, status, found_at, decided_at, decided_by, ids[1:10] as sample
        """;

    public async Task<IReadOnlyList<Hold>> ListAsync(int connectionId, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        return (await db.QueryAsync<Hold>(new CommandDefinition(
            $"select {Columns} from causeway.hold where connection_id = @connectionId order by id desc limit 100",
            new { connectionId },
            cancellationToken: cancellationToken))).AsList();
    }

    public async Task<Hold?> FindAsync(int connectionId, long id, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        return await db.QuerySingleOrDefaultAsync<Hold>(new CommandDefinition(
            $"select {Columns} from causeway.hold where connection_id = @connectionId and id = @id",
            new { connectionId, id },
            cancellationToken: cancellationToken));
    }

    public async Task<long[]> IdsAsync(long id, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        return await db.ExecuteScalarAsync<long[]>(new CommandDefinition("select ids from causeway.hold where id = @id", new { id }, cancellationToken: cancellationToken)) ?? [];
    }

    /// <summary>The records of a model that are held, whether somebody has looked or not.</summary>
    public async Task<long[]> OpenIdsAsync(int connectionId, string model, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        return await db.ExecuteScalarAsync<long[]>(new CommandDefinition(
            "select ids from causeway.hold where connection_id = @connectionId and model = @model and status in ('waiting', 'rejected')",
            new { connectionId, model },
            cancellationToken: cancellationToken)) ?? [];
    }

    /// <summary>Adds records to the model's open hold, which then waits again, or opens one.</summary>
    public Task AddAsync(int connectionId, string model, long[] ids, long ofRecords, string kind, CancellationToken cancellationToken) => ExecuteAsync(
        """
        insert into causeway.hold (connection_id, model, ids, of_records, kind, found_at)
        values (@connectionId, @model, @ids, @ofRecords, @kind, @now)
        on conflict (connection_id, model) where status in ('waiting', 'rejected') do update set
          ids = array(select unnest(hold.ids) union select unnest(excluded.ids) order by 1),
          of_records = greatest(hold.of_records, excluded.of_records),
          kind = excluded.kind, status = 'waiting', decided_at = null, decided_by = null
        """,
        new { connectionId, model, ids, ofRecords, kind, now = time.GetUtcNow() },
        cancellationToken);

    /// <summary>Lets go of what Odoo shows again, or what an administrator has confirmed elsewhere.</summary>
    public Task ReleaseAsync(int connectionId, string model, IReadOnlyCollection<long> seen, CancellationToken cancellationToken) => ExecuteAsync(
        """
        update causeway.hold
        set ids = rest.ids,
            status = case when rest.ids = '{}' then 'withdrawn' else status end,
            decided_at = case when rest.ids = '{}' then coalesce(decided_at, @now) else decided_at end
        from (
          select h.id, array(select i from unnest(h.ids) i where i <> all(@seen) order by i) as ids
          from causeway.hold h
          where h.connection_id = @connectionId and h.model = @model and h.status in ('waiting', 'rejected') and h.ids && @seen
        ) rest
        where hold.id = rest.id
        """,
        new { connectionId, model, seen = seen.ToArray(), now = time.GetUtcNow() },
        cancellationToken);

    public async Task DecideAsync(int connectionId, Hold hold, string status, string by, CancellationToken cancellationToken)
    {
        await ExecuteAsync(
            "update causeway.hold set status = @status, decided_at = @now, decided_by = @by where id = @Id and status in ('waiting', 'rejected')",
            new { hold.Id, status, by, now = time.GetUtcNow() },
            cancellationToken);
        await audit.AppendAsync(new AuditEntry(AuditAction.HoldDecision)
        {
            ConnectionId = connectionId,
            TargetType = "hold",
            TargetIds = [hold.Id.ToString(CultureInfo.InvariantCulture)],
            Detail = new Dictionary<string, object?> { ["how"] = status, ["model"] = hold.Model, ["records"] = hold.Records },
        });
    }

    private async Task ExecuteAsync(string sql, object parameters, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        await db.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken));
    }
}
