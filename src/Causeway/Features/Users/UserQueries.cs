using Causeway.Features.OdooLinks;
using Causeway.Platform.Access;
using Causeway.Platform.Http;
using Dapper;
using Npgsql;

namespace Causeway.Features.Users;

/// <summary>Lists of users. A list is sorted by username, which no two share, so a cursor is a username.</summary>
internal sealed class UserQueries(NpgsqlDataSource database, OdooPlaces places)
{
    /// <summary>Users belong to no connection; their cursors say so.</summary>
    public const int NoConnection = 0;

    public const string Sort = "username";

    /// <summary>Only what is asked for: a condition that may be none hides its index.</summary>
    private static string Matches(QueryValues query) => string.Join(" and ", new[]
    {
        "true",
        query.Text("role") is null ? null : "u.role = @role",
        query.Text("approval_status") is null ? null : "u.approval_status = @approval",
        query.Text("q") is null ? null : "u.search_text like causeway.like_part(@q)",
    }.OfType<string>());

    public async Task<UserListAnswer> ListAsync(QueryValues query, ListRequest page, CancellationToken cancellationToken)
    {
        var filters = new
        {
            role = query.Text("role"),
            approval = query.Text("approval_status"),
            q = query.Text("q"),
            after = page.After?.Value,
            skip = page.Skip,
            limit = page.PerPage + 1,
        };
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = (await connection.QueryAsync<User>(new CommandDefinition(PageSql(query, page.Descending, page.After is not null), filters, cancellationToken: cancellationToken))).AsList();
        var users = rows.Take(page.PerPage).ToArray();
        var next = rows.Count > page.PerPage ? new Cursor(NoConnection, Sort, page.Descending, users[^1].Username, 0).ToString() : null;
        long? total = page.WithTotal ? await CountAsync(connection, query, filters, cancellationToken) : null;
        return new UserListAnswer(await places.FillAsync(users, cancellationToken), Pagination.Of(page, total, next));
    }

    private static string PageSql(QueryValues query, bool descending, bool isFurther) =>
        $"""
        select {UserTable.Columns}
        from causeway.app_user u
        where {Matches(query)}
          {(isFurther ? $"and lower(u.username) {(descending ? "<" : ">")} lower(@after)" : "")}
        order by lower(u.username) {(descending ? "desc" : "asc")}
        limit @limit
        offset @skip
        """;

    private static Task<long> CountAsync(NpgsqlConnection connection, QueryValues query, object filters, CancellationToken cancellationToken) =>
        connection.ExecuteScalarAsync<long>(new CommandDefinition(
            $"""
            select count(*)
            from causeway.app_user u
            where {Matches(query)}
            """,
            filters, cancellationToken: cancellationToken));

    /// <summary>Those whom work can be given to.</summary>
    public async Task<IReadOnlyList<User>> AssignableAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var users = (await connection.QueryAsync<User>(new CommandDefinition(
            $"""
            select {UserTable.Columns}
            from causeway.app_user u
            where u.is_active
              and u.approval_status = 'approved'
            order by lower(u.full_name), u.id
            """,
            cancellationToken: cancellationToken))).AsList();
        return await places.FillAsync(users, cancellationToken);
    }
}
