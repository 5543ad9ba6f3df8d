using Causeway.Platform.Database.Private;
using Causeway.Platform.Settings;
using Npgsql;

namespace Causeway.Platform.Database;

/// <summary>The database in force, open and migrated: the operator's (<c>DATABASE_URL</c>) or a private one.</summary>
internal sealed partial class CausewayDatabase : IAsyncDisposable
{
    /// <summary>The database's name on a private server.</summary>
    public const string PrivateName = "causeway";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly PrivatePostgres? _private;

    private CausewayDatabase(PrivatePostgres? ownServer, NpgsqlDataSource dataSource)
    {
        _private = ownServer;
        DataSource = dataSource;
    }

    public NpgsqlDataSource DataSource { get; }

    /// <exception cref="StartRefusedException">It cannot be used; the message says why and what to do.</exception>
    public static async Task<CausewayDatabase> OpenAsync(CausewaySettings settings, ILoggerFactory logs, CancellationToken cancellationToken) =>
        await MigratedAsync(await ReachAsync(settings, logs, cancellationToken), logs, cancellationToken);

    /// <summary>The same for a command: a private one that a running server has is used beside it.</summary>
    public static async Task<CausewayDatabase> OpenBesideAsync(CausewaySettings settings, ILoggerFactory logs, CancellationToken cancellationToken) =>
        await MigratedAsync(await ReachBesideAsync(settings, logs, cancellationToken), logs, cancellationToken);

    /// <summary>A private one without anything in it: what it held is dropped.</summary>
    public static async Task<CausewayDatabase> OpenEmptyAsync(string directory, ILoggerFactory logs, CancellationToken cancellationToken) =>
        await MigratedAsync(await ReachPrivateAsync(directory, PrivateDatabase.RecreateAsync, logs, cancellationToken), logs, cancellationToken);

    /// <summary>False where the first start is still to make a private one.</summary>
    public static bool IsMade(CausewaySettings settings) =>
        settings.DatabaseUrl is not null || new ClusterDirectory(settings.DataDir, user: null).Version is not null;

    /// <summary>As it is, for who migrates it themselves.</summary>
    public static async Task<CausewayDatabase> ReachBesideAsync(CausewaySettings settings, ILoggerFactory logs, CancellationToken cancellationToken)
    {
        if (settings.DatabaseUrl is null && await PrivatePostgres.FindRunningAsync(settings.DataDir, cancellationToken) is { } running)
            return await ReachAsync(ConnectionStrings.Parse(running), null, logs, cancellationToken);
        return await ReachAsync(settings, logs, cancellationToken);
    }

    private static async Task<CausewayDatabase> ReachAsync(CausewaySettings settings, ILoggerFactory logs, CancellationToken cancellationToken)
    {
        if (settings.DatabaseUrl is { } url)
            return await ReachAsync(ConnectionStrings.Parse(url), null, logs, cancellationToken);
        return await ReachPrivateAsync(settings.DataDir, PrivateDatabase.EnsureAsync, logs, cancellationToken);
    }

    private static async Task<CausewayDatabase> ReachPrivateAsync(
        string directory, Func<PrivatePostgres, string, CancellationToken, Task> prepare, ILoggerFactory logs, CancellationToken cancellationToken)
    {
        var server = await PrivatePostgres.StartAsync(directory, PostgresTuning.Default, logs.CreateLogger<PrivatePostgres>(), cancellationToken);
        try
        {
            await prepare(server, PrivateName, cancellationToken);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        return await ReachAsync(ConnectionStrings.Parse(server.ConnectionString(PrivateName)), server, logs, cancellationToken);
    }

    private static async Task<CausewayDatabase> ReachAsync(NpgsqlConnectionStringBuilder given, PrivatePostgres? server, ILoggerFactory logs, CancellationToken cancellationToken)
    {
        var database = new CausewayDatabase(server, DataSources.Create(ConnectionStrings.WithDefaults(given), logs));
        try
        {
            await database.AnswersAsync(given, logs.CreateLogger<CausewayDatabase>(), cancellationToken);
            return database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    private static async Task<CausewayDatabase> MigratedAsync(CausewayDatabase database, ILoggerFactory logs, CancellationToken cancellationToken)
    {
        try
        {
            await new MigrationRunner(database.DataSource, Migration.All, logs.CreateLogger<MigrationRunner>()).RunAsync(cancellationToken);
            return database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await DataSource.DisposeAsync();
        if (_private is not null)
            await _private.DisposeAsync();
    }

    /// <summary>A database that starts beside us (Compose, a pod) may need a while; a wrong password does not get better.</summary>
    private async Task AnswersAsync(NpgsqlConnectionStringBuilder given, ILogger logger, CancellationToken cancellationToken)
    {
        var giveUp = DateTime.UtcNow + Patience;
        while (true)
        {
            try
            {
                await using var connection = await DataSource.OpenConnectionAsync(cancellationToken);
                return;
            }
            catch (NpgsqlException failure) when (failure.IsTransient && DateTime.UtcNow < giveUp)
            {
                Log.Waiting(logger, given.Host, failure.Message);
                await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
            }
            catch (NpgsqlException failure)
            {
                throw new StartRefusedException(
                    $"The database {given.Database} on {given.Host} (DATABASE_URL) cannot be reached: {failure.Message}", failure);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Waiting for the database on {Host}: {Reason}")]
        public static partial void Waiting(ILogger logger, string? host, string reason);
    }
}
