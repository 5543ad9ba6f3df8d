using System.Text;
using Causeway.Platform.Database;
using Npgsql;

namespace Causeway.Mirror.Catalog;

/// <summary>
/// Makes the tables of schema <c>odoo</c> from the catalogue. It only ever adds: a column that is no longer declared stays
/// until an administrator drops it.
/// </summary>
internal static class MirrorTables
{
    /// <summary>Two processes that start at once must not both add a column; the number has no meaning.</summary>
    private const long Lock = 0x0D00_C0DE;

    public static async Task EnsureAsync(NpgsqlDataSource database, IEnumerable<MirrorModel> models, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var sql = new StringBuilder($"select pg_advisory_xact_lock({Lock});\n");
        foreach (var model in models)
            AppendTable(sql, model);
        await using var command = new NpgsqlCommand(sql.ToString(), connection, transaction);
        await command.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static void AppendTable(StringBuilder sql, MirrorModel model)
    {
        // fillfactor: a confirmed row is updated in place (HOT), as no indexed column changes.
        sql.Append($"""
            create table if not exists {model.Table} (
              connection_id integer not null references causeway.connection on delete cascade,
              id bigint not null,
              custom jsonb,
              write_date timestamptz,
              create_date timestamptz,
              state text not null check (state in ('present', 'deleted', 'hidden')),
              state_since timestamptz not null,
              state_reason text,
              read_started bigint not null,
              read_ended bigint not null,
              read_at timestamptz,
              settled boolean not null,
              content_hash bigint not null,
              changed_at timestamptz not null,
              confirmed_at timestamptz not null,
              primary key (connection_id, id)
            ) with (fillfactor = 85);

            """);
        foreach (var field in model.Fields)
            sql.AppendLine($"alter table {model.Table} add column if not exists {Sql.Name(field.Column)} {field.SqlType};");
        AppendIndexes(sql, model);
    }

    private static void AppendIndexes(StringBuilder sql, MirrorModel model)
    {
        var name = model.Table["odoo.".Length..];
        sql.AppendLine($"create index if not exists {name}_changed on {model.Table} (connection_id, changed_at, id);");
        sql.AppendLine($"create index if not exists {name}_unsettled on {model.Table} (connection_id, write_date) where not settled;");
        foreach (var index in model.Indexes)
            sql.AppendLine(index.CreateOn(model));
    }
}
