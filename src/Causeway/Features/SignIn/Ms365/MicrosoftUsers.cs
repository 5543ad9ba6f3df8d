using System.Text;
using Causeway.Platform.Access;
using Causeway.Platform.Access.Ms365;
using Causeway.Platform.Audit;
using Causeway.Platform.Settings;
using Dapper;
using Npgsql;

namespace Causeway.Features.SignIn.Ms365;

/// <summary>
/// The local users of people for whom Microsoft vouches. They are known by tenant and object alone: a tenant's
/// administrator gives its people any name and email, another's too.
/// </summary>
internal sealed class MicrosoftUsers(NpgsqlDataSource database, UserTable users, AuditLog audit, CausewaySettings settings, TimeProvider clock)
{
    private const int LongestName = 150;
    private const int LongestEmail = 254;

    /// <summary>Null for somebody new where registration is disabled.</summary>
    public async Task<User?> FindOrAddAsync(MicrosoftPerson person, CancellationToken cancellationToken)
    {
        var id = await FindAsync(person, cancellationToken);
        if (id is null && settings.Registration == Registration.Disabled)
            return null;
        // Where another sign-in of the same person was quicker, theirs is found.
        id ??= await TryAddAsync(person, cancellationToken) ?? await FindAsync(person, cancellationToken);
        return id is { } found
            ? await users.FindAsync(found, cancellationToken)
            : throw new InvalidOperationException($"The user for Microsoft's {person.TenantId}/{person.ObjectId} could be neither found nor added.");
    }

    private async Task<Guid?> FindAsync(MicrosoftPerson person, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<Guid?>(new CommandDefinition(
            """
            select id
            from causeway.app_user
            where ms_tenant_id = @tenant
              and ms_id = @person
            """,
            new { tenant = $"{person.TenantId}", person = $"{person.ObjectId}" }, cancellationToken: cancellationToken));
    }

    private async Task<Guid?> TryAddAsync(MicrosoftPerson person, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await InsertAsync(connection, person, cancellationToken) is not { } added)
            return null;
        await audit.AppendAsync(connection, Registered(added), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return added.Id;
    }

    private Task<Added?> InsertAsync(NpgsqlConnection connection, MicrosoftPerson person, CancellationToken cancellationToken)
    {
        var name = Clean(person.Username, LongestName) ?? $"microsoft-{person.ObjectId}";
        return connection.QuerySingleOrDefaultAsync<Added>(new CommandDefinition(
            """
            insert into causeway.app_user (
              id, username, email, full_name, role, approval_status, auth_provider, ms_tenant_id, ms_id, created_at, updated_at)
            select
              @id,
              case when exists (select from causeway.app_user where lower(username) = lower(@name)) then @otherName else @name end,
              case when exists (select from causeway.app_user where lower(email) = lower(@email)) then null else @email end,
              @fullName, 'member', @approval, 'microsoft', @tenant, @person, @now, @now
            on conflict do nothing
            returning id, username
            """,
            new
            {
                id = Guid.CreateVersion7(),
                name,
                otherName = $"{name} (Microsoft {person.ObjectId})",
                email = Clean(person.Email, LongestEmail),
                fullName = Clean(person.Name, LongestName) ?? name,
                approval = (settings.Registration == Registration.Open ? ApprovalStatus.Approved : ApprovalStatus.Pending).Word(),
                tenant = $"{person.TenantId}",
                person = $"{person.ObjectId}",
                now = clock.GetUtcNow(),
            },
            cancellationToken: cancellationToken));
    }

    /// <summary>On one line and not too long; null where nothing is left.</summary>
    private static string? Clean(string? text, int most)
    {
        var clean = string.Concat((text ?? "").Trim().EnumerateRunes().Where(sign => !Rune.IsControl(sign)).Take(most));
        return clean.Length == 0 ? null : clean;
    }

    private static AuditEntry Registered(Added added) => new(AuditAction.Register)
    {
        Actor = new AuditActor(added.Id, added.Username),
        TargetType = "user",
        TargetIds = [added.Id.ToString()],
        Detail = new Dictionary<string, object?> { ["method"] = MicrosoftEndpoints.Method },
    };

    private sealed record Added(Guid Id, string Username);
}
