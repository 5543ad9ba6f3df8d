using Causeway.Mirror.Changes;
using Causeway.Mirror.Connections;
using Causeway.Mirror.Records;
using Causeway.Platform.Access;
using Causeway.Platform.Access.Sessions;
using Causeway.Platform.Database;
using Causeway.Platform.Settings;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Causeway.Bench.Lists;

/// <summary>One request, and the statements that hold its predicate and columns.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Path">What is asked for.</param>
/// <param name="AsSalesperson">Whether a salesperson asks, or an administrator.</param>
internal sealed record LoadCase(string Name, string Path, bool AsSalesperson)
{
    /// <summary>The statements themselves, as the product makes them, and nothing of what it does around them.</summary>
    public required Func<NpgsqlDataSource, CancellationToken, Task<IReadOnlyList<SqlText>>> Statements { get; init; }

    /// <summary>An administrator by key, or the salesperson of <see cref="World"/>.</summary>
    public static Task<Viewer> ViewerAsync(NpgsqlDataSource database, bool asSalesperson, CancellationToken cancel) =>
        ViewerAsync(database, asSalesperson ? World.Salesperson : null, cancel);

    /// <summary>A user; null for the administrator's key.</summary>
    public static async Task<Viewer> ViewerAsync(NpgsqlDataSource database, string? username, CancellationToken cancel)
    {
        var connection = await new ConnectionStore(database).FindSharedAsync(cancel);
        var caller = username is null ? Caller.ByAdminKey : await CallerAsync(database, username);
        return await new Viewers(database, new ChangeSignal(database, NullLogger<ChangeSignal>.Instance), new CausewaySettings()).FindAsync(caller, connection!, cancel);
    }

    private static async Task<Caller> CallerAsync(NpgsqlDataSource database, string username)
    {
        await using var db = await database.OpenConnectionAsync();
        var person = await db.QuerySingleAsync<User>("select * from causeway.app_user where username = @username", new { username });
        return Caller.Of(new SignedInUser(person, new Session { SessionId = Guid.Empty, ExpiresAt = DateTimeOffset.MaxValue }));
    }
}
