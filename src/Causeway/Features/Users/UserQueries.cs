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

    private const string Matches =
        """
        (@role::text is null or u.role = @role)
          and (@approval::text is null or u.approval_status = @approval)
          and (@q::text is null
            or strpos(lower(u.username), lower(@q)) > 0
            or strpos(lower(u.full_name), lower(@q)) > 0
            or strpos(lower(u.email), lower(@q)) > 0)
        """;

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
        var rows = (await connection.QueryAsync<User>(new CommandDefinition(PageSql(page.Descending), filters, cancellationToken: cancellationToken))).AsList();
        var users = rows.Take(page.PerPage).ToArray();
        var next = rows.Count > page.PerPage ? new Cursor(NoConnection, Sort, page.Descending, users[^1].Username, 0).ToString() : null;
        long? total = page.WithTotal ? await CountAsync(connection, filters, cancellationToken) : null;
        return new UserListAnswer(await places.FillAsync(users, cancellationToken), Pagination.Of(page, total, next));
    }

    private static string PageSql(bool descending) =>
        $"""
        select {UserTable.Columns}
        from causeway.app_user u
        where {Matches}
          and (@after::text is null or lower(u.username) {(descending ? "<" : ">")} lower(@after))
        order by lower(u.username) {(descending ? "desc" : "asc")}
        limit @limit
        offset @skip
        """;

    private static Task<long> CountAsync(NpgsqlConnection connection, object filters, CancellationToken cancellationToken) =>
        connection.ExecuteScalarAsync<long>(new CommandDefinition(
            $"""
            select count(*)
            from causeway.app_user u
            where {Matches}
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
