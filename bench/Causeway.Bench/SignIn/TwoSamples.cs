namespace Causeway.Bench.SignIn;

/// <summary>What two samples say of whether they come from one distribution.</summary>
/// <param name="SecondIsGreater">How often one of the second is greater than one of the first.</param>
/// <param name="Z">The same in standard deviations of what chance would do (Mann and Whitney).</param>
/// <param name="LargestGap">The greatest distance between their distribution functions (Kolmogorov and Smirnov).</param>
/// <param name="ByChance">How often chance makes a gap as large.</param>
internal sealed record TwoSamples(double SecondIsGreater, double Z, double LargestGap, double ByChance)
{
    /// <summary>Both sorted.</summary>
    public static TwoSamples Compare(double[] first, double[] second)
    {
        var (wins, gap) = (0.0, 0.0);
        var (below, upTo) = (0, 0);
        for (var (from, to) = (0, 0); from < second.Length; from = to)
        {
            var value = second[from];
            to = Skip(second, from, time => time <= value);
            below = Skip(first, upTo, time => time < value);
            upTo = Skip(first, below, time => time <= value);
            // One that is equal counts half.
            wins += (to - from) * (below + upTo) / 2.0;
            gap = Math.Max(gap, Math.Max(Gap(below, first, from, second), Gap(upTo, first, to, second)));
        }

        double pairs = (double)first.Length * second.Length;
        var deviation = Math.Sqrt(pairs * (first.Length + second.Length + 1) / 12);
        return new TwoSamples(wins / pairs, (wins - (pairs / 2)) / deviation, gap, Chance(gap, pairs / (first.Length + second.Length)));
    }

    private static int Skip(double[] sorted, int from, Func<double, bool> belongs)
    {
        while (from < sorted.Length && belongs(sorted[from]))
            from++;
        return from;
    }

    private static double Gap(int ofFirst, double[] first, int ofSecond, double[] second) =>
        Math.Abs(((double)ofFirst / first.Length) - ((double)ofSecond / second.Length));

    /// <summary>Kolmogorov's series, with Stephens' correction for samples that are not endless.</summary>
    private static double Chance(double gap, double size)
    {
        if (gap == 0)
            return 1;
        var root = Math.Sqrt(size);
        var lambda = (root + 0.12 + (0.11 / root)) * gap;
        var sum = Enumerable.Range(1, 100).Sum(k => (k % 2 == 1 ? 2 : -2) * Math.Exp(-2.0 * k * k * lambda * lambda));
        return Math.Clamp(sum, 0, 1);
    }
}
