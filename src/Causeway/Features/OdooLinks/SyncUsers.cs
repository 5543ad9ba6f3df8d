using Causeway.Mirror.Connections;
using Causeway.Mirror.Connections.Accounts;
using Dapper;
using Npgsql;

namespace Causeway.Features.OdooLinks;

/// <summary>Holds the accounts against a connection's employees, by the Odoo user of each and never by an employee's own id.</summary>
internal sealed class SyncUsers(NpgsqlDataSource database, OdooProposals proposals, OdooAccounts accounts)
{
    private const string Matched = "matched";

    public async Task<SyncUsersAnswer> RunAsync(OdooConnection connection, CancellationToken cancellationToken)
    {
        var updated = await accounts.FollowAsync(connection.Id, cancellationToken);
        // Whose private connection it is sees all of it, and nobody else belongs there.
        var created = connection.OwnerId is null ? await proposals.ProposeAsync(connection.Id, userId: null, cancellationToken) : 0;
        var employees = await EmployeesAsync(connection.Id, cancellationToken);
        return new SyncUsersAnswer
        {
            Matched = employees.Count(employee => employee.Reason == Matched),
            Created = created,
            Updated = updated,
            Unmatched = [.. employees.Where(employee => employee.Reason != Matched)],
        };
    }

    private async Task<IReadOnlyList<UnmatchedEmployee>> EmployeesAsync(int connectionId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<UnmatchedEmployee>(new CommandDefinition(
            $"""
            select e.id as odoo_employee_id, e.name, e.user_id as odoo_user_id,
              case
                when e.user_id is null then 'no_odoo_user'
                when exists (select from causeway.app_user a where a.connection_id = e.connection_id and a.odoo_user_id = e.user_id) then '{Matched}'
                when exists (
                  select from causeway.odoo_proposal p
                  where p.connection_id = e.connection_id and p.odoo_user_id = e.user_id and p.status = 'waiting') then 'waiting'
                else 'no_account'
              end as reason
            from odoo.hr_employee e
            where e.connection_id = @connectionId and e.state = 'present' and e.active is not false
            order by e.id
            """,
            new { connectionId },
            cancellationToken: cancellationToken))).AsList();
    }
}
