using Causeway.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Fuzz;

/// <summary>
/// Invariant 7: any request, however malformed, gets an answer that says what is wrong with it. FUZZ_REQUESTS=100000 tries
/// more of them, FUZZ_SEED others.
/// </summary>
public sealed class FuzzTests(TestCluster cluster, ITestOutputHelper output)
{
    /// <summary>What a heap may hold more at one moment than at another.</summary>
    private const int Slack = 64;

    [Fact]
    public async Task Whatever_is_sent_is_answered_by_a_success_or_by_a_problem_and_nothing_hangs_or_leaks()
    {
        var settings = new FuzzSettings();
        await using var scene = await FuzzScene.StartAsync(cluster);
        var run = new FuzzRun(scene, settings);

        await run.RunAsync(TestContext.Current.CancellationToken);

        run.Memory.Add(scene.Memory());
        output.WriteLine($"seed {settings.Seed}: {run.Statuses.Values.Sum()} requests to {run.Operations} operations, of which {run.Reached} went past who may; {string.Join(", ", run.Statuses.OrderBy(status => status.Key).Select(status => $"{status.Key}: {status.Value}"))}");
        foreach (var fault in run.Faults.Take(60))
            output.WriteLine(fault);
        output.WriteLine($"memory of the server in MiB, at each tenth: {string.Join(" ", run.Memory)}");
        run.Faults.ShouldBeEmpty();
        run.Statuses.Values.Sum().ShouldBeGreaterThan(settings.Requests * 9 / 10);
        run.Reached.ShouldBeGreaterThan(run.Operations * 9 / 10);
        run.Memory[^1].ShouldBeLessThan((run.Memory[run.Memory.Count / 2] * 5 / 4) + Slack);
    }
}
