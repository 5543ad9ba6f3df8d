using Causeway.Mirror.Records;
using Causeway.Platform.Http;
using Dapper;
using Npgsql;

namespace Causeway.Features.OdooLinks;

/// <summary>The rows of <c>causeway.odoo_proposal</c>.</summary>
internal sealed class OdooProposals(NpgsqlDataSource database, TimeProvider clock)
{
    public const string Sort = "id";

    private static readonly string Select =
        $"""
        select
          p.id, p.user_id, a.username, a.email, a.full_name, p.connection_id, p.odoo_user_id, p.match_method, p.status, p.proposed_at,
          p.decided_at, p.decided_by, o.login as odoo_login, {Names.Of("res.users", "p.odoo_user_id", "p.connection_id")} as odoo_name
        from causeway.odoo_proposal p
        join causeway.app_user a on a.id = p.user_id
        left join odoo.res_users o on o.connection_id = p.connection_id and o.id = p.odoo_user_id
        """;

    /// <summary>Proposes whoever looks like an Odoo user of this connection and is linked to none; answers how many are new.</summary>
    /// <param name="connectionId">A shared connection.</param>
    /// <param name="userId">This account alone; null for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<int> ProposeAsync(int connectionId, Guid? userId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var alike = await LookAlikes.FindAsync(connection, connectionId, userId, cancellationToken);
        var added = await connection.ExecuteAsync(new CommandDefinition(
            """
            insert into causeway.odoo_proposal (id, user_id, connection_id, odoo_user_id, match_method, proposed_at)
            select * from unnest(@ids, @users, @connections, @people, @methods, @times)
            on conflict do nothing
            """,
            new
            {
                ids = alike.Select(_ => Guid.CreateVersion7()).ToArray(),
                users = alike.Select(pair => pair.UserId).ToArray(),
                connections = alike.Select(_ => connectionId).ToArray(),
                people = alike.Select(pair => pair.OdooUserId).ToArray(),
                methods = alike.Select(pair => pair.MatchMethod).ToArray(),
                times = alike.Select(_ => clock.GetUtcNow()).ToArray(),
            },
            cancellationToken: cancellationToken));
        await ForgetOthersAsync(connection, connectionId, userId, alike, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return added;
    }

    /// <summary>What no longer looks alike is no longer asked of anybody.</summary>
    private static Task ForgetOthersAsync(NpgsqlConnection connection, int connectionId, Guid? userId, IReadOnlyList<LookAlike> alike, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new CommandDefinition(
            """
            delete from causeway.odoo_proposal
            where connection_id = @connectionId
              and status = 'waiting'
              and (@userId::uuid is null or user_id = @userId)
              and (user_id, odoo_user_id) not in (select * from unnest(@users, @people))
            """,
            new { connectionId, userId, users = alike.Select(pair => pair.UserId).ToArray(), people = alike.Select(pair => pair.OdooUserId).ToArray() },
            cancellationToken: cancellationToken));

    public async Task<OdooProposal?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<OdooProposal>(new CommandDefinition(
            $"{Select} where p.id = @id", new { id }, cancellationToken: cancellationToken));
    }

    /// <summary>What stands between an account and the Odoo user that it looks like; null where nothing does.</summary>
    public async Task<OdooProposal?> FindOfAsync(Guid userId, int connectionId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QueryFirstOrDefaultAsync<OdooProposal>(new CommandDefinition(
            $"{Select} where p.user_id = @userId and p.connection_id = @connectionId order by p.status desc, p.id desc limit 1",
            new { userId, connectionId },
            cancellationToken: cancellationToken));
    }

    /// <summary>In the order in which they were made, which their ids tell.</summary>
    public async Task<OdooProposalsAnswer> ListAsync(QueryValues query, ListRequest page, CancellationToken cancellationToken)
    {
        var parameters = new
        {
            status = query.Text("status"),
            after = page.After?.Value is { } value ? Id(value) : default(Guid?),
            skip = page.Skip,
            limit = page.PerPage + 1,
        };
        const string Matches = "(@status::text is null or p.status = @status)";
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = (await connection.QueryAsync<OdooProposal>(new CommandDefinition(
            $"""
            {Select}
            where {Matches}
              and (@after::uuid is null or p.id {(page.Descending ? "<" : ">")} @after)
            order by p.id {(page.Descending ? "desc" : "asc")}
            limit @limit
            offset @skip
            """,
            parameters, cancellationToken: cancellationToken))).AsList();
        long? total = page.WithTotal
            ? await connection.ExecuteScalarAsync<long>(new CommandDefinition($"select count(*) from causeway.odoo_proposal p where {Matches}", parameters, cancellationToken: cancellationToken))
            : null;
        var shown = rows.Take(page.PerPage).ToArray();
        var next = rows.Count > page.PerPage ? new Cursor(Users.UserQueries.NoConnection, Sort, page.Descending, shown[^1].Id.ToString(), 0).ToString() : null;
        return new OdooProposalsAnswer(shown, Pagination.Of(page, total, next));
    }

    private static Guid Id(string text) =>
        Guid.TryParse(text, out var id) ? id : throw new ProblemException(Problems.Invalid("cursor", "is not one that this API gave out."));

    /// <summary>False where somebody else has decided meanwhile.</summary>
    public async Task<bool> TryRefuseAsync(Guid id, string by, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(
            "update causeway.odoo_proposal set status = 'refused', decided_at = @now, decided_by = @by where id = @id and status = 'waiting'",
            new { id, by, now = clock.GetUtcNow() },
            cancellationToken: cancellationToken)) == 1;
    }
}
