using Causeway.Platform.Access;
using Causeway.Platform.Audit;
using Causeway.Platform.Http;
using Dapper;
using Npgsql;

namespace Causeway.Features.SignIn;

/// <summary>What users change about themselves: never their username, role or link to Odoo.</summary>
internal sealed class UpdateProfile(NpgsqlDataSource database, UserTable users, AuditLog audit, TimeProvider clock)
{
    public async Task<IResult> RunAsync(Guid userId, ProfileRequest request, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var fullName = request.FullName is null ? null : UserNames.CheckFullName(request.FullName, errors);
        var email = request.Email is null ? null : UserNames.CheckEmail(request.Email, errors);
        if (errors.Any)
            return errors.Problem;
        if (!await TryUpdateAsync(userId, fullName, email, cancellationToken))
            return Problems.Conflict("The email is taken.");
        await audit.AppendAsync(new AuditEntry(AuditAction.ProfileChange)
        {
            TargetType = "user",
            TargetIds = [userId.ToString()],
            Detail = new Dictionary<string, object?> { ["full_name"] = fullName, ["email"] = email },
        });
        return TypedResults.Ok(new UserAnswer((await users.FindAsync(userId, cancellationToken))!));
    }

    private async Task<bool> TryUpdateAsync(Guid userId, string? fullName, string? email, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        try
        {
            await connection.ExecuteAsync(new CommandDefinition(
                """
                update causeway.app_user
                set full_name = coalesce(@fullName, full_name),
                  email = coalesce(@email, email),
                  updated_at = @now
                where id = @userId
                """,
                new { userId, fullName, email, now = clock.GetUtcNow() }, cancellationToken: cancellationToken));
            return true;
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return false;
        }
    }
}
