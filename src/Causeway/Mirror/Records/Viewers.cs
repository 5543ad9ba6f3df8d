using System.Collections.Concurrent;
using Causeway.Mirror.Changes;
using Causeway.Mirror.Connections;
using Causeway.Platform.Access;
using Causeway.Platform.Settings;
using Dapper;
using Npgsql;

namespace Causeway.Mirror.Records;

/// <summary>
/// Finds what a caller may see. The people, reports and teams of a user are kept until their connection changes, so that a team
/// that changes in Odoo changes what is visible as soon as the mirror has it.
/// </summary>
internal sealed class Viewers(NpgsqlDataSource database, ChangeSignal signal, CausewaySettings settings)
{
    /// <summary>More users than this at once are looked up anew, so that memory stays bounded.</summary>
    private const int MostKept = 10_000;

    private readonly ConcurrentDictionary<(int Connection, long? User), (long Generation, Scope Scope)> kept = new();

    /// <summary>Whether a change of this may change what somebody may see: who is in which team and company.</summary>
    public static bool DependOn(FeedEntry entry) => entry.Model is "res.users" or "crm.team" or "crm.team.member" or "res.company" or "hr.employee";

    public async Task<Viewer> FindAsync(Caller caller, OdooConnection connection, CancellationToken cancellationToken)
    {
        if (caller.IsAdminKey)
            return new Viewer { Caller = caller, Connection = connection, SeesEverybody = true };
        var odooUser = caller.OdooConnectionId == connection.Id ? caller.OdooUserId : null;
        var scope = await ScopeAsync(connection.Id, odooUser, cancellationToken);
        return new Viewer
        {
            Caller = caller,
            Connection = connection,
            SeesEverybody = caller.IsAdmin || connection.OwnerId == caller.UserId,
            SeesUnassigned = settings.Unassigned == Unassigned.Team,
            OdooUserId = odooUser,
            Companies = scope.Companies ?? (connection.MainCompanyId is { } main ? [main] : []),
            People = scope.People,
            Teams = scope.Teams,
        };
    }

    private async Task<Scope> ScopeAsync(int connection, long? user, CancellationToken cancellationToken)
    {
        var generation = signal.Generation(connection);
        if (generation is not null && kept.TryGetValue((connection, user), out var known) && known.Generation == generation)
            return known.Scope;
        var scope = await ReadScopeAsync(connection, user, cancellationToken);
        if (kept.Count >= MostKept)
            kept.Clear();
        if (generation is { } read)
            kept[(connection, user)] = (read, scope);
        return scope;
    }

    private async Task<Scope> ReadScopeAsync(int connection, long? user, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        return await db.QuerySingleAsync<Scope>(new CommandDefinition(
            """
            with recursive member as (
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
            ),
            -- union, not union all: a circle in the hierarchy ends.
            report as (
              select id, user_id from odoo.hr_employee
              where connection_id = @connection and state = 'present' and active is not false and user_id = @user
              union
              select e.id, e.user_id from odoo.hr_employee e
              join report on e.parent_id = report.id
              where e.connection_id = @connection and e.state = 'present' and e.active is not false
            )
            select
              array(select team from own) as teams,
              array(
                select person from member join own using (team)
                union
                select user_id from report where user_id is not null
                union
                select @user where @user is not null
              ) as people,
              (select company_ids from odoo.res_users where connection_id = @connection and id = @user and state = 'present') as companies
            """,
            new { connection, user },
            cancellationToken: cancellationToken));
    }

    private sealed record Scope
    {
        public long[] Teams { get; init; } = [];

        public long[] People { get; init; } = [];

        public long[]? Companies { get; init; }
    }
}
