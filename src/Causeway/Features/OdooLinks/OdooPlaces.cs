using Causeway.Mirror.Records;
using Causeway.Platform.Access;
using Dapper;
using Npgsql;

namespace Causeway.Features.OdooLinks;

/// <summary>Finds what the mirror says of the Odoo users that accounts are, by the id in <c>res.users</c> alone.</summary>
internal sealed class OdooPlaces(NpgsqlDataSource database)
{
    private static readonly string Sql =
        $"""
        select
          u.connection_id,
          u.id as odoo_user_id,
          {Names.Of("res.users", "u.id", "u.connection_id")} as salesperson_name,
          e.id as employee_id,
          e.parent_id as manager_id,
          e.department_id,
          {Names.Of("hr.department", "e.department_id", "u.connection_id")} as department_name,
          t.id as team_id,
          {Names.Of("crm.team", "t.id", "u.connection_id")} as team_name
        from unnest(@connections, @ids) as asked (connection_id, id)
        join odoo.res_users u on u.connection_id = asked.connection_id and u.id = asked.id and u.state = 'present'
        left join lateral (
          select id, parent_id, department_id
          from odoo.hr_employee
          where connection_id = u.connection_id and user_id = u.id and state = 'present' and active is not false
          -- A user is another employee in each company that they work for.
          order by company_id is distinct from u.company_id, id
          limit 1
        ) e on true
        cross join lateral (
          select coalesce(
            (select min(crm_team_id) from odoo.crm_team_member
             where connection_id = u.connection_id and user_id = u.id and state = 'present' and active is not false),
            -- Odoo 14 has no crm.team.member.
            u.sale_team_id,
            (select min(id) from odoo.crm_team
             where connection_id = u.connection_id and user_id = u.id and state = 'present' and active is not false)) as id
        ) t
        """;

    /// <summary>The same user with what the mirror says.</summary>
    public async Task<User> FillAsync(User user, CancellationToken cancellationToken) => (await FillAsync([user], cancellationToken))[0];

    public async Task<IReadOnlyList<User>> FillAsync(IReadOnlyList<User> users, CancellationToken cancellationToken)
    {
        var linked = users.Where(user => user.OdooUserId is not null).Select(user => (user.ConnectionId!.Value, user.OdooUserId!.Value)).ToArray();
        if (linked.Length == 0)
            return users;
        var places = (await FindAsync(linked, cancellationToken)).ToDictionary(place => (place.ConnectionId, place.OdooUserId));
        return [.. users.Select(user => user.OdooUserId is { } id && places.TryGetValue((user.ConnectionId!.Value, id), out var place) ? With(user, place) : user)];
    }

    /// <summary>Null where the mirror has no such user.</summary>
    public async Task<OdooPlace?> FindAsync(int connectionId, long odooUserId, CancellationToken cancellationToken) =>
        (await FindAsync([(connectionId, odooUserId)], cancellationToken)).SingleOrDefault();

    private async Task<IEnumerable<OdooPlace>> FindAsync((int Connection, long Id)[] asked, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QueryAsync<OdooPlace>(new CommandDefinition(
            Sql,
            new { connections = asked.Select(one => one.Connection).ToArray(), ids = asked.Select(one => one.Id).ToArray() },
            cancellationToken: cancellationToken));
    }

    private static User With(User user, OdooPlace place) => user with
    {
        OdooSalespersonName = place.SalespersonName,
        OdooEmployeeId = place.EmployeeId,
        ManagerOdooId = place.ManagerId,
        OdooDepartmentId = place.DepartmentId,
        OdooTeamId = place.TeamId,
    };
}
