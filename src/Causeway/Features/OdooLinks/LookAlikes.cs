using Dapper;
using Npgsql;

namespace Causeway.Features.OdooLinks;

/// <summary>An account and an Odoo user who go by the same email or login. It proves nothing.</summary>
internal sealed record LookAlike(Guid UserId, long OdooUserId, string MatchMethod);

/// <summary>Finds accounts that look like an internal user of an Odoo, among those that nobody is linked to yet.</summary>
internal sealed class LookAlikes(NpgsqlDataSource database)
{
    private const string Person =
        """
        person as (
          select u.id, lower(u.login) as login, lower(p.email) as email
          from odoo.res_users u
          left join odoo.res_partner p on p.connection_id = u.connection_id and p.id = u.partner_id and p.state = 'present'
          where u.connection_id = @connectionId and u.state = 'present' and u.active is not false and u.share is not true
        ),
        address as (
          select id, login as text from person
          union
          select id, email from person where email is not null
          union
          select e.user_id, lower(e.work_email)
          from odoo.hr_employee e
          join person on person.id = e.user_id
          where e.connection_id = @connectionId and e.state = 'present' and e.active is not false and e.work_email is not null
        )
        """;

    /// <summary>Whoever looks like two Odoo users looks like none.</summary>
    public static async Task<IReadOnlyList<LookAlike>> FindAsync(NpgsqlConnection connection, int connectionId, Guid? userId, CancellationToken cancellationToken) =>
        (await connection.QueryAsync<LookAlike>(new CommandDefinition(
            $"""
            with {Person}
            select a.id as user_id, min(address.id) as odoo_user_id, min(case when address.text = lower(a.email) then 'email' else 'username' end) as match_method
            from causeway.app_user a
            join address on address.text in (lower(a.email), lower(a.username))
            where a.odoo_user_id is null
              and a.is_active
              and a.approval_status = 'approved'
              and (@userId::uuid is null or a.id = @userId)
              and not exists (select from causeway.app_user other where other.connection_id = @connectionId and other.odoo_user_id = address.id)
            group by a.id
            having count(distinct address.id) = 1
            """,
            new { connectionId, userId },
            cancellationToken: cancellationToken))).AsList();

    /// <summary>
    /// The logins under which an account's key may be known to an Odoo that asks for one beside it: of whom the account looks
    /// like, and then what it goes by itself. Few: Odoo locks an address out that tries many.
    /// </summary>
    public async Task<IReadOnlyList<string>> LoginsAsync(int connectionId, Guid userId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<string>(new CommandDefinition(
            $"""
            with {Person}
            select login
            from (
              select u.login, 0 as place
              from causeway.app_user a
              join address on address.text in (lower(a.email), lower(a.username))
              join odoo.res_users u on u.connection_id = @connectionId and u.id = address.id
              where a.id = @userId
              union
              select odoo_login, 0 from causeway.app_user where id = @userId
              union
              select email, 1 from causeway.app_user where id = @userId
              union
              select username, 2 from causeway.app_user where id = @userId
            ) known
            where login is not null
            group by login
            order by min(place), login
            limit 2
            """,
            new { connectionId, userId },
            cancellationToken: cancellationToken))).AsList();
    }
}
