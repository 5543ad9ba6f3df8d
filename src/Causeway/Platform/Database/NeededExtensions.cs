using Dapper;
using Npgsql;

namespace Causeway.Platform.Database;

/// <summary>
/// The extensions of PostgreSQL's contrib that search needs. They are trusted: whoever may create schemas in the database may
/// create them, but on somebody else's server neither is certain.
/// </summary>
internal static class NeededExtensions
{
    private static readonly string[] Names = ["pg_trgm", "fuzzystrmatch"];

    private sealed record Absent(string Name, bool Available, bool Allowed);

    /// <summary>What keeps the next start from having them, and what to do; null where nothing does.</summary>
    public static async Task<string?> FindObstacleAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var absent = (await connection.QueryAsync<Absent>(new CommandDefinition(
            """
            select needed.name, available.name is not null as available, has_database_privilege(current_database(), 'CREATE') as allowed
            from unnest(@Names) needed(name)
            left join pg_extension e on e.extname = needed.name
            left join pg_available_extensions available on available.name = needed.name
            where e.extname is null
            """,
            new { Names },
            cancellationToken: cancellationToken))).ToList();
        if (absent.FirstOrDefault(one => !one.Available) is { } missing)
            return NotInstalled(missing.Name);
        return absent.FirstOrDefault(one => !one.Allowed) is { } refused ? NotAllowed(refused.Name) : null;
    }

    /// <summary>What a refusal to create one means; null for any other failure.</summary>
    public static string? WordsFor(PostgresException failure)
    {
        if (Names.FirstOrDefault(name => failure.MessageText.Contains(name, StringComparison.Ordinal)) is not { } extension)
            return null;
        return failure.SqlState switch
        {
            PostgresErrorCodes.InsufficientPrivilege => NotAllowed(extension),
            PostgresErrorCodes.UndefinedFile or PostgresErrorCodes.FeatureNotSupported => NotInstalled(extension),
            _ => null,
        };
    }

    private static string NotInstalled(string extension) =>
        $"The database server lacks the extension {extension}, which search needs: install PostgreSQL's contrib modules there (Debian has them in postgresql, Fedora and Alpine in postgresql-contrib), then start again.";

    private static string NotAllowed(string extension) =>
        $"We may not create the extension {extension} in the database, which search needs: as an administrator of it, run {string.Join(" ", Names.Select(name => $"create extension if not exists {name};"))} then start again.";
}
