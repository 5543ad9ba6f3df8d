using System.Text;
using Causeway.Platform.Database;
using Dapper;
using Npgsql;

namespace Causeway.Mirror.Catalog;

/// <summary>
/// Makes the tables of schema <c>odoo</c> from the catalogue, and beside each the view by which people read it with SQL. It
/// only ever adds: a column that is no longer declared stays until an administrator drops it.
/// </summary>
internal static class MirrorTables
{
    /// <summary>Two processes that start at once must not both add a column; the number has no meaning.</summary>
    private const long Lock = 0x0D00_C0DE;

    public static async Task EnsureAsync(NpgsqlDataSource database, IEnumerable<MirrorModel> models, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition("select pg_advisory_xact_lock(@Lock)", new { Lock }, commandTimeout: 0, cancellationToken: cancellationToken));
        var present = await PresentAsync(connection, cancellationToken);
        var sql = new StringBuilder(FindTrigrams).AppendLine();
        foreach (var model in models)
            AppendTable(sql, model, present);
        sql.AppendLine("select causeway.open_to_readers();");
        await connection.ExecuteAsync(new CommandDefinition(sql.ToString(), commandTimeout: 0, cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>For this transaction alone.</summary>
    private const string FindTrigrams = """
        select set_config('search_path', quote_ident(n.nspname), true)
        from pg_extension e join pg_namespace n on n.oid = e.extnamespace
        where e.extname = 'pg_trgm';
        """;

    /// <summary>
    /// The columns and indexes that are there, each after its table. They are left alone: even an <c>add column if not exists</c>
    /// waits for everybody who reads the table, and everybody who comes later waits for it.
    /// </summary>
    private static async Task<HashSet<string>> PresentAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
    [
        .. await connection.QueryAsync<string>(new CommandDefinition(
            """
            select c.relname || '.' || a.attname
            from pg_class c
            join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            where c.relnamespace = 'odoo'::regnamespace and c.relkind = 'r'
            union all
            select tablename || ':' || indexname
            from pg_indexes
            where schemaname = 'odoo'
            """,
            cancellationToken: cancellationToken)),
    ];

    private static void AppendTable(StringBuilder sql, MirrorModel model, HashSet<string> present)
    {
        var name = model.Table["odoo.".Length..];
        // fillfactor: a confirmed row is updated in place (HOT), as no indexed column changes.
        if (!present.Contains($"{name}.id"))
        {
            sql.Append($"""
                create table {model.Table} (
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
        }

        foreach (var field in model.Fields.Where(field => !present.Contains($"{name}.{field.Column}")))
            sql.AppendLine($"alter table {model.Table} add column {Sql.Name(field.Column)} {field.SqlType};");
        foreach (var field in model.Fields.Where(field => field.SortColumn is { } column && !present.Contains($"{name}.{column}")))
            sql.AppendLine($"alter table {model.Table} add column {field.SortColumn} text generated always as ({field.SortKey(Sql.Name(field.Column))}) stored;");
        if (model.Search is { } search && !present.Contains($"{name}.{SearchColumn.Name}"))
            sql.AppendLine(search.AddTo(model));
        foreach (var (index, create) in Indexes(model, name).Where(index => !present.Contains($"{name}:{index.Name}")))
            sql.AppendLine(create);
        sql.AppendLine($"select causeway.share({Sql.Literal(name)});");
    }

    private static IEnumerable<(string Name, string Create)> Indexes(MirrorModel model, string table)
    {
        yield return ($"{table}_changed", $"create index {table}_changed on {model.Table} (connection_id, changed_at, id);");
        yield return ($"{table}_unsettled", $"create index {table}_unsettled on {model.Table} (connection_id, write_date) where not settled;");
        // What retention looks for, among millions that are there.
        yield return ($"{table}_deleted", $"create index {table}_deleted on {model.Table} (state_since) where state = 'deleted';");
        foreach (var index in model.Indexes)
            yield return (index.NameOn(model), index.CreateOn(model));
        if (model.Search is null)
            yield break;
        foreach (var index in SearchColumn.IndexesOn(model))
            yield return index;
    }
}
