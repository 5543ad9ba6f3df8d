using Causeway.Mirror.Connections;
using Causeway.Platform.Access;
using Causeway.Platform.Settings;
using Dapper;
using Npgsql;

namespace Causeway.Mirror.Records;

/// <summary>Finds what a caller may see, anew for each request: a team that changes in Odoo changes it at once.</summary>
internal sealed class Viewers(NpgsqlDataSource database, CausewaySettings settings)
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
            with member as (
              select crm_team_id as team, user_id as person from odoo.crm_team_member
              where connection_id = @connection and state = 'present' and active is not false and user_id is not null
              union all
              -- Odoo 14 has no crm.team.member: a user belongs to one team.
              select sale_team_id, id from odoo.res_users
              where connection_id = @connection and state = 'present' and sale_team_id is not null
                and not exists (select from odoo.crm_team_member where connection_id = @connection)
            ),
            own as (
              select team from member where person = @user
              union
              select id from odoo.crm_team where connection_id = @connection and state = 'present' and user_id = @user
            )
            select
              array(select team from own) as teams,
              array(
                select person from member join own using (team)
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
            SeesUnassigned = settings.Unassigned == Unassigned.Team,
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
