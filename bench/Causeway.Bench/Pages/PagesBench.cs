namespace Causeway.Bench.Pages;

/// <summary>The pages in a real Chromium, over a mirror of many leads.</summary>
internal static class PagesBench
{
    private const int TargetLeads = 100_000;

    public static async Task RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        await using var world = await PagesWorld.OpenAsync(options, options.Leads ?? TargetLeads, withColleagues: false, cancellationToken);
        await using var chromium = await Chromium.StartAsync(world);
        await PaintBench.RunAsync(chromium, options.Rounds, cancellationToken);
        await MoveBench.RunAsync(chromium, world.Server, cancellationToken);
        await ScrollBench.RunAsync(chromium, cancellationToken);
    }

    /// <summary>With many of them open at once.</summary>
    public static async Task RunOpenAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        await using var world = await PagesWorld.OpenAsync(options, options.Leads ?? TargetLeads, withColleagues: true, cancellationToken);
        await using var chromium = await Chromium.StartAsync(world);
        await OpenPagesBench.RunAsync(chromium, world, cancellationToken);
    }
}
