using System.Runtime.CompilerServices;
using Causeway.Platform;
using Causeway.Platform.Database;
using Causeway.Platform.Database.Private;
using Causeway.Platform.Settings;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Causeway.Features.Doctor;

/// <summary>The database: whether it can be reached, and whether its schema is this program's. Nothing is migrated.</summary>
internal sealed class DatabaseExam(CausewaySettings settings) : IAsyncDisposable
{
    private PrivatePostgres? _started;
    private NpgsqlDataSource? _opened;

    /// <summary>Open for the next exam; null when the database cannot be used.</summary>
    public NpgsqlDataSource? DataSource { get; private set; }

    public async IAsyncEnumerable<Finding> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (settings.DatabaseUrl is null)
        {
            var cluster = new ClusterDirectory(settings.DataDir, user: null);
            var finding = await OfServerAsync(cluster, cancellationToken);
            yield return finding;
            if (finding.Verdict != Verdict.Ok || cluster.Version is null)
                yield break;
        }

        yield return await OfSchemaAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_opened is not null)
            await _opened.DisposeAsync();
        if (_started is not null)
            await _started.DisposeAsync();
    }

    private static async Task<Finding> OfServerAsync(ClusterDirectory cluster, CancellationToken cancellationToken)
    {
        try
        {
            var binaries = await PostgresBinaries.FindAsync(cluster.Version, cancellationToken);
            ServerUser.RefuseClosedParents(ServerUser.Find(), cluster.Data);
            var data = cluster.Version is null ? $"the first start makes a database in {cluster.Data}" : $"the data is in {cluster.Data}";
            return new Finding(Verdict.Ok, "postgresql", $"{binaries.Version} in {binaries.Directory}; {data}");
        }
        catch (StartRefusedException refused)
        {
            return new Finding(Verdict.Wrong, "postgresql", refused.Message);
        }
    }

    private async Task<Finding> OfSchemaAsync(CancellationToken cancellationToken)
    {
        try
        {
            var connectionString = settings.DatabaseUrl is { } url ? ConnectionStrings.Parse(url) : ConnectionStrings.Parse(await PrivateAsync(cancellationToken));
            _opened = DataSources.Create(ConnectionStrings.WithDefaults(connectionString));
            var pending = await new MigrationRunner(_opened, Migration.All, NullLogger<MigrationRunner>.Instance).PendingAsync(cancellationToken);
            if (await NeededExtensions.FindObstacleAsync(_opened, cancellationToken) is { } obstacle)
                return new Finding(Verdict.Wrong, "database", obstacle);
            DataSource = _opened;
            return pending.Count == 0
                ? new Finding(Verdict.Ok, "database", "reached; its schema is this version's")
                : new Finding(Verdict.Ok, "database", $"reached; the next start applies {pending.Count} migrations");
        }
        catch (Exception failure) when (failure is StartRefusedException or NpgsqlException)
        {
            return new Finding(Verdict.Wrong, "database", failure.Message);
        }
    }

    /// <summary>The server that a running Causeway has, else one that is started for the time of the exam.</summary>
    private async Task<string> PrivateAsync(CancellationToken cancellationToken)
    {
        if (await PrivatePostgres.FindRunningAsync(settings.DataDir, cancellationToken) is { } running)
            return running;
        _started = await PrivatePostgres.StartAsync(settings.DataDir, PostgresTuning.Default, NullLogger<PrivatePostgres>.Instance, cancellationToken);
        return _started.ConnectionString(CausewayDatabase.PrivateName);
    }
}
