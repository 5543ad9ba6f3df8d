using Npgsql;

namespace Causeway.Platform.Database.Private;

/// <summary>
/// A PostgreSQL of our own: the installed server on a cluster in our data directory, on a unix socket only, started
/// and stopped with us, started again when it dies under us.
/// </summary>
internal sealed partial class PrivatePostgres : IAsyncDisposable
{
    public const string Role = "causeway";

    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan RecoveryLimit = TimeSpan.FromMinutes(10);

    private readonly ClusterDirectory _cluster;
    private readonly ServerUser? _user;
    private readonly PostgresTuning _tuning;
    private readonly ILogger<PrivatePostgres> _logger;
    private readonly DirectoryLock _lock;
    private readonly string _socketDirectory;
    private readonly CancellationTokenSource _stopping = new();
    private PostgresBinaries _binaries = null!;
    private PostgresProcess _server = null!;
    private Task _watch = Task.CompletedTask;

    private PrivatePostgres(string directory, PostgresTuning tuning, ILogger<PrivatePostgres> logger)
    {
        _user = ServerUser.Find();
        _cluster = new ClusterDirectory(Path.GetFullPath(directory), _user);
        _tuning = tuning;
        _logger = logger;
        _cluster.Prepare();
        _lock = DirectoryLock.Take(_cluster);
        SocketDirectory.RemoveLeftOver(_cluster);
        _socketDirectory = SocketDirectory.Create(_cluster);
    }

    /// <summary>The process id of the server that runs now.</summary>
    public int ProcessId => _server.Id;

    /// <summary>Starts the cluster in <paramref name="directory"/>, made first when there is none.</summary>
    /// <exception cref="StartRefusedException">It cannot start; the message has the reason and PostgreSQL's own words.</exception>
    public static async Task<PrivatePostgres> StartAsync(string directory, PostgresTuning tuning, ILogger<PrivatePostgres> logger, CancellationToken cancellationToken)
    {
        var postgres = new PrivatePostgres(directory, tuning, logger);
        try
        {
            await postgres.StartAsync(cancellationToken);
            return postgres;
        }
        catch
        {
            await postgres.DisposeAsync();
            throw;
        }
    }

    /// <summary>How to reach our database on a server that another process runs on this directory; null when none answers.</summary>
    public static async Task<string?> FindRunningAsync(string directory, CancellationToken cancellationToken)
    {
        var socketFile = new ClusterDirectory(directory, user: null).SocketFile;
        if (!File.Exists(socketFile))
            return null;
        var socketDirectory = await File.ReadAllTextAsync(socketFile, cancellationToken);
        return await AnswersAsync(socketDirectory, cancellationToken) ? ConnectionString(socketDirectory, CausewayDatabase.PrivateName) : null;
    }

    public string ConnectionString(string database) => ConnectionString(_socketDirectory, database);

    private static string ConnectionString(string socketDirectory, string database) => new NpgsqlConnectionStringBuilder
    {
        Host = socketDirectory,
        Username = Role,
        Database = database,
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
    }.ConnectionString;

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _watch;
        if (_server is not null)
            await _server.StopAsync();
        SocketDirectory.Remove(_socketDirectory);
        _lock.Dispose();
        _stopping.Dispose();
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        _binaries = await PostgresBinaries.FindAsync(_cluster.Version, cancellationToken);
        if (_cluster.Version is null)
        {
            Log.Creating(_logger, _cluster.Data, _binaries.Version);
            await _cluster.InitializeAsync(_binaries, _tuning.Durable, cancellationToken);
        }

        await OrphanedServer.StopAsync(_cluster.Data, _logger, cancellationToken);
        await LaunchAsync(cancellationToken);
        _watch = Task.Run(WatchAsync, CancellationToken.None);
    }

    /// <summary>
    /// Tries again for a while: right after a kill, a lock file or shared memory of the dead server may still be held.
    /// </summary>
    private async Task LaunchAsync(CancellationToken cancellationToken)
    {
        var giveUp = DateTime.UtcNow + _tuning.Patience;
        while (true)
        {
            _server = await PostgresProcess.StartAsync(CommandLine(), line => Log.Line(_logger, line));
            if (await IsReadyAsync(_server, cancellationToken))
                return;
            if (DateTime.UtcNow > giveUp)
            {
                throw new StartRefusedException(
                    $"The private PostgreSQL in {_cluster.Data} does not start; it says:{Environment.NewLine}{_server.LastLines}");
            }

            await Task.Delay(RetryPause, cancellationToken);
        }
    }

    private string[] CommandLine() =>
    [
        .. Launch.Tied(_user), _binaries.Postgres,
        "-D", _cluster.Data,
        "-c", "listen_addresses=",
        "-c", $"unix_socket_directories={_socketDirectory}",
        "-c", "unix_socket_permissions=0700",
        "-c", "port=5432",
        "-c", "timezone=UTC",
        "-c", "log_timezone=UTC",
        // A statement may carry a secret as a literal; the error itself is enough.
        "-c", "log_min_error_statement=panic",
        .. _tuning.Parameters.SelectMany(parameter => new[] { "-c", $"{parameter.Key}={parameter.Value}" }),
    ];

    /// <summary>
    /// True once it answers a query. A server that ended since then was not the one that answered, so its life is
    /// looked at last.
    /// </summary>
    private async Task<bool> IsReadyAsync(PostgresProcess server, CancellationToken cancellationToken)
    {
        var giveUp = DateTime.UtcNow + RecoveryLimit;
        while (!server.Exited.IsCompleted && DateTime.UtcNow < giveUp)
        {
            if (await AnswersAsync(_socketDirectory, cancellationToken))
                return !server.Exited.IsCompleted;
            await Task.WhenAny(server.Exited, Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        }

        return false;
    }

    private static async Task<bool> AnswersAsync(string socketDirectory, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new NpgsqlConnection(ConnectionString(socketDirectory, "postgres") + ";Pooling=false;Timeout=5");
            await connection.OpenAsync(cancellationToken);
            await using var command = new NpgsqlCommand("select 1", connection);
            await command.ExecuteScalarAsync(cancellationToken);
            return true;
        }
        catch (NpgsqlException)
        {
            // No socket yet, or "the database system is starting up".
            return false;
        }
    }

    private async Task WatchAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                var exitCode = await _server.Exited.WaitAsync(_stopping.Token);
                Log.Died(_logger, _server.Id, exitCode);
                await LaunchAsync(_stopping.Token);
                Log.Recovered(_logger, _server.Id);
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                Log.StillDown(_logger, failure);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Creating a private PostgreSQL {Version} in {Directory}")]
        public static partial void Creating(ILogger logger, string directory, int version);

        [LoggerMessage(LogLevel.Debug, "postgres: {Line}")]
        public static partial void Line(ILogger logger, string line);

        [LoggerMessage(LogLevel.Error, "The private PostgreSQL (process {Process}) ended with code {ExitCode}; starting it again")]
        public static partial void Died(ILogger logger, int process, int exitCode);

        [LoggerMessage(LogLevel.Warning, "The private PostgreSQL is back (process {Process})")]
        public static partial void Recovered(ILogger logger, int process);

        [LoggerMessage(LogLevel.Error, "The private PostgreSQL does not come back; trying again")]
        public static partial void StillDown(ILogger logger, Exception failure);
    }
}
