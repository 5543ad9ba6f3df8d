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

    /// <summary>Takes the run that waits, or makes one for the schedule. Only under the connection's run lock.</summary>
    public async Task<SyncOrder> StartAsync(int connectionId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        // Nobody else can be running under our lock: whoever left a row so has died.
        await connection.ExecuteAsync(new CommandDefinition(
            """
            update causeway.sync_run
            set status = 'failed', completed_at = now(), error_kind = 'interrupted',
                error_message = 'The process that ran it ended. The next run goes on where it stopped.'
            where connection_id = @connectionId and status = 'running'
            """,
            new { connectionId },
            cancellationToken: cancellationToken));
        return await connection.QuerySingleAsync<SyncOrder>(new CommandDefinition(
            """
            with taken as (
              update causeway.sync_run set status = 'running', started_at = now()
              where connection_id = @connectionId and status = 'queued'
              returning id, full_read, entities
            ),
            made as (
              insert into causeway.sync_run (connection_id, trigger, status, started_at)
              select @connectionId, 'scheduled', 'running', now()
              where not exists (select from taken)
              returning id, full_read, entities
            )
            select * from taken union all select * from made
            """,
            new { connectionId },
            cancellationToken: cancellationToken));
    }

    public Task ReportAsync(Guid id, SyncProgress progress, IReadOnlyDictionary<string, EntityStats> stats, CancellationToken cancellationToken) =>
        ExecuteAsync(
            "update causeway.sync_run set progress = @progress::jsonb, stats = @stats::jsonb where id = @id",
            new { id, progress = Json(progress), stats = Json(stats) },
            cancellationToken);

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

    public Task<IReadOnlyList<SyncRun>> LatestAsync(int connectionId, int limit, CancellationToken cancellationToken) =>
        QueryAsync("connection_id = @connectionId order by requested_at desc limit @limit", new { connectionId, limit }, cancellationToken);

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
