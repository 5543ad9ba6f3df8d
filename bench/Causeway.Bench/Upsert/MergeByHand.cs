using Causeway.Mirror.Catalog;
using Causeway.Mirror.Records;
using Causeway.Mirror.Records.Storing;
using Causeway.Odoo;
using Causeway.Platform.Database;
using Npgsql;
using NpgsqlTypes;

namespace Causeway.Bench.Upsert;

/// <summary>
/// What one would write by hand for one table: COPY to a temporary table, then insert or update, noting when each row was
/// seen last; or, where that does not matter, leaving equal rows alone.
/// </summary>
internal sealed class MergeByHand
{
    private const string Table = "odoo.by_hand";

    private readonly ModelPlan plan;
    private readonly string copy;
    private readonly string merge;

    public MergeByHand(ModelPlan plan, bool skipEqual)
    {
        this.plan = plan;
        string[] columns = [.. plan.Columns.Select(column => Sql.Name(column.Field.Name)), "custom", "write_date", "create_date"];
        var names = string.Join(", ", columns);
        copy = $"copy hand_page (id, {names}) from stdin (format binary)";
        merge = $"""
            insert into {Table} as t (connection_id, id, {names},
              state, state_since, read_started, read_ended, settled, content_hash, changed_at, confirmed_at)
            select @connection, id, {names}, 'present', now(), 0, 0, true, 0, now(), now()
            from hand_page
            on conflict (connection_id, id) do update set
              {string.Join(", ", columns.Select(column => $"{column} = excluded.{column}"))}, confirmed_at = now()
            {(skipEqual ? $"where ({Row("t")}) is distinct from ({Row("excluded")})" : "")}
            """;

        string Row(string of) => string.Join(", ", columns.Select(column => $"{of}.{column}"));
    }

    public async Task CreateAsync(NpgsqlConnection db, CancellationToken cancel) =>
        await ExecuteAsync(db, $"drop table if exists {Table}; create table {Table} (like {plan.Model.Table} including all) with (fillfactor = 85)", cancel);

    public async Task RunAsync(NpgsqlConnection db, int connection, IEnumerable<OdooRecord> page, CancellationToken cancel)
    {
        await ExecuteAsync(db, $"create temp table hand_page on commit drop as select * from {Table} with no data", cancel);
        await using (var import = await db.BeginBinaryImportAsync(copy, cancel))
        {
            foreach (var record in page)
                await WriteAsync(import, record, cancel);
            await import.CompleteAsync(cancel);
        }

        await using var command = new NpgsqlCommand(merge, db) { Parameters = { new("connection", connection) } };
        await command.ExecuteNonQueryAsync(cancel);
    }

    private async Task WriteAsync(NpgsqlBinaryImporter import, OdooRecord record, CancellationToken cancel)
    {
        await import.StartRowAsync(cancel);
        await import.WriteAsync(record.Id, NpgsqlDbType.Bigint, cancel);
        for (var i = 0; i < plan.Columns.Length; i++)
        {
            var type = plan.Columns[i].Field.Type;
            await WriteAsync(import, ColumnValue.Of(type, record[i]), ColumnValue.DbType(type), cancel);
        }

        await WriteAsync(import, CustomFields.Of(plan.Custom, record), NpgsqlDbType.Jsonb, cancel);
        await WriteAsync(import, record["write_date"], NpgsqlDbType.TimestampTz, cancel);
        await WriteAsync(import, record["create_date"], NpgsqlDbType.TimestampTz, cancel);
    }

    private static Task WriteAsync(NpgsqlBinaryImporter import, object? value, NpgsqlDbType type, CancellationToken cancel) => value switch
    {
        null => import.WriteNullAsync(cancel),
        string text => import.WriteAsync(text, type, cancel),
        long number => import.WriteAsync(number, type, cancel),
        bool flag => import.WriteAsync(flag, type, cancel),
        decimal number => import.WriteAsync(number, type, cancel),
        DateOnly day => import.WriteAsync(day, type, cancel),
        DateTime instant => import.WriteAsync(instant, type, cancel),
        _ => import.WriteAsync(value, type, cancel),
    };

    private static async Task ExecuteAsync(NpgsqlConnection db, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, db);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
