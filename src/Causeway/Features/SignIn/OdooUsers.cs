using Causeway.Platform.Access;
using Dapper;
using Npgsql;

namespace Causeway.Features.SignIn;

/// <summary>
/// The local users of people who proved that they are a user of the shared Odoo. They are known by connection and uid
/// alone: a login or an email that looks like somebody's is no reason to become them.
/// </summary>
internal sealed class OdooUsers(NpgsqlDataSource database, UserTable users, TimeProvider clock)
{
    /// <summary>Whose attempt it probably is; proves nothing.</summary>
    public async Task<Guid?> FindByLoginAsync(string login, CancellationToken cancellationToken)
    {
        if (login.Contains('\0', StringComparison.Ordinal))
            return null;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<Guid?>(new CommandDefinition(
            """
            select id
            from causeway.app_user
            where auth_provider = 'odoo'
              and lower(odoo_login) = lower(@login)
            limit 1
            """,
            new { login }, cancellationToken: cancellationToken));
    }

    public async Task<User> FindOrAddAsync(OdooPerson person, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var id = await UpdateAsync(connection, person, cancellationToken)
            ?? await TryAddAsync(connection, person, cancellationToken)
            ?? await UpdateAsync(connection, person, cancellationToken)
            ?? throw new InvalidOperationException($"The user for Odoo user {person.Uid} could be neither found nor added.");
        return (await users.FindAsync(id, cancellationToken))!;
    }

    /// <summary>The role follows Odoo's settings group when that changes, and is the administrators' to choose in between.</summary>
    private Task<Guid?> UpdateAsync(NpgsqlConnection connection, OdooPerson person, CancellationToken cancellationToken) =>
        connection.ExecuteScalarAsync<Guid?>(new CommandDefinition(
            """
            update causeway.app_user
            set role = case
                when @IsAdmin and not odoo_admin then 'admin'
                when odoo_admin and not @IsAdmin and role = 'admin' then 'member'
                else role
              end,
              odoo_admin = @IsAdmin,
              odoo_login = @Login,
              updated_at = case when odoo_admin = @IsAdmin then updated_at else @now end
            where connection_id = @ConnectionId
              and odoo_user_id = @Uid
            returning id
            """,
            new { person.ConnectionId, person.Uid, person.Login, person.IsAdmin, now = clock.GetUtcNow() }, cancellationToken: cancellationToken));

    /// <summary>Null when another sign-in of the same person was quicker.</summary>
    private Task<Guid?> TryAddAsync(NpgsqlConnection connection, OdooPerson person, CancellationToken cancellationToken) =>
        connection.ExecuteScalarAsync<Guid?>(new CommandDefinition(
            """
            insert into causeway.app_user (
              id, username, email, full_name, role, approval_status, auth_provider,
              connection_id, odoo_user_id, odoo_login, odoo_admin, odoo_salesperson_name, created_at, updated_at)
            select
              @id,
              case when exists (select from causeway.app_user where lower(username) = lower(@Login)) then @otherName else @Login end,
              case when exists (select from causeway.app_user where lower(email) = lower(@Email)) then null else @Email end,
              @Name, @role, 'approved', 'odoo', @ConnectionId, @Uid, @Login, @IsAdmin, @Name, @now, @now
            on conflict do nothing
            returning id
            """,
            new
            {
                id = Guid.CreateVersion7(),
                person.Login,
                otherName = $"{person.Login} (Odoo {person.ConnectionId}/{person.Uid})",
                person.Email,
                person.Name,
                role = (person.IsAdmin ? Role.Admin : Role.Member).Word(),
                person.ConnectionId,
                person.Uid,
                person.IsAdmin,
                now = clock.GetUtcNow(),
            },
            cancellationToken: cancellationToken));
}
