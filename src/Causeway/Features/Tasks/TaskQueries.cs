using Causeway.Mirror.Records;
using Causeway.Platform.Database;
using Causeway.Platform.Http;
using Dapper;
using Npgsql;

namespace Causeway.Features.Tasks;

/// <summary>Reads tasks for one reader.</summary>
internal sealed class TaskQueries(NpgsqlDataSource database)
{
    /// <summary>A task that the reader may read; else null.</summary>
    public async Task<TaskRow?> FindAsync(Guid id, TaskReader reader, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        return await FindAsync(db, id, reader, forUpdate: false, cancellationToken);
    }

    /// <summary>The same within a transaction, which may keep others from changing it meanwhile.</summary>
    public static async Task<TaskRow?> FindAsync(NpgsqlConnection db, Guid id, TaskReader reader, bool forUpdate, CancellationToken cancellationToken)
    {
        var sql = new SqlText().Append($"select ").AppendColumns(reader).Append($"\nfrom causeway.task t\nwhere t.id = {id} and ").AppendReadable(reader);
        if (forUpdate)
            sql.Append($"\nfor update of t");
        return (await ReadAsync(db, sql, cancellationToken)).SingleOrDefault();
    }

    public async Task<TaskListAnswer> ListAsync(TaskFilters filters, TaskReader reader, ListRequest page, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        if (reader.Reports.Length > 0 && !reader.IsShared)
            reader = reader with { People = await PeopleAsync(db, reader, cancellationToken) };
        var rows = await ReadAsync(db, Page(filters, reader, page), cancellationToken);
        var next = rows.Count > page.PerPage ? At(rows[page.PerPage - 1], reader, page).ToString() : null;
        long? total = page.WithTotal ? await CountAsync(db, filters, reader, cancellationToken) : null;
        var tasks = rows.Take(page.PerPage).Select(row => TaskJson.WithETag(row.ToAnswer(reader), reader));
        return new TaskListAnswer([.. tasks], Pagination.Of(page, total, next));
    }

    private static async Task<Guid[]> PeopleAsync(NpgsqlConnection db, TaskReader reader, CancellationToken cancellationToken)
    {
        await using var command = new SqlText().Append($"select array(").AppendUsers(reader).Append($")").ToCommand(db);
        return (Guid[])(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Every task of the filters in order of id, for exports.</summary>
    public static SqlText All(TaskFilters filters, TaskReader reader)
    {
        var sql = new SqlText().Append($"select ").AppendColumns(reader).Append($"\n");
        filters.FromWhere(sql, reader);
        return sql.Append($"\norder by t.id");
    }

    /// <summary>The rows are chosen first; only those chosen have their people and links looked up.</summary>
    public static SqlText Page(TaskFilters filters, TaskReader reader, ListRequest page)
    {
        var sort = Sort(page);
        var sql = new SqlText().Append($"select {(SqlRaw)$"({sort.Sql})::text"} as sort_value, ").AppendColumns(reader).Append($"\nfrom (\n");
        var rows = new KeysetRows("t", inner => filters.FromWhereEarly(inner, reader), filters.Late(reader));
        if (reader.ReadsFew)
            rows.Append(sql, sort, page);
        else
            rows.AppendById(sql, from => from.Append($"from causeway.task t where"), sort, page);
        return sql.Append($"\n) t");
    }

    public static SqlText Count(TaskFilters filters, TaskReader reader)
    {
        var sql = new SqlText().Append($"select count(*) ");
        filters.FromWhere(sql, reader);
        return sql;
    }

    private static SortField Sort(ListRequest page) => TaskSql.Sorts.Single(sort => sort.Name == page.SortBy);

    private static Cursor At(TaskRow last, TaskReader reader, ListRequest page) =>
        new(reader.ConnectionId, page.SortBy, page.Descending, last.SortValue, 0) { Key = last.Id };

    private static async Task<long> CountAsync(NpgsqlConnection db, TaskFilters filters, TaskReader reader, CancellationToken cancellationToken)
    {
        await using var command = Count(filters, reader).ToCommand(db);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task<List<TaskRow>> ReadAsync(NpgsqlConnection db, SqlText sql, CancellationToken cancellationToken)
    {
        await using var command = sql.ToCommand(db);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var (rows, parse) = (new List<TaskRow>(), reader.GetRowParser<TaskRow>());
        while (await reader.ReadAsync(cancellationToken))
            rows.Add(parse(reader));
        return rows;
    }
}
