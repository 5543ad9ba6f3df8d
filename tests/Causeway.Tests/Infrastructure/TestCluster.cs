using System.Globalization;
using Causeway.Mirror.Catalog;
using Causeway.Platform.Database;
using Causeway.Platform.Database.Private;
using Causeway.Tests.Infrastructure;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Xunit;

[assembly: AssemblyFixture(typeof(TestCluster))]

namespace Causeway.Tests.Infrastructure;

/// <summary>
/// One PostgreSQL for the whole run, by the product's own code, and in it a migrated template: a new database is a
/// copy, which takes a tenth of a second.
/// </summary>
public sealed class TestCluster : IAsyncLifetime
{
    private const string Template = "causeway_template";

    private readonly string _directory = TestDirectory.New();
    private PrivatePostgres _server = null!;
    private NpgsqlDataSource _postgres = null!;
    private int _count;

    public async ValueTask InitializeAsync()
    {
        _server = await PrivatePostgres.StartAsync(_directory, PostgresTuning.Throwaway, NullLogger<PrivatePostgres>.Instance, default);
        _postgres = DataSources.Create(_server.ConnectionString("postgres"));
        await ExecuteAsync($"create database {Template}");
        await using var template = DataSources.Create(ConnectionString(Template));
        await new MigrationRunner(template, Migration.All, NullLogger<MigrationRunner>.Instance).RunAsync(default);
        await MirrorTables.EnsureAsync(template, DefaultModels.All, default);
    }

    /// <summary>A migrated database for one test; dispose of it after what uses it.</summary>
    public async Task<TestDatabase> NewDatabaseAsync()
    {
        var database = new TestDatabase(this);
        await database.InitializeAsync();
        return database;
    }

    /// <summary>The connection string of a new database with every migration applied.</summary>
    public Task<string> CreateDatabaseAsync() => CreateAsync($"template {Template} strategy file_copy");

    /// <summary>The same without any.</summary>
    public Task<string> CreateEmptyDatabaseAsync() => CreateAsync("");

    public async Task DropDatabaseAsync(string connectionString) =>
        await ExecuteAsync($"drop database if exists {new NpgsqlConnectionStringBuilder(connectionString).Database} with (force)");

    public async ValueTask DisposeAsync()
    {
        await _postgres.DisposeAsync();
        await _server.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private async Task<string> CreateAsync(string from)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref _count)}");
        await ExecuteAsync($"create database {name} {from}");
        return ConnectionString(name);
    }

    private string ConnectionString(string database) =>
        ConnectionStrings.WithDefaults(ConnectionStrings.Parse(_server.ConnectionString(database)));

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = await _postgres.OpenConnectionAsync();
        await connection.ExecuteAsync(sql);
    }
}
