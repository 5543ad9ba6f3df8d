using Dapper;
using Npgsql;

namespace Causeway.Mirror.Sync;

/// <summary>How far one model of one connection has been read, and on what terms.</summary>
internal sealed record SyncStream
{
    public required int ConnectionId { get; init; }

    public required string Model { get; init; }

    /// <summary><c>backfill</c>, <c>live</c>, or <c>absent</c> where the instance has no such model.</summary>
    public string Phase { get; init; } = "backfill";

    /// <summary>Odoo's own time at the start of the last complete cycle.</summary>
    public DateTimeOffset? Cursor { get; init; }

    public long BackfillPosition { get; init; }

    public long? BackfillTarget { get; init; }

    public int PageSize { get; init; } = 500;

    public DateTimeOffset? DeepLookAt { get; init; }

    /// <summary>Of what is read; null where the model is to be read anew.</summary>
    public string? SchemaHash { get; init; }

    /// <summary>The signatures of the fields that were read last; null before the first read.</summary>
    public string[]? ReadFields { get; init; }

    public string? ReadAs { get; init; }

    /// <summary>The companies of the account; null where they were not known yet.</summary>
    public long[]? ReadCompanies { get; init; }

    /// <summary>Declared fields that the instance never had.</summary>
    public string[] MissingFields { get; init; } = [];

    /// <summary>Fields that were read once and cannot be read now.</summary>
    public string[] StaleFields { get; init; } = [];

    public int? ClockSkewSeconds { get; init; }

    /// <summary>Our time at the start of the last complete cycle: how fresh the model is.</summary>
    public DateTimeOffset? AsOf { get; init; }

    public string? LastError { get; init; }

    public bool IsLive => Phase == "live";

    public static async Task<SyncStream> LoadAsync(NpgsqlDataSource database, int connectionId, string model, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<SyncStream>(new CommandDefinition(
            """
            select connection_id, model, phase, cursor, backfill_position, backfill_target, page_size, deep_look_at,
                   schema_hash, read_fields, read_as, read_companies, missing_fields, stale_fields, clock_skew_seconds, as_of, last_error
            from causeway.sync_stream
            where connection_id = @connectionId and model = @model
            """,
            new { connectionId, model },
            cancellationToken: cancellationToken)) ?? new SyncStream { ConnectionId = connectionId, Model = model };
    }

    /// <summary>
    /// Models are read anew from their first record on. It is kept here and not in the run, so that a full read which is
    /// interrupted goes on where it stopped, whoever goes on with it.
    /// </summary>
    public static async Task ForgetAsync(NpgsqlDataSource database, int connectionId, IEnumerable<string> models, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "update causeway.sync_stream set schema_hash = null where connection_id = @connectionId and model = any(@models)",
            new { connectionId, models = models.ToArray() },
            cancellationToken: cancellationToken));
    }

    /// <summary>The models of a connection that are complete, and known as of that time or later.</summary>
    public static async Task<HashSet<string>> LiveSinceAsync(NpgsqlDataSource database, int connectionId, DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<string>(new CommandDefinition(
            "select model from causeway.sync_stream where connection_id = @connectionId and phase = 'live' and as_of >= @since",
            new { connectionId, since },
            cancellationToken: cancellationToken))];
    }

    /// <summary>Notes that the instance has no such model; false where that was known.</summary>
    public static async Task<bool> MarkAbsentAsync(NpgsqlDataSource database, int connectionId, string model, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(
            """
            insert into causeway.sync_stream as s (connection_id, model, phase) values (@connectionId, @model, 'absent')
            on conflict (connection_id, model) do update set phase = 'absent', schema_hash = null, updated_at = now()
            where s.phase <> 'absent'
            """,
            new { connectionId, model },
            cancellationToken: cancellationToken)) > 0;
    }

    public async Task SaveAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await SaveAsync(connection, cancellationToken);
    }

    /// <summary>Saves the position; within the transaction of the page that it speaks of.</summary>
    public Task SaveAsync(NpgsqlConnection connection, CancellationToken cancellationToken) => connection.ExecuteAsync(new CommandDefinition(
        """
        insert into causeway.sync_stream (connection_id, model, phase, cursor, backfill_position, backfill_target, page_size,
          deep_look_at, schema_hash, read_fields, read_as, read_companies, missing_fields, stale_fields, clock_skew_seconds, as_of, last_error)
        values (@ConnectionId, @Model, @Phase, @Cursor, @BackfillPosition, @BackfillTarget, @PageSize,
          @DeepLookAt, @SchemaHash, @ReadFields, @ReadAs, @ReadCompanies, @MissingFields, @StaleFields, @ClockSkewSeconds, @AsOf, @LastError)
        on conflict (connection_id, model) do update set
          phase = excluded.phase, cursor = excluded.cursor, backfill_position = excluded.backfill_position,
          backfill_target = excluded.backfill_target, page_size = excluded.page_size, deep_look_at = excluded.deep_look_at,
          schema_hash = excluded.schema_hash, read_fields = excluded.read_fields, read_as = excluded.read_as, read_companies = excluded.read_companies,
          missing_fields = excluded.missing_fields, stale_fields = excluded.stale_fields,
          clock_skew_seconds = excluded.clock_skew_seconds, as_of = excluded.as_of, last_error = excluded.last_error,
          updated_at = now(),
          -- A proof is due as soon as the backfill has ended.
          proved_at = case when excluded.phase = 'live' then sync_stream.proved_at end
        """,
        this,
        cancellationToken: cancellationToken));
}
