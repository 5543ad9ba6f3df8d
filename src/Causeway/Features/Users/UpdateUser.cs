using Causeway.Features.OdooLinks;
using Causeway.Platform.Access;
using Causeway.Platform.Access.Sessions;
using Causeway.Platform.Audit;
using Causeway.Platform.Http;
using Dapper;
using Npgsql;

namespace Causeway.Features.Users;

/// <summary>What an administrator decides about a user. There is always an administrator left who can sign in.</summary>
internal sealed class UpdateUser(NpgsqlDataSource database, UserTable users, OdooPlaces places, AuditLog audit, TimeProvider clock)
{
    public async Task<IResult> RunAsync(Guid id, UserUpdateRequest request, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var change = new Change(id, errors.Choice<Role>("role", request.Role), request.IsActive, errors.Choice<ApprovalStatus>("approval_status", request.ApprovalStatus));
        if (errors.Any)
            return errors.Problem;
        return await ApplyAsync(change, cancellationToken)
            ?? (IResult)TypedResults.Ok(new UpdatedUserAnswer(await places.FillAsync((await users.FindAsync(id, cancellationToken))!, cancellationToken)));
    }

    private sealed record Change(Guid Id, Role? Role, bool? IsActive, ApprovalStatus? ApprovalStatus)
    {
        public bool KeepsAdmin =>
            Role is null or Platform.Access.Role.Admin
            && IsActive is not false
            && ApprovalStatus is null or Platform.Access.ApprovalStatus.Approved;

        public AuditEntry Audited(User before) => new(AuditAction.UserChange)
        {
            TargetType = "user",
            TargetIds = [Id.ToString()],
            Detail = new Dictionary<string, object?>
            {
                ["username"] = before.Username,
                ["before"] = Rights(before.Role, before.IsActive, before.ApprovalStatus),
                ["after"] = Rights(Role ?? before.Role, IsActive ?? before.IsActive, ApprovalStatus ?? before.ApprovalStatus),
            },
        };

        private static Dictionary<string, object?> Rights(Role role, bool isActive, ApprovalStatus approval) =>
            new() { ["role"] = role, ["is_active"] = isActive, ["approval_status"] = approval };
    }

    /// <summary>Why it cannot be done; null when it is.</summary>
    private async Task<Problem?> ApplyAsync(Change change, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var admins = await Administrators.LockAsync(connection, cancellationToken);
        if (!change.KeepsAdmin && admins is [var last] && last.Id == change.Id)
            return Problems.Conflict("This is the last administrator who can sign in. Make another one first.");
        if (await LockAsync(connection, change.Id, cancellationToken) is not { } before)
            return Problems.NotFound("There is no such user.");
        await UpdateAsync(connection, change, cancellationToken);
        if (change.IsActive is false)
            await SessionTable.EndAllAsync(connection, change.Id, EndReason.Disabled, except: null, clock.GetUtcNow(), cancellationToken);
        await audit.AppendAsync(connection, change.Audited(before), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return null;
    }

    private static Task<User?> LockAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellationToken) =>
        connection.QuerySingleOrDefaultAsync<User>(new CommandDefinition(
            $"""
            select {UserTable.Columns}
            from causeway.app_user u
            where u.id = @id
            for update
            """,
            new { id }, cancellationToken: cancellationToken));

    private Task<int> UpdateAsync(NpgsqlConnection connection, Change change, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new CommandDefinition(
            """
            update causeway.app_user
            set role = coalesce(@role, role),
              is_active = coalesce(@IsActive, is_active),
              approval_status = coalesce(@approval, approval_status),
              updated_at = @now
            where id = @Id
            """,
            new
            {
                change.Id,
                role = change.Role?.Word(),
                change.IsActive,
                approval = change.ApprovalStatus?.Word(),
                now = clock.GetUtcNow(),
            },
            cancellationToken: cancellationToken));
}
