using System.Text.Json;
using Causeway.Mirror.Records;
using Causeway.Platform.Access;
using Causeway.Platform.Database;
using Causeway.Platform.Http;
using Dapper;
using Npgsql;

namespace Causeway.Features.Views;

/// <summary>The rows of <c>causeway.saved_view</c>: one's own, and those that others share on the same connection.</summary>
internal sealed class ViewTable(NpgsqlDataSource database, ViewResources resources, TimeProvider clock)
{
    public static readonly QuerySpec Filters =
    [
        new("resource", QueryType.Text, "Views of this list.") { Choices = ViewResources.Names },
        new("shared", QueryType.Text, "true: shared ones only; false: those that are not.") { Choices = ["true", "false"] },
        new("q", QueryType.Text, "A part of the name, in any case."),
    ];

    public static readonly IReadOnlyList<SortField> Sorts =
    [
        new("id", "v.id", "uuid", Required: true),
        new("name", "v.name", "text", Required: true),
        new("created_at", "v.created_at", "timestamptz", Required: true),
        new("updated_at", "v.updated_at", "timestamptz", Required: true),
    ];

    private const string Columns =
        """
        v.id, v.name, v.resource, v.filters::text as filters, v.sort_by, v.sort_order, v.columns, v.address, v.shared, v.owner_id, v.created_at, v.updated_at,
          (select u.full_name from causeway.app_user u where u.id = v.owner_id) as owner_name
        """;

    public async Task<ViewListAnswer> ListAsync(Caller caller, int connectionId, QueryValues query, ListRequest page, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        var sort = Sorts.Single(one => one.Name == page.SortBy);
        var sql = new SqlText().Append($"select {(SqlRaw)$"({sort.Sql})::text"} as sort_value, {(SqlRaw)Columns}\nfrom (\n");
        new KeysetRows("v", inner => FromWhere(inner, caller, connectionId, query)).Append(sql, sort, page);
        var rows = await ReadAsync(db, sql.Append($"\n) v"), cancellationToken);
        var next = rows.Count > page.PerPage && rows[page.PerPage - 1] is var last
            ? new Cursor(connectionId, page.SortBy, page.Descending, last.SortValue, 0) { Key = last.Id }.ToString()
            : null;
        long? total = page.WithTotal ? await CountAsync(db, caller, connectionId, query, cancellationToken) : null;
        return new ViewListAnswer([.. rows.Take(page.PerPage).Select(View)], Pagination.Of(page, total, next));
    }

    /// <summary>A view that the caller sees; else null.</summary>
    public async Task<SavedView?> FindAsync(Caller caller, int connectionId, Guid id, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        return await FindAsync(db, caller, connectionId, id, forUpdate: false, cancellationToken);
    }

    public async Task<SavedView?> FindAsync(NpgsqlConnection db, Caller caller, int connectionId, Guid id, bool forUpdate, CancellationToken cancellationToken)
    {
        var sql = new SqlText().Append($"select {(SqlRaw)Columns}\n");
        FromWhere(sql, caller, connectionId, query: null);
        sql.Append($" and v.id = {id}");
        if (forUpdate)
            sql.Append($"\nfor update of v");
        return (await ReadAsync(db, sql, cancellationToken)).Select(View).SingleOrDefault();
    }

    public Task<Guid> AddAsync(NpgsqlConnection db, Guid owner, int connectionId, ViewValues values, CancellationToken cancellationToken) =>
        db.ExecuteScalarAsync<Guid>(new CommandDefinition(
            """
            insert into causeway.saved_view (
              id, connection_id, owner_id, name, resource, filters, sort_by, sort_order, columns, address, shared, created_at, updated_at)
            values (
              @id, @connectionId, @owner, @Name, @Resource, @Filters::jsonb, @by, @order, @Columns, @Address, @Shared, @now, @now)
            returning id
            """,
            Parameters(values, Guid.CreateVersion7(), connectionId, owner), cancellationToken: cancellationToken));

    public Task UpdateAsync(NpgsqlConnection db, Guid id, ViewValues values, CancellationToken cancellationToken) =>
        db.ExecuteAsync(new CommandDefinition(
            """
            update causeway.saved_view
            set name = @Name, resource = @Resource, filters = @Filters::jsonb, sort_by = @by, sort_order = @order,
              columns = @Columns, address = @Address, shared = @Shared, updated_at = @now
            where id = @id
            """,
            Parameters(values, id, 0, Guid.Empty), cancellationToken: cancellationToken));

    public static Task DeleteAsync(NpgsqlConnection db, Guid id, CancellationToken cancellationToken) =>
        db.ExecuteAsync(new CommandDefinition("delete from causeway.saved_view where id = @id", new { id }, cancellationToken: cancellationToken));

    private object Parameters(ViewValues values, Guid id, int connectionId, Guid owner) => new
    {
        id, connectionId, owner, values.Name, values.Resource, values.Filters, by = values.Sort?.By, order = values.Sort?.Order, values.Columns, values.Address, values.Shared, now = clock.GetUtcNow(),
    };

    private static void FromWhere(SqlText sql, Caller caller, int connectionId, QueryValues? query)
    {
        sql.Append($"from causeway.saved_view v where v.connection_id = {connectionId} and (v.shared or v.owner_id = {caller.UserId})");
        if (query?.Text("resource") is { } resource)
            sql.Append($" and v.resource = {resource}");
        if (query?.Text("shared") is { } shared)
            sql.Append($" and v.shared = {shared == "true"}");
        if (query?.Text("q") is { } part)
            sql.Append($" and v.name ilike {Like.Part(part)}");
    }

    private static async Task<long> CountAsync(NpgsqlConnection db, Caller caller, int connectionId, QueryValues query, CancellationToken cancellationToken)
    {
        var sql = new SqlText().Append($"select count(*) ");
        FromWhere(sql, caller, connectionId, query);
        await using var command = sql.ToCommand(db);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task<List<Row>> ReadAsync(NpgsqlConnection db, SqlText sql, CancellationToken cancellationToken)
    {
        await using var command = sql.ToCommand(db);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var (rows, parse) = (new List<Row>(), reader.GetRowParser<Row>());
        while (await reader.ReadAsync(cancellationToken))
            rows.Add(parse(reader));
        return rows;
    }

    private SavedView View(Row row)
    {
        var filters = JsonElement.Parse(row.Filters);
        var query = filters.EnumerateObject().Select(filter => KeyValuePair.Create(filter.Name, Query(filter.Value)));
        if (row.SortBy is not null)
            query = [.. query, new("sort_by", row.SortBy), new("sort_order", row.SortOrder)];
        return new SavedView
        {
            Id = row.Id,
            Name = row.Name,
            Resource = row.Resource,
            Filters = filters,
            Sort = row.SortBy is null ? null : new ViewSort(row.SortBy, row.SortOrder!),
            Columns = row.Columns,
            Address = row.Address,
            Shared = row.Shared,
            Owner = new ViewOwner(row.OwnerId, row.OwnerName),
            Url = resources.Find(row.Resource)!.Path + QueryString.Create(query),
            CreatedAt = row.CreatedAt,
            UpdatedAt = row.UpdatedAt,
        };
    }

    private static string? Query(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();

    private sealed record Row
    {
        public string? SortValue { get; init; }

        public required Guid Id { get; init; }

        public required string Name { get; init; }

        public required string Resource { get; init; }

        public required string Filters { get; init; }

        public string? SortBy { get; init; }

        public string? SortOrder { get; init; }

        public required string[] Columns { get; init; }

        public string? Address { get; init; }

        public required bool Shared { get; init; }

        public required Guid OwnerId { get; init; }

        public required string OwnerName { get; init; }

        public required DateTimeOffset CreatedAt { get; init; }

        public required DateTimeOffset UpdatedAt { get; init; }
    }
}
