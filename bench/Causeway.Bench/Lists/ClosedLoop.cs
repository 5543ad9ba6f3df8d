using System.Diagnostics;

namespace Causeway.Bench.Lists;

/// <summary>Several loops side by side, each of which asks again as soon as it has its answer.</summary>
internal static class ClosedLoop
{
    /// <summary>Not counted: it fills caches, prepares statements and compiles code.</summary>
    private static readonly TimeSpan Warming = TimeSpan.FromSeconds(1);

    /// <param name="loops">What each loop does once.</param>
    /// <param name="length">How long it is measured.</param>
    public static async Task<LoadResult> RunAsync(IReadOnlyList<Func<Task>> loops, TimeSpan length)
    {
        await RunForAsync(loops, Warming);
        var cpu = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        var times = await RunForAsync(loops, length);
        return LoadResult.Of(times, clock.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
    }

    private static async Task<List<double>> RunForAsync(IReadOnlyList<Func<Task>> loops, TimeSpan length)
    {
        var clock = Stopwatch.StartNew();
        var times = await Task.WhenAll(loops.Select(once => Task.Run(async () =>
        {
            var own = new List<double>();
            while (clock.Elapsed < length)
            {
                var began = Stopwatch.GetTimestamp();
                await once();
                own.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }

            return own;
        })));
        return [.. times.SelectMany(own => own)];
    }
}
