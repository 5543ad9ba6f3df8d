using Causeway.Platform.Database;
using Npgsql;
using Xunit;

namespace Causeway.Tests.Infrastructure;

/// <summary>A migrated database for one test class, as <c>IClassFixture&lt;TestDatabase&gt;</c>.</summary>
public sealed class TestDatabase(TestCluster cluster) : IAsyncLifetime
{
    public NpgsqlDataSource DataSource { get; private set; } = null!;

    public string ConnectionString { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        ConnectionString = await cluster.CreateDatabaseAsync();
        DataSource = DataSources.Create(ConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        await DataSource.DisposeAsync();
        await cluster.DropDatabaseAsync(ConnectionString);
    }
}
