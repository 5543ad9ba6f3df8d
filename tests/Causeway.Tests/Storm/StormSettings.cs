using System.Globalization;

namespace Causeway.Tests.Storm;

/// <summary>How long and how hard a storm blows. The environment makes it longer: STORM_SEEDS, STORM_OPERATIONS, STORM_LEADS, STORM_PACE.</summary>
internal sealed record StormSettings
{
    /// <summary>How many seeds are tried, from <see cref="First"/> on.</summary>
    public int Seeds { get; init; } = Number("STORM_SEEDS", 2);

    /// <summary>The first seed, to blow one again that has failed: STORM_SEED=7 STORM_SEEDS=1.</summary>
    public int First { get; init; } = Number("STORM_SEED", 1);

    public int Operations { get; init; } = Number("STORM_OPERATIONS", 250);

    /// <summary>Leads in the sandbox at the start.</summary>
    public int Leads { get; init; } = Number("STORM_LEADS", 300);

    /// <summary>Operations in a second, so that runs and kills fall between them.</summary>
    public int Pace { get; init; } = Number("STORM_PACE", 40);

    /// <summary>A longest and a shortest life of the server's process.</summary>
    public (TimeSpan Shortest, TimeSpan Longest) Life { get; init; } = (TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5));

    private static int Number(string name, int usual) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;
}
