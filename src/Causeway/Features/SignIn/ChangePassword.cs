using Causeway.Platform.Access;
using Causeway.Platform.Access.Passwords;
using Causeway.Platform.Access.Sessions;
using Causeway.Platform.Access.Throttle;
using Causeway.Platform.Audit;
using Causeway.Platform.Http;
using Dapper;
using Npgsql;

namespace Causeway.Features.SignIn;

/// <summary>A new password for oneself. Every other sign-in of the user ends: one of them may be why it is changed.</summary>
internal sealed class ChangePassword(
    NpgsqlDataSource database, UserTable users, PasswordHashes hashes, SignInThrottle throttle, AuditLog audit, TimeProvider clock)
{
    public async Task<IResult> RunAsync(Caller caller, PasswordRequest request, Client client, CancellationToken cancellationToken)
    {
        if (await users.FindLocalAsync(caller.UserId, cancellationToken) is not { } account)
            return Problems.Conflict("This account has no password here; it signs in elsewhere.");
        var errors = new FieldErrors();
        var oldPassword = errors.Required("old_password", request.OldPassword);
        var newPassword = errors.Required("new_password", request.NewPassword);
        if (!errors.Any && PasswordRules.Refusal(newPassword, account.Username, account.Email, caller.FullName) is { } refusal)
            errors.Add("new_password", refusal);
        if (!errors.Any && newPassword == oldPassword)
            errors.Add("new_password", "must be another one than the old.");
        if (errors.Any)
            return errors.Problem;
        return await ProveAsync(account, oldPassword, client, cancellationToken)
            ?? await ReplaceAsync(caller, hashes.Hash(newPassword), cancellationToken);
    }

    /// <summary>Counts like a sign-in: a stolen token must not be a way to try passwords.</summary>
    private async Task<IResult?> ProveAsync(LocalAccount account, string oldPassword, Client client, CancellationToken cancellationToken)
    {
        using var attempt = await throttle.BeginAsync(account.Username, account.Id, client, cancellationToken);
        if (attempt.RetryAfter is { } wait)
            return SignInProblems.TooMany(wait);
        if (hashes.Verify(account.PasswordHash, oldPassword) != PasswordMatch.No)
            return null;
        await attempt.FailAsync();
        await audit.AppendAsync(new AuditEntry(AuditAction.PasswordChange) { Outcome = AuditOutcome.Refused, TargetType = "user", TargetIds = [account.Id.ToString()] });
        return Problems.Invalid("old_password", "is not the present password.");
    }

    private async Task<IResult> ReplaceAsync(Caller caller, string hash, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            update causeway.app_user
            set password_hash = @hash,
              must_change_password = false,
              updated_at = @now
            where id = @UserId
            """,
            new { caller.UserId, hash, now }, cancellationToken: cancellationToken));
        await SessionTable.EndAllAsync(connection, caller.UserId, EndReason.PasswordChanged, except: caller.Session?.SessionId, now, cancellationToken);
        await audit.AppendAsync(connection, SignInAudit.By(AuditAction.PasswordChange, caller), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(new MessageAnswer("Password changed successfully"));
    }
}
