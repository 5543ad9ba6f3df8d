using System.Globalization;

namespace Causeway.Bench.Lists;

/// <summary>What a load found: one line of text between the process that makes it and the one that asked.</summary>
internal sealed record LoadResult(double PerSecond, double MedianMs, double P99Ms, double CpuMs)
{
    public static LoadResult Of(IReadOnlyList<double> milliseconds, double seconds, double cpuSeconds)
    {
        var sorted = milliseconds.Order().ToArray();
        return new LoadResult(
            sorted.Length / seconds,
            sorted[sorted.Length / 2],
            sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * 0.99))],
            cpuSeconds * 1000 / sorted.Length);
    }

    public static LoadResult Parse(string line)
    {
        var parts = line.Split(' ').Skip(1).Select(part => double.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        return new LoadResult(parts[0], parts[1], parts[2], parts[3]);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"load {PerSecond:F2} {MedianMs:F3} {P99Ms:F3} {CpuMs:F4}");
}
