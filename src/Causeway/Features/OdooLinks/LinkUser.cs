using Causeway.Platform.Audit;
using Causeway.Platform.Http;
using Dapper;
using Npgsql;

namespace Causeway.Features.OdooLinks;

/// <summary>The one place that says which Odoo user an account is, or that it is none any more.</summary>
internal sealed class LinkUser(NpgsqlDataSource database, AuditLog audit, TimeProvider clock)
{
    /// <summary>Why it cannot be; null when it is done.</summary>
    /// <param name="userId">The account.</param>
    /// <param name="person">The Odoo user.</param>
    /// <param name="how">What the audit log says of the reason.</param>
    /// <param name="proved">Whether that Odoo user's own secret proved it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Problem?> LinkAsync(Guid userId, OdooUserKey person, string how, bool proved, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await LinkAsync(connection, userId, person, how, proved, cancellationToken) is { } refusal)
            return refusal;
        await transaction.CommitAsync(cancellationToken);
        return null;
    }

    /// <summary>The same in the caller's transaction, which a refusal leaves unusable.</summary>
    public async Task<Problem?> LinkAsync(NpgsqlConnection connection, Guid userId, OdooUserKey person, string how, bool proved, CancellationToken cancellationToken)
    {
        if (await LockAsync(connection, userId, cancellationToken) is not { } before)
            return Problems.NotFound("There is no such user.");
        if (before.Is(person) && before.OdooLinkProved)
            return null;
        if (before.IsOdoosOwn)
            return before.Is(person) ? null : Problems.Conflict("This account signs in as an Odoo user, and is that one and no other.");
        try
        {
            await SetAsync(connection, userId, person, proved, cancellationToken);
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return Problems.Conflict("Another account is that Odoo user already. An administrator can take the link from it.");
        }

        await audit.AppendAsync(connection, Audited(userId, person, how), cancellationToken);
        return null;
    }

    /// <summary>Takes an account's link away.</summary>
    public async Task<Problem?> UnlinkAsync(Guid userId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await LockAsync(connection, userId, cancellationToken) is not { } before)
            return Problems.NotFound("There is no such user.");
        if (before.IsOdoosOwn)
            return Problems.Conflict("This account signs in as an Odoo user: without it there would be no account. Disable it instead.");
        if (before.OdooUserId is not null)
        {
            await ClearAsync(connection, userId, cancellationToken);
            await audit.AppendAsync(connection, Audited(userId, person: null, "removed"), cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return null;
    }

    /// <summary>
    /// Takes away what rested on who the account looked like, in the transaction that changes its email: a link that no secret
    /// proved, and what waits for an administrator.
    /// </summary>
    public async Task DropUnprovedAsync(NpgsqlConnection connection, Guid userId, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync(new CommandDefinition(
            "delete from causeway.odoo_proposal where user_id = @userId and status = 'waiting'",
            new { userId }, cancellationToken: cancellationToken));
        if (await LockAsync(connection, userId, cancellationToken) is not { OdooUserId: not null, OdooLinkProved: false })
            return;
        await ClearAsync(connection, userId, cancellationToken);
        await audit.AppendAsync(connection, Audited(userId, person: null, "email changed"), cancellationToken);
    }

    private static Task<Before?> LockAsync(NpgsqlConnection connection, Guid userId, CancellationToken cancellationToken) =>
        connection.QuerySingleOrDefaultAsync<Before>(new CommandDefinition(
            """
            select auth_provider = 'odoo' as is_odoos_own, connection_id, odoo_user_id, odoo_link_proved
            from causeway.app_user
            where id = @userId
            for update
            """,
            new { userId }, cancellationToken: cancellationToken));

    /// <summary>
    /// What waited is decided by it: of this account, and of others that looked like the same person. Credentials of whom it is
    /// no longer go, or it would write as one and see as another.
    /// </summary>
    private Task SetAsync(NpgsqlConnection connection, Guid userId, OdooUserKey person, bool proved, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new CommandDefinition(
            """
            update causeway.app_user
            set connection_id = @ConnectionId,
              odoo_user_id = @Id,
              odoo_link_proved = @proved,
              odoo_login = (select login from odoo.res_users where connection_id = @ConnectionId and id = @Id),
              odoo_admin = odoo_admin and connection_id = @ConnectionId and odoo_user_id = @Id,
              updated_at = @now
            where id = @userId;

            delete from causeway.odoo_proposal
            where status = 'waiting'
              and (user_id = @userId or (connection_id = @ConnectionId and odoo_user_id = @Id));

            delete from causeway.own_credential
            where user_id = @userId
              and odoo_uid is not null
              and (connection_id, odoo_uid) is distinct from (@ConnectionId, @Id);
            """,
            new { userId, person.ConnectionId, person.Id, proved, now = clock.GetUtcNow() }, cancellationToken: cancellationToken));

    private Task ClearAsync(NpgsqlConnection connection, Guid userId, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new CommandDefinition(
            """
            update causeway.app_user
            set connection_id = null,
              odoo_user_id = null,
              odoo_login = null,
              odoo_link_proved = false,
              odoo_admin = false,
              updated_at = @now
            where id = @userId;

            delete from causeway.own_credential
            where user_id = @userId
              and odoo_uid is not null;
            """,
            new { userId, now = clock.GetUtcNow() }, cancellationToken: cancellationToken));

    private static AuditEntry Audited(Guid userId, OdooUserKey? person, string how) => new(AuditAction.OdooLink)
    {
        ConnectionId = person?.ConnectionId,
        TargetType = "user",
        TargetIds = [userId.ToString()],
        Detail = new Dictionary<string, object?> { ["how"] = how, ["odoo_user_id"] = person?.Id },
    };

    private sealed record Before
    {
        public required bool IsOdoosOwn { get; init; }

        public int? ConnectionId { get; init; }

        public long? OdooUserId { get; init; }

        public required bool OdooLinkProved { get; init; }

        public bool Is(OdooUserKey person) => ConnectionId == person.ConnectionId && OdooUserId == person.Id;
    }
}

/// <summary>A user of one Odoo: an id alone is another's in another.</summary>
internal sealed record OdooUserKey(int ConnectionId, long Id);
