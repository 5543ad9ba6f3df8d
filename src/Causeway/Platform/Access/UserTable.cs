using Dapper;
using Npgsql;

namespace Causeway.Platform.Access;

/// <summary>Users as rows: how they are found, and what more than one feature does to them.</summary>
internal sealed class UserTable(NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>Of <c>causeway.app_user u</c>, for a <see cref="User"/>.</summary>
    public const string Columns =
        """
        u.id,
          u.username,
          u.email,
          u.full_name,
          u.role,
          u.is_active,
          u.approval_status,
          u.auth_provider,
          u.must_change_password,
          u.ms_id,
          u.connection_id,
          u.odoo_user_id,
          u.odoo_link_proved,
          u.created_at,
          u.updated_at,
          u.last_login
        """;

    public async Task<User?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<User>(new CommandDefinition(
            $"""
            select {Columns}
            from causeway.app_user u
            where u.id = @id
            """,
            new { id }, cancellationToken: cancellationToken));
    }

    /// <summary>
    /// A local account by its username or email. The two cannot be confused: a local username has no at sign.
    /// </summary>
    public async Task<LocalAccount?> FindLocalAsync(string name, CancellationToken cancellationToken)
    {
        if (name.Contains('\0', StringComparison.Ordinal))
            return null;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<LocalAccount>(new CommandDefinition(
            """
            select id, username, email, password_hash
            from causeway.app_user
            where auth_provider = 'local'
              and (lower(username) = lower(@name) or lower(email) = lower(@name))
            """,
            new { name = name.Trim() }, cancellationToken: cancellationToken));
    }

    public async Task<LocalAccount?> FindLocalAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<LocalAccount>(new CommandDefinition(
            """
            select id, username, email, password_hash
            from causeway.app_user
            where auth_provider = 'local'
              and id = @id
            """,
            new { id }, cancellationToken: cancellationToken));
    }

    /// <summary>Null when the username or the email is taken.</summary>
    public async Task<Guid?> TryAddLocalAsync(NewLocalUser user, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<Guid?>(new CommandDefinition(
            """
            insert into causeway.app_user (
              id, username, email, full_name, role, approval_status, auth_provider,
              password_hash, must_change_password, created_at, updated_at)
            values (
              @id, @Username, @Email, @FullName, @role, @approval, 'local',
              @PasswordHash, @MustChangePassword, @now, @now)
            on conflict do nothing
            returning id
            """,
            new
            {
                id = Guid.CreateVersion7(),
                user.Username,
                user.Email,
                user.FullName,
                role = user.Role.Word(),
                approval = user.ApprovalStatus.Word(),
                user.PasswordHash,
                user.MustChangePassword,
                now = clock.GetUtcNow(),
            },
            cancellationToken: cancellationToken));
    }

    /// <summary>The same password, hashed at today's work factor.</summary>
    public async Task RehashAsync(Guid id, string oldHash, string newHash, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            update causeway.app_user
            set password_hash = @newHash
            where id = @id
              and password_hash = @oldHash
            """,
            new { id, oldHash, newHash }, cancellationToken: cancellationToken));
    }
}

/// <summary>What a password is checked against.</summary>
internal sealed record LocalAccount
{
    public required Guid Id { get; init; }

    public required string Username { get; init; }

    public string? Email { get; init; }

    public required string PasswordHash { get; init; }

    public override string ToString() => $"local account {Username}";
}

internal sealed record NewLocalUser
{
    public required string Username { get; init; }

    public string? Email { get; init; }

    public required string FullName { get; init; }

    public required Role Role { get; init; }

    public required ApprovalStatus ApprovalStatus { get; init; }

    public required string PasswordHash { get; init; }

    public bool MustChangePassword { get; init; }

    public override string ToString() => $"new local user {Username}";
}
