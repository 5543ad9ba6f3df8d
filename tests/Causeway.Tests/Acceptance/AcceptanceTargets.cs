using System.Collections.Concurrent;
using Causeway.Sandbox;
using Causeway.Tests.Infrastructure;
using Causeway.Tests.Sandbox;
using Xunit;

namespace Causeway.Tests.Acceptance;

/// <summary>
/// What is accepted: the sandbox over each transport; and a real server over those that it has, where ODOO_TEST_URL,
/// ODOO_TEST_DB, ODOO_TEST_USER, ODOO_TEST_PASSWORD and ODOO_TEST_KEY say where it is, with the salesperson of
/// ODOO_TEST_SALES_USER and ODOO_TEST_SALES_KEY.
/// </summary>
public sealed class AcceptanceTargets(TestCluster cluster) : IAsyncDisposable
{
    /// <summary>The collection of the classes that read and write one and the same real server, so that none counts what another makes.</summary>
    internal const string OneAtATime = "real servers";

    private readonly Targets targets = new();
    private readonly ConcurrentDictionary<string, Lazy<Task<MirroredTarget>>> mirrors = new(StringComparer.Ordinal);

    public static TheoryData<string> All => [.. new[] { "sandbox 18.0 jsonrpc", "sandbox 18.0 xmlrpc", "sandbox 19.0 json2" }.Concat(Targets.Real)];

    internal Task<MirroredTarget> OpenAsync(string name) => mirrors.GetOrAdd(name, wanted => new Lazy<Task<MirroredTarget>>(() => StartAsync(wanted))).Value;

    /// <summary>Somebody who sees their own leads only, in Odoo itself too.</summary>
    internal async Task<(string Login, string Key)> SalespersonAsync(string name)
    {
        if (IsReal(name))
            return (Setting("ODOO_TEST_SALES_USER"), Setting("ODOO_TEST_SALES_KEY"));
        var user = (await SandboxAsync(name)).Users.First(user => user.Role == SandboxRole.OwnDocuments);
        return (user.Login, user.ApiKey);
    }

    internal async Task<IReadOnlyList<SandboxUser>> UsersAsync(string name) => (await SandboxAsync(name)).Users;

    public async ValueTask DisposeAsync()
    {
        foreach (var mirror in mirrors.Values.Where(mirror => mirror.IsValueCreated))
            await (await mirror.Value).DisposeAsync();
        await targets.DisposeAsync();
    }

    private async Task<MirroredTarget> StartAsync(string name)
    {
        var (url, key) = IsReal(name) ? (Setting("ODOO_TEST_URL"), Setting("ODOO_TEST_KEY")) : await SandboxAsync(name) is var sandbox ? (sandbox.Url, sandbox.Admin.ApiKey) : default;
        return await MirroredTarget.StartAsync(await cluster.NewDatabaseAsync(), await targets.OpenAsync(name), url, key);
    }

    private Task<SandboxServer> SandboxAsync(string name) => targets.SandboxAsync(name.Split(' ')[1]);

    private static bool IsReal(string name) => name.StartsWith("real ", StringComparison.Ordinal);

    private static string Setting(string name) =>
        Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"Set {name} with ODOO_TEST_URL.");
}
