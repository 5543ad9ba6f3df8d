using System.Net;
using Causeway.Platform.Settings;
using Causeway.Sandbox;
using Causeway.Tests.Infrastructure;
using Xunit;

namespace Causeway.Tests.Guide;

/// <summary>A server as <c>causeway demo</c> runs it, with its company, its people and its administrator's password.</summary>
public sealed class DemoApi(TestCluster cluster) : IAsyncLifetime
{
    public const string Name = "demo API";
    public const string AdminPassword = "causeway-demo";

    private TestDatabase database = null!;
    private MirrorServer mirror = null!;

    /// <summary>Without a slash at its end.</summary>
    public string Address => mirror.Server.Address.ToString().TrimEnd('/');

    public async ValueTask InitializeAsync()
    {
        database = await cluster.NewDatabaseAsync();
        mirror = await MirrorServer.StartAsync(
            database.DataSource,
            new SandboxOptions { Version = "19.0" },
            with: settings => settings with { Registration = Registration.Open, Tasks = TaskReaders.Shared });
        (await mirror.Admin.PostAsync("/api/auth/me/password", new { old_password = MirrorServer.AdminPassword, new_password = AdminPassword })).Expect(HttpStatusCode.OK);
    }

    public async ValueTask DisposeAsync()
    {
        await mirror.DisposeAsync();
        await database.DisposeAsync();
    }
}

/// <summary>One server for all who use the API as strangers to its code do, one after the other.</summary>
[CollectionDefinition(DemoApi.Name)]
public sealed class DemoApiUsers : ICollectionFixture<DemoApi>;
