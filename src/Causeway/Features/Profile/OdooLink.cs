using Causeway.Features.SignIn;
using Causeway.Platform.Access;
using Causeway.Platform.Http;
using Dapper;
using Npgsql;

namespace Causeway.Features.Profile;

/// <summary>Links a user to the Odoo user whose secret they know.</summary>
internal static class OdooLink
{
    private const string UniqueViolation = "23505";

    /// <summary>In the caller's transaction; null where it is linked.</summary>
    public static async Task<Problem?> TryAsync(NpgsqlConnection db, Guid userId, OdooPerson person, CancellationToken cancellationToken)
    {
        if (await IsAnothersAsync(db, userId, person, cancellationToken))
            return Anothers(person);
        var present = await FindAsync(db, userId, cancellationToken);
        if (present.AuthProvider == AuthProvider.Odoo && !present.Is(person))
            return Problems.Conflict($"You sign in here as another Odoo user than {person.Login}. Save that user's credentials, or use a local account.");
        try
        {
            await LinkAsync(db, userId, person, cancellationToken);
            return null;
        }
        catch (PostgresException taken) when (taken.SqlState == UniqueViolation)
        {
            return Anothers(person);
        }
    }

    private static Problem Anothers(OdooPerson person) =>
        Problems.Conflict($"The Odoo user {person.Login} is linked to another account here. Sign in with that one, or ask an administrator.");

    private static Task<bool> IsAnothersAsync(NpgsqlConnection db, Guid userId, OdooPerson person, CancellationToken cancellationToken) =>
        db.ExecuteScalarAsync<bool>(new CommandDefinition(
            """
            select exists (
              select from causeway.app_user
              where connection_id = @ConnectionId
                and odoo_user_id = @Uid
                and id <> @userId
            )
            """,
            new { userId, person.ConnectionId, person.Uid },
            cancellationToken: cancellationToken));

    private static Task<Link> FindAsync(NpgsqlConnection db, Guid userId, CancellationToken cancellationToken) =>
        db.QuerySingleAsync<Link>(new CommandDefinition(
            """
            select auth_provider, connection_id, odoo_user_id
            from causeway.app_user
            where id = @userId
            for update
            """,
            new { userId },
            cancellationToken: cancellationToken));

    private static Task LinkAsync(NpgsqlConnection db, Guid userId, OdooPerson person, CancellationToken cancellationToken) =>
        db.ExecuteAsync(new CommandDefinition(
            """
            update causeway.app_user
            set connection_id = @ConnectionId,
              odoo_user_id = @Uid,
              odoo_login = @Login,
              odoo_salesperson_name = @Name,
              updated_at = now()
            where id = @userId
              and (connection_id, odoo_user_id) is distinct from (@ConnectionId, @Uid)
            """,
            new { userId, person.ConnectionId, person.Uid, person.Login, person.Name },
            cancellationToken: cancellationToken));

    private sealed record Link
    {
        public required AuthProvider AuthProvider { get; init; }

        public int? ConnectionId { get; init; }

        public long? OdooUserId { get; init; }

        public bool Is(OdooPerson person) => ConnectionId == person.ConnectionId && OdooUserId == person.Uid;
    }
}
