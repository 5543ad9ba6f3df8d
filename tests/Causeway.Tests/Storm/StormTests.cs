using System.Globalization;
using Causeway.Tests.Infrastructure;
using Causeway.Tests.Sandbox;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Storm;

/// <summary>
/// The invariant that all the rest serves: after any storm and quiet, the mirror is Odoo, field by field. On sandboxes by
/// seed, and on a real server where ODOO_TEST_URL and what goes with it say where it is, once with each account that is given.
/// </summary>
public sealed class StormTests(TestCluster cluster) : IAsyncDisposable
{
    private static readonly StormSettings Settings = new();

    private readonly Targets targets = new();

    public static TheoryData<string> Places =>
    [
        .. Enumerable.Range(Settings.First, Settings.Seeds).Select(seed => string.Create(CultureInfo.InvariantCulture, $"seed {seed}")),
        .. new[] { "real ODOO_TEST_USER ODOO_TEST_KEY", "real ODOO_TEST_SALES_USER ODOO_TEST_SALES_KEY" }.Where(place => place.Split(' ')[1..].Append("ODOO_TEST_URL").All(name => Setting(name) is not null)),
    ];

    [Theory, MemberData(nameof(Places))]
    public async Task After_a_storm_and_quiet_the_mirror_is_Odoo_field_by_field(string place)
    {
        await using var scene = await SceneAsync(place.Split(' '));
        await scene.BlowAsync();

        scene.Differences.ShouldBeEmpty();
    }

    public ValueTask DisposeAsync() => targets.DisposeAsync();

    private async Task<StormScene> SceneAsync(string[] place) => place[0] == "seed"
        ? await StormScene.OnSandboxAsync(cluster, Settings, int.Parse(place[1], CultureInfo.InvariantCulture))
        : await StormScene.OnRealAsync(cluster, Settings, await targets.OpenAsync("real jsonrpc"), Setting(place[1])!, Setting(place[2])!);

    private static string? Setting(string name) => Environment.GetEnvironmentVariable(name);
}
