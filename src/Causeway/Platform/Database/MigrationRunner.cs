using System.Diagnostics;
using Dapper;
using Npgsql;

namespace Causeway.Platform.Database;

/// <summary>
/// Brings a database to the program's schema. Each migration is one transaction under one advisory lock, with the
/// history read inside it: processes that start together take turns, and none sees a half-made schema.
/// </summary>
internal sealed partial class MigrationRunner(NpgsqlDataSource database, IReadOnlyList<Migration> known, ILogger<MigrationRunner> logger)
{
    /// <summary>Any number will do, as long as nothing else in the database takes it.</summary>
    private const long AdvisoryLock = 0x63617573_65776179;

    private sealed record Applied(int Number, string Name, string Checksum, string ProgramVersion);

    /// <summary>How many migrations were applied.</summary>
    /// <exception cref="StartRefusedException">The database is newer than the program, or its history is another one.</exception>
    public Task<int> RunAsync(CancellationToken cancellationToken) => RunAsync((_, _) => { }, cancellationToken);

    /// <param name="applied">Told of each, and how long it took.</param>
    /// <param name="cancellationToken">Stops between two of them, or takes the present one back.</param>
    public async Task<int> RunAsync(Action<Migration, TimeSpan> applied, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        for (var count = 0; ; count++)
        {
            var began = Stopwatch.GetTimestamp();
            if (await RunNextAsync(connection, cancellationToken) is not { } migration)
                return count;
            applied(migration, Stopwatch.GetElapsedTime(began));
        }
    }

    /// <summary>Whether the database has everything that this program needs. For the readiness check: changes nothing.</summary>
    public async Task<bool> IsCompleteAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var applied = await connection.ExecuteScalarAsync<int>(new CommandDefinition(
            """
            select count(*)
            from causeway.migration
            where number = any(@numbers)
            """,
            new { numbers = known.Select(migration => migration.Number).ToArray() },
            cancellationToken: cancellationToken));
        return applied == known.Count;
    }

    /// <summary>The migrations that the next start will apply. Changes nothing.</summary>
    /// <exception cref="StartRefusedException">The next start will be refused, for this reason.</exception>
    public async Task<IReadOnlyList<Migration>> PendingAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var exists = await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "select to_regclass('causeway.migration') is not null", cancellationToken: cancellationToken));
        var applied = exists ? await HistoryAsync(connection, cancellationToken) : [];
        RefuseAnotherHistory(applied);
        return [.. known.Where(migration => applied.All(done => done.Number != migration.Number))];
    }

    private async Task<Migration?> RunNextAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await LockAsync(connection, cancellationToken);
        await EnsureHistoryAsync(connection, cancellationToken);
        var applied = await HistoryAsync(connection, cancellationToken);
        RefuseAnotherHistory(applied);
        var next = known.FirstOrDefault(migration => applied.All(done => done.Number != migration.Number));
        if (next is not null)
            await ApplyAsync(connection, next, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return next;
    }

    /// <summary>Without a time limit: the process that holds the lock may be rewriting a large table.</summary>
    private static Task<int> LockAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new CommandDefinition(
            "select pg_advisory_xact_lock(@AdvisoryLock)", new { AdvisoryLock }, commandTimeout: 0, cancellationToken: cancellationToken));

    private static Task<int> EnsureHistoryAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new CommandDefinition(
            """
            create schema if not exists causeway;
            create table if not exists causeway.migration (
              number integer primary key,
              name text not null,
              checksum text not null,
              program_version text not null,
              applied_at timestamptz not null default now()
            );
            """,
            cancellationToken: cancellationToken));

    private static async Task<List<Applied>> HistoryAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var rows = await connection.QueryAsync<Applied>(new CommandDefinition(
            """
            select number, name, checksum, program_version
            from causeway.migration
            order by number
            """,
            cancellationToken: cancellationToken));
        return rows.AsList();
    }

    private void RefuseAnotherHistory(List<Applied> applied)
    {
        foreach (var done in applied)
        {
            var ours = known.FirstOrDefault(migration => migration.Number == done.Number)
                ?? throw new StartRefusedException(
                    $"The database is newer than this program: it has migration {done.Name}, applied by Causeway {done.ProgramVersion}; "
                    + $"this is Causeway {ProgramVersion.Text}, which ends at {known[^1].Name}. Start that version or a later one.");
            if (ours.Checksum != done.Checksum)
            {
                throw new StartRefusedException(
                    $"Migration {ours.Name} is not the one that made this database (there {done.Name}, by Causeway {done.ProgramVersion}): "
                    + "an applied migration is never changed. Start the version that made it, or restore a backup.");
            }
        }
    }

    private async Task ApplyAsync(NpgsqlConnection connection, Migration migration, CancellationToken cancellationToken)
    {
        Log.Applying(logger, migration.Name);
        await RunAsync(connection, migration, cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            insert into causeway.migration (number, name, checksum, program_version)
            values (@Number, @Name, @Checksum, @Version)
            """,
            new { migration.Number, migration.Name, migration.Checksum, Version = ProgramVersion.Text },
            cancellationToken: cancellationToken));
    }

    private static async Task RunAsync(NpgsqlConnection connection, Migration migration, CancellationToken cancellationToken)
    {
        try
        {
            await connection.ExecuteAsync(new CommandDefinition(migration.Sql, commandTimeout: 0, cancellationToken: cancellationToken));
        }
        catch (PostgresException failure) when (NeededExtensions.WordsFor(failure) is { } words)
        {
            throw new StartRefusedException(words, failure);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Applying migration {Name}")]
        public static partial void Applying(ILogger logger, string name);
    }
}
