namespace Causeway.Bench;

/// <summary>What stands for several rounds: on a machine that others use, the median, and never the mean.</summary>
internal static class Figures
{
    public static double Median(this IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>The median of the ratios round by round: both sides of each were measured in the same weather.</summary>
    public static double MedianRatio(IEnumerable<double> ours, IEnumerable<double> bare) => ours.Zip(bare, (a, b) => a / b).Median();
}
