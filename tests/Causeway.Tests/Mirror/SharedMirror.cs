using Causeway.Sandbox;
using Causeway.Tests.Infrastructure;
using Xunit;

namespace Causeway.Tests.Mirror;

/// <summary>A mirrored sandbox Odoo 18 with 60 leads for one test class; each test works on records of its own.</summary>
public sealed class SharedMirror(TestCluster cluster) : IAsyncLifetime
{
    private TestDatabase database = null!;

    internal MirrorServer Mirror { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        database = await cluster.NewDatabaseAsync();
        Mirror = await MirrorServer.StartAsync(database.DataSource, new SandboxOptions());
    }

    public async ValueTask DisposeAsync()
    {
        await Mirror.DisposeAsync();
        await database.DisposeAsync();
    }
}

/// <summary>The same with 1,200 leads, not connected yet and with pauses that are over at once: for what goes wrong.</summary>
public sealed class UnconnectedMirror(TestCluster cluster) : IAsyncLifetime
{
    private TestDatabase database = null!;

    internal MirrorServer Mirror { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        database = await cluster.NewDatabaseAsync();
        Mirror = await MirrorServer.StartAsync(database.DataSource, new SandboxOptions { Leads = 1_200 }, connect: false);
        Mirror.Clock.Skips = TimeSpan.FromSeconds(15);
    }

    public async ValueTask DisposeAsync()
    {
        await Mirror.DisposeAsync();
        await database.DisposeAsync();
    }
}
