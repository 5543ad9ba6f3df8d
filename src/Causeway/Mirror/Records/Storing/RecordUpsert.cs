using Causeway.Mirror.Catalog;
using Causeway.Odoo;
using Npgsql;
using NpgsqlTypes;

namespace Causeway.Mirror.Records.Storing;

/// <summary>What became of a page.</summary>
internal readonly record struct UpsertCounts(long Inserted, long Updated, long Unchanged)
{
    public static UpsertCounts operator +(UpsertCounts left, UpsertCounts right) =>
        new(left.Inserted + right.Inserted, left.Updated + right.Updated, left.Unchanged + right.Unchanged);
}

/// <summary>
/// The one way into a mirror table: records are copied into a staging table as they arrive, then merged. The caller
/// owns the transaction, so that its own position commits with the page.
/// </summary>
internal sealed class RecordUpsert(NpgsqlConnection connection, int connectionId, ModelPlan plan)
{
    /// <summary>How long after its <c>write_date</c> a row may still change under it: the longest Odoo transaction we expect.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    private readonly ContentHash hash = new();
    private readonly object?[] row = new object?[plan.Columns.Length];
    private readonly UpsertSql sql = plan.Upsert;

    public long Staged { get; private set; }

    public long LastId { get; private set; }

    /// <summary>Copies records to the staging table while they stream in; nothing is kept in memory.</summary>
    public async Task StageAsync(IAsyncEnumerable<OdooRecord> records, CancellationToken cancellationToken)
    {
        await ExecuteAsync(sql.CreateStaging, cancellationToken);
        await using var import = await connection.BeginBinaryImportAsync(sql.Copy, cancellationToken);
        await foreach (var record in records.WithCancellation(cancellationToken))
        {
            await StageAsync(import, record, cancellationToken);
            Staged++;
            LastId = Math.Max(LastId, record.Id);
        }

        await import.CompleteAsync(cancellationToken);
    }

    /// <summary>Merges what was staged. Holds the connection's feed lock until the transaction ends.</summary>
    public async Task<UpsertCounts> MergeAsync(ReadWindow window, CancellationToken cancellationToken)
    {
        await ExecuteAsync($"select pg_advisory_xact_lock({Changes.ChangeFeed.LockClass}, {connectionId})", cancellationToken);
        await using var command = new NpgsqlCommand(sql.Merge, connection);
        command.Parameters.AddWithValue("connection", connectionId);
        command.Parameters.AddWithValue("started", window.Started);
        command.Parameters.AddWithValue("ended", window.Ended);
        command.Parameters.Add(new NpgsqlParameter("odoo_time", NpgsqlDbType.TimestampTz) { Value = (object?)window.OdooTime?.UtcDateTime ?? DBNull.Value });
        command.Parameters.AddWithValue("overlap", Overlap);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var (inserted, updated) = (reader.GetInt64(0), reader.GetInt64(1));
        return new UpsertCounts(inserted, updated, Staged - inserted - updated);
    }

    private async ValueTask StageAsync(NpgsqlBinaryImporter import, OdooRecord record, CancellationToken cancellationToken)
    {
        for (var i = 0; i < row.Length; i++)
        {
            row[i] = ColumnValue.Of(plan.Columns[i].Field.Type, record[i]);
            hash.Add(row[i]);
        }

        var custom = CustomFields.Of(plan.Custom, record);
        hash.Add(custom);
        await import.StartRowAsync(cancellationToken);
        await import.WriteAsync(record.Id, NpgsqlDbType.Bigint, cancellationToken);
        for (var i = 0; i < row.Length; i++)
            await WriteAsync(import, row[i], ColumnValue.DbType(plan.Columns[i].Field.Type), cancellationToken);
        await WriteAsync(import, custom, NpgsqlDbType.Jsonb, cancellationToken);
        await WriteAsync(import, Stamp(record, "write_date"), NpgsqlDbType.TimestampTz, cancellationToken);
        await WriteAsync(import, Stamp(record, "create_date"), NpgsqlDbType.TimestampTz, cancellationToken);
        await import.WriteAsync(hash.Take(), NpgsqlDbType.Bigint, cancellationToken);
    }

    private object? Stamp(OdooRecord record, string field) => plan.Fields.IndexOf(field) is >= 0 and var index ? record[index] : null;

    private static Task WriteAsync(NpgsqlBinaryImporter import, object? value, NpgsqlDbType type, CancellationToken cancellationToken) => value switch
    {
        null => import.WriteNullAsync(cancellationToken),
        string text => import.WriteAsync(text, type, cancellationToken),
        long number => import.WriteAsync(number, type, cancellationToken),
        bool flag => import.WriteAsync(flag, type, cancellationToken),
        decimal number => import.WriteAsync(number, type, cancellationToken),
        DateOnly day => import.WriteAsync(day, type, cancellationToken),
        DateTime instant => import.WriteAsync(instant, type, cancellationToken),
        _ => import.WriteAsync(value, type, cancellationToken),
    };

    private async Task ExecuteAsync(string text, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(text, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
