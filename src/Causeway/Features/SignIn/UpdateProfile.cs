using Causeway.Features.OdooLinks;
using Causeway.Platform.Access;
using Causeway.Platform.Audit;
using Causeway.Platform.Http;
using Dapper;
using Npgsql;

namespace Causeway.Features.SignIn;

/// <summary>What users change about themselves: never their username, role or link to Odoo.</summary>
internal sealed class UpdateProfile(NpgsqlDataSource database, UserTable users, OdooPlaces places, LinkUser link, AuditLog audit, TimeProvider clock)
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
        return TypedResults.Ok(new UserAnswer(await places.FillAsync((await users.FindAsync(userId, cancellationToken))!, cancellationToken)));
    }

    private async Task<bool> TryUpdateAsync(Guid userId, string? fullName, string? email, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        try
        {
            if (await UpdateAsync(connection, userId, fullName, email, cancellationToken))
                await link.DropUnprovedAsync(connection, userId, cancellationToken);
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return false;
        }

        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Whether the email is another one now.</summary>
    private Task<bool> UpdateAsync(NpgsqlConnection connection, Guid userId, string? fullName, string? email, CancellationToken cancellationToken) =>
        connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            """
            with before as (
              select id, email
              from causeway.app_user
              where id = @userId
              for update
            )
            update causeway.app_user u
            set full_name = coalesce(@fullName, u.full_name),
              email = coalesce(@email, u.email),
              updated_at = @now
            from before
            where u.id = before.id
            returning lower(before.email) is distinct from lower(u.email)
            """,
            new { userId, fullName, email, now = clock.GetUtcNow() }, cancellationToken: cancellationToken));
}
