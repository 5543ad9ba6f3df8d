using Causeway.Platform.Access;
using Causeway.Platform.Audit;
using Dapper;
using Npgsql;

namespace Causeway.Features.SignIn;

/// <summary>
/// The local users of people who proved that they are a user of the shared Odoo. They are known by connection and uid
/// alone: a login or an email that looks like somebody's is no reason to become them.
/// </summary>
internal sealed class OdooUsers(NpgsqlDataSource database, UserTable users, AuditLog audit, TimeProvider clock)
{
    /// <summary>Whose attempt it probably is; proves nothing.</summary>
    public async Task<AuditActor?> FindByLoginAsync(string login, CancellationToken cancellationToken)
    {
        if (login.Contains('\0', StringComparison.Ordinal))
            return null;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<AuditActor>(new CommandDefinition(
            """
            select id, username as name
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
    private async Task<Guid?> UpdateAsync(NpgsqlConnection connection, OdooPerson person, CancellationToken cancellationToken)
    {
        if (await FollowAsync(connection, person, cancellationToken) is not { } followed)
            return null;
        if (followed.Was != followed.Role)
            await audit.AppendAsync(connection, followed.Audited, cancellationToken);
        return followed.Id;
    }

    private Task<Followed?> FollowAsync(NpgsqlConnection connection, OdooPerson person, CancellationToken cancellationToken) =>
        connection.QuerySingleOrDefaultAsync<Followed>(new CommandDefinition(
            """
            with before as (
              select id, role
              from causeway.app_user
              where connection_id = @ConnectionId
                and odoo_user_id = @Uid
              for update
            )
            update causeway.app_user u
            set role = case
                -- What an administrator believed of an account must not make another administrator.
                when not u.odoo_link_proved then u.role
                when @IsAdmin and not u.odoo_admin then 'admin'
                when u.odoo_admin and not @IsAdmin and u.role = 'admin' then 'member'
                else u.role
              end,
              odoo_admin = @IsAdmin,
              odoo_login = @Login,
              updated_at = case when u.odoo_admin = @IsAdmin then u.updated_at else @now end
            from before
            where u.id = before.id
            returning u.id, before.role as was, u.role
            """,
            new { person.ConnectionId, person.Uid, person.Login, person.IsAdmin, now = clock.GetUtcNow() }, cancellationToken: cancellationToken));

    /// <summary>Null when another sign-in of the same person was quicker.</summary>
    private Task<Guid?> TryAddAsync(NpgsqlConnection connection, OdooPerson person, CancellationToken cancellationToken) =>
        connection.ExecuteScalarAsync<Guid?>(new CommandDefinition(
            """
            insert into causeway.app_user (
              id, username, email, full_name, role, approval_status, auth_provider,
              connection_id, odoo_user_id, odoo_login, odoo_admin, odoo_link_proved, created_at, updated_at)
            select
              @id,
              case when exists (select from causeway.app_user where lower(username) = lower(@Login)) then @otherName else @Login end,
              case when exists (select from causeway.app_user where lower(email) = lower(@Email)) then null else @Email end,
              @Name, @role, 'approved', 'odoo', @ConnectionId, @Uid, @Login, @IsAdmin, true, @now, @now
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

    /// <summary>A user whose role has followed Odoo's.</summary>
    private sealed record Followed
    {
        public required Guid Id { get; init; }

        public required string Was { get; init; }

        public required string Role { get; init; }

        public AuditEntry Audited => new(AuditAction.UserChange)
        {
            Actor = new AuditActor(null, "Odoo"),
            TargetType = "user",
            TargetIds = [Id.ToString()],
            Detail = new Dictionary<string, object?> { ["before"] = new { role = Was }, ["after"] = new { role = Role } },
        };
    }
}
