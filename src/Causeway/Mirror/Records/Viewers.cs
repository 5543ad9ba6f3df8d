using Causeway.Mirror.Connections;
using Causeway.Platform.Access;
using Dapper;
using Npgsql;

namespace Causeway.Mirror.Records;

/// <summary>Finds what a caller may see, anew for each request: a team that changes in Odoo changes it at once.</summary>
internal sealed class Viewers(NpgsqlDataSource database)
{
    public async Task<Viewer> FindAsync(Caller caller, OdooConnection connection, CancellationToken cancellationToken)
    {
        var seesEverybody = caller.IsAdmin || connection.OwnerId == caller.UserId;
        if (caller.IsAdminKey)
            return new Viewer { Caller = caller, Connection = connection, SeesEverybody = true };
        var odooUser = caller.OdooConnectionId == connection.Id ? caller.OdooUserId : null;
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        var scope = await db.QuerySingleAsync<Scope>(new CommandDefinition(
            """
            with own as (
              select crm_team_id as team from odoo.crm_team_member
              where connection_id = @connection and user_id = @user and state = 'present' and active is not false
              union
              select id from odoo.crm_team
              where connection_id = @connection and state = 'present' and (user_id = @user or member_ids @> array[@user]::bigint[])
            )
            select
              array(select team from own) as teams,
              array(
                select m.user_id from odoo.crm_team_member m join own on own.team = m.crm_team_id
                where m.connection_id = @connection and m.state = 'present' and m.active is not false and m.user_id is not null
                union
                select unnest(t.member_ids) from odoo.crm_team t join own on own.team = t.id
                where t.connection_id = @connection and t.state = 'present'
                union
                select @user where @user is not null
              ) as people,
              (select company_ids from odoo.res_users where connection_id = @connection and id = @user and state = 'present') as companies
            """,
            new { connection = connection.Id, user = odooUser },
            cancellationToken: cancellationToken));
        return new Viewer
        {
            Caller = caller,
            Connection = connection,
            SeesEverybody = seesEverybody,
            OdooUserId = odooUser,
            Companies = scope.Companies ?? (connection.MainCompanyId is { } main ? [main] : []),
            People = scope.People,
            Teams = scope.Teams,
        };
    }

    private sealed record Scope
    {
        public long[] Teams { get; init; } = [];

        public long[] People { get; init; } = [];

        public long[]? Companies { get; init; }
    }
}
