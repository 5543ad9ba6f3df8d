using Causeway.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Storm;

/// <summary>The invariant that all the rest serves: after any storm and quiet, the mirror is Odoo, field by field.</summary>
public sealed class StormTests(TestCluster cluster)
{
    private static readonly StormSettings Settings = new();

    public static TheoryData<int> Seeds => [.. Enumerable.Range(Settings.First, Settings.Seeds)];

    [Theory, MemberData(nameof(Seeds))]
    public async Task After_a_storm_and_quiet_the_mirror_is_Odoo_field_by_field(int seed)
    {
        await using var scene = await StormScene.OnSandboxAsync(cluster, Settings, seed);
        await scene.BlowAsync();

        scene.Differences.ShouldBeEmpty();
    }
}
