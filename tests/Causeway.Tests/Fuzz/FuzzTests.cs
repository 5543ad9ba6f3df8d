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
    private const double MiB = 1024 * 1024;

    /// <summary>
    /// What may be kept more at the end than half-way, however many requests lie between: the statements that each database
    /// connection of the pool has prepared by then, of which there is a most (Max Auto Prepare).
    /// </summary>
    private const long Slack = 8 * 1024 * 1024;

    [Fact]
    public async Task Whatever_is_sent_is_answered_by_a_success_or_by_a_problem_and_nothing_hangs_or_leaks()
    {
        var settings = new FuzzSettings();
        await using var scene = await FuzzScene.StartAsync(cluster);
        var run = new FuzzRun(scene, settings);

        await run.RunAsync(TestContext.Current.CancellationToken);

        output.WriteLine($"seed {settings.Seed}: {run.Statuses.Values.Sum()} requests to {run.Operations} operations, of which {run.Reached} went past who may; {string.Join(", ", run.Statuses.OrderBy(status => status.Key).Select(status => $"{status.Key}: {status.Value}"))}");
        foreach (var fault in run.Faults.Take(60))
            output.WriteLine(fault);
        output.WriteLine($"what the server keeps, in MiB, from tenth to tenth: {string.Join(" ", run.Memory.Select(memory => $"{memory.Kept / MiB:0.0}"))}");
        output.WriteLine($"what its process holds: {string.Join(" ", run.Memory.Select(memory => $"{memory.Resident / MiB:0}"))}");
        run.Faults.ShouldBeEmpty();
        run.Statuses.Values.Sum().ShouldBeGreaterThan(settings.Requests * 9 / 10);
        run.Reached.ShouldBeGreaterThan(run.Operations * 9 / 10);
        (await scene.SignedOutAsync()).ShouldBeEmpty("else most was turned away at the door");
        var half = run.Memory[run.Memory.Count / 2];
        run.Memory[^1].Kept.ShouldBeLessThan(half.Kept + Slack);
        run.Memory[^1].Resident.ShouldBeLessThan((half.Resident * 5 / 4) + Slack);
    }
}
