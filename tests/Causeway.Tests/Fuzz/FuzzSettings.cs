using System.Globalization;

namespace Causeway.Tests.Fuzz;

/// <summary>How much is tried. The environment makes it more: FUZZ_REQUESTS, FUZZ_SEED, FUZZ_WORKERS.</summary>
internal sealed record FuzzSettings
{
    public int Requests { get; init; } = Number("FUZZ_REQUESTS", 5_000);

    public int Seed { get; init; } = Number("FUZZ_SEED", 1);

    /// <summary>Requests at once.</summary>
    public int Workers { get; init; } = Number("FUZZ_WORKERS", 6);

    /// <summary>Nothing that is asked for takes this long; an answer that does not come is a fault.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(60);

    private static int Number(string name, int usual) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;
}
