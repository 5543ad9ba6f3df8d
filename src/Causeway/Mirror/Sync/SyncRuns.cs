using System.Text.Json;
using Causeway.Platform.Http;
using Dapper;
using Npgsql;

namespace Causeway.Mirror.Sync;

/// <summary>What a run was asked to do.</summary>
internal sealed record SyncOrder
{
    public Guid Id { get; init; }

    public bool FullRead { get; init; }

    public string[]? Entities { get; init; }

    /// <summary>The schedule's turn; nobody asked.</summary>
    public bool IsScheduled { get; init; }

    /// <summary>Somebody asked by hand.</summary>
    public bool IsManual { get; init; }
}

/// <summary>The rows of <c>causeway.sync_run</c>.</summary>
internal sealed class SyncRuns(NpgsqlDataSource database)
{
    private const string Columns = """
        id, status, trigger, triggered_by, started_at, completed_at,
        extract(epoch from coalesce(completed_at, now()) - started_at)::float8 as duration_seconds,
        progress::text, stats::text, error_kind, error_message
        """;

    /// <summary>Asks for a run; one that already waits or runs is answered instead of a second.</summary>
    public async Task<Guid> QueueAsync(int connectionId, SyncTrigger trigger, string triggeredBy, bool full, string[]? entities, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleAsync<Guid>(new CommandDefinition(
            """
            with known as (
              select id from causeway.sync_run
              where connection_id = @connectionId and status in ('queued', 'running') and (full_read or not @full)
              order by status desc
              limit 1
            ),
            added as (
              insert into causeway.sync_run (connection_id, trigger, triggered_by, full_read, entities)
              select @connectionId, @trigger, @triggeredBy, @full, @entities
              where not exists (select from known)
              on conflict (connection_id) where status = 'queued'
                do update set full_read = sync_run.full_read or excluded.full_read
              returning id
            )
            select id from known union all select id from added
            """,
            new { connectionId, trigger = Name(trigger), triggeredBy, full, entities },
            cancellationToken: cancellationToken));
    }

    public async Task<bool> IsWaitingAsync(int connectionId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "select exists (select from causeway.sync_run where connection_id = @connectionId and status = 'queued')",
            new { connectionId },
            cancellationToken: cancellationToken));
    }

    /// <summary>
    /// Takes the run that waits, or makes one if the schedule has its turn; null where there is none. Only under the
    /// connection's run lock.
    /// </summary>
    public async Task<SyncOrder?> StartAsync(int connectionId, bool hasTurn, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await EndAbandonedAsync(connection, connectionId, cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<SyncOrder>(new CommandDefinition(
            """
            with taken as (
              update causeway.sync_run set status = 'running', started_at = now()
              where connection_id = @connectionId and status = 'queued'
              returning id, full_read, entities, trigger = 'scheduled' as is_scheduled, trigger = 'manual' as is_manual
            ),
            made as (
              insert into causeway.sync_run (connection_id, trigger, status, started_at)
              select @connectionId, 'scheduled', 'running', now()
              where @hasTurn and not exists (select from taken)
              returning id, full_read, entities, true as is_scheduled, false as is_manual
            )
            select * from taken union all select * from made
            """,
            new { connectionId, hasTurn },
            cancellationToken: cancellationToken));
    }

    /// <summary>
    /// Nobody else can be running under our lock: whoever left a row so has died. What somebody had asked for is asked for
    /// again in their name, so that it goes on even where the schedule has no turn.
    /// </summary>
    private static Task EndAbandonedAsync(NpgsqlConnection connection, int connectionId, CancellationToken cancellationToken) => connection.ExecuteAsync(new CommandDefinition(
        """
        with ended as (
          update causeway.sync_run
          set status = 'failed', completed_at = now(), error_kind = 'interrupted',
              error_message = 'The process that ran it ended. The next run goes on where it stopped.'
          where connection_id = @connectionId and status = 'running'
          returning connection_id, trigger, triggered_by, entities, cancelled_by
        )
        insert into causeway.sync_run (connection_id, trigger, triggered_by, entities)
        select connection_id, trigger, triggered_by, entities
        from ended
        where cancelled_by is null and trigger <> 'scheduled'
        on conflict (connection_id) where status = 'queued' do nothing
        """,
        new { connectionId },
        cancellationToken: cancellationToken));

    /// <summary>
    /// Asks a run to end: at once while it waits, at its next report (half a second) where it goes on, in whichever process.
    /// Null where there is no such run; false where it has ended already.
    /// </summary>
    public async Task<bool?> CancelAsync(int connectionId, Guid id, string by, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<bool?>(new CommandDefinition(
            """
            with cancelled as (
              update causeway.sync_run
              set cancelled_by = coalesce(cancelled_by, @by),
                  status = case status when 'queued' then 'cancelled' else status end,
                  completed_at = case status when 'queued' then now() end,
                  error_kind = case status when 'queued' then 'cancelled' end,
                  error_message = case status when 'queued' then 'Cancelled by ' || @by || ' before it began.' end
              where connection_id = @connectionId and id = @id and status in ('queued', 'running')
              returning id
            )
            select exists (select from cancelled) from causeway.sync_run where connection_id = @connectionId and id = @id
            """,
            new { connectionId, id, by },
            cancellationToken: cancellationToken));
    }

    /// <summary>Saves how far a run is; answers who has asked it to end, if anybody has.</summary>
    public async Task<string?> ReportAsync(Guid id, SyncProgress progress, IReadOnlyDictionary<string, EntityStats> stats, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<string?>(new CommandDefinition(
            "update causeway.sync_run set progress = @progress::jsonb, stats = @stats::jsonb where id = @id returning cancelled_by",
            new { id, progress = Json(progress), stats = Json(stats) },
            cancellationToken: cancellationToken));
    }

    public Task FinishAsync(Guid id, SyncStatus status, string? errorKind, string? error, CancellationToken cancellationToken) =>
        ExecuteAsync(
            """
            update causeway.sync_run
            set status = @status, completed_at = now(), error_kind = @errorKind, error_message = @error
            where id = @id
            """,
            new { id, status = Name(status), errorKind, error },
            cancellationToken);

    public async Task<SyncRun?> FindAsync(int connectionId, Guid id, CancellationToken cancellationToken) =>
        (await QueryAsync("connection_id = @connectionId and id = @id", new { connectionId, id }, cancellationToken)).SingleOrDefault();

    public async Task<SyncRun?> LastEndedAsync(int connectionId, CancellationToken cancellationToken) =>
        (await QueryAsync(
            "connection_id = @connectionId and completed_at is not null order by completed_at desc limit 1",
            new { connectionId },
            cancellationToken)).SingleOrDefault();

    public Task<IReadOnlyList<SyncRun>> LatestAsync(int connectionId, SyncStatus? status, int limit, long skip, CancellationToken cancellationToken) =>
        QueryAsync(
            "connection_id = @connectionId and (@status::text is null or status = @status) order by requested_at desc, id limit @limit offset @skip",
            new { connectionId, status = status is { } one ? Name(one) : null, limit, skip },
            cancellationToken);

    public async Task<long> CountAsync(int connectionId, SyncStatus? status, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            "select count(*) from causeway.sync_run where connection_id = @connectionId and (@status::text is null or status = @status)",
            new { connectionId, status = status is { } one ? Name(one) : null },
            cancellationToken: cancellationToken));
    }

    /// <summary>The latest run that ended in one of these ways.</summary>
    public async Task<SyncRun?> LastAsync(int connectionId, SyncStatus[] statuses, CancellationToken cancellationToken) =>
        (await QueryAsync(
            "connection_id = @connectionId and completed_at is not null and status = any(@statuses) order by completed_at desc limit 1",
            new { connectionId, statuses = statuses.Select(Name).ToArray() },
            cancellationToken)).SingleOrDefault();

    /// <summary>
    /// A thousand connections make 288,000 runs a day, nearly all of which found nothing to say: those are kept for two days,
    /// the others for thirty, and each connection's last success for ever.
    /// </summary>
    public Task ForgetOldAsync(CancellationToken cancellationToken) => ExecuteAsync(
        """
        delete from causeway.sync_run r
        where r.completed_at < now() - case when r.trigger = 'scheduled' and r.status = 'completed' then interval '2 days' else interval '30 days' end
          and exists (
            select from causeway.sync_run n
            where n.connection_id = r.connection_id and n.completed_at > r.completed_at and n.status = 'completed')
        """,
        new { },
        cancellationToken);

    private async Task<IReadOnlyList<SyncRun>> QueryAsync(string condition, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            $"select {Columns} from causeway.sync_run where {condition}", parameters, cancellationToken: cancellationToken));
        return [.. rows.Select(row => row.ToRun())];
    }

    private async Task ExecuteAsync(string sql, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken));
    }

    private static string Name<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, ApiJson.Options);

    private sealed record Row
    {
        public Guid Id { get; init; }

        public string Status { get; init; } = "";

        public string Trigger { get; init; } = "";

        public string? TriggeredBy { get; init; }

        public DateTimeOffset? StartedAt { get; init; }

        public DateTimeOffset? CompletedAt { get; init; }

        public double? DurationSeconds { get; init; }

        public string? Progress { get; init; }

        public string Stats { get; init; } = "{}";

        public string? ErrorKind { get; init; }

        public string? ErrorMessage { get; init; }

        public SyncRun ToRun() => new()
        {
            Id = Id,
            Status = Enum.Parse<SyncStatus>(Status, ignoreCase: true),
            Trigger = Enum.Parse<SyncTrigger>(Trigger, ignoreCase: true),
            TriggeredBy = TriggeredBy,
            StartedAt = StartedAt,
            CompletedAt = CompletedAt,
            DurationSeconds = DurationSeconds,
            Progress = Progress is null ? null : JsonSerializer.Deserialize<SyncProgress>(Progress, ApiJson.Options),
            Stats = JsonSerializer.Deserialize<Dictionary<string, EntityStats>>(Stats, ApiJson.Options)!,
            ErrorKind = ErrorKind,
            ErrorMessage = ErrorMessage,
        };
    }
}
