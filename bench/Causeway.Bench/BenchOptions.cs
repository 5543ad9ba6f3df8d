using System.CommandLine;

namespace Causeway.Bench;

/// <summary>How much is measured, and where its data lies.</summary>
internal sealed record BenchOptions
{
    /// <summary>Null: as many as the bench's target speaks of.</summary>
    public int? Leads { get; init; }

    public required int Rounds { get; init; }

    public required int Seconds { get; init; }

    public required int Connections { get; init; }

    /// <summary>Odoo connections that one server keeps.</summary>
    public required int Tenants { get; init; }

    public required int Minutes { get; init; }

    public required int Port { get; init; }

    /// <summary>Below a directory that everybody may enter, since PostgreSQL does not run as root.</summary>
    public required string Directory { get; init; }
}

/// <summary>The options of every bench, as they are typed.</summary>
internal sealed class BenchArguments
{
    private readonly Option<int?> leads = new("--leads") { Description = "How many leads there are; the default is the target's." };
    private readonly Option<int> rounds = new("--rounds") { Description = "Rounds, of which the median counts.", DefaultValueFactory = _ => 5 };
    private readonly Option<int> seconds = new("--seconds") { Description = "Seconds a measurement of requests lasts.", DefaultValueFactory = _ => 3 };
    private readonly Option<int> connections = new("--connections") { Description = "Connections of a measurement of requests.", DefaultValueFactory = _ => 8 };
    private readonly Option<int> tenants = new("--tenants") { Description = "Odoo connections that one server keeps.", DefaultValueFactory = _ => 1_000 };
    private readonly Option<int> minutes = new("--minutes") { Description = "Minutes for which they are kept.", DefaultValueFactory = _ => 15 };
    private readonly Option<int> port = new("--port") { Description = "The first of a few ports to use.", DefaultValueFactory = _ => 21600 };
    private readonly Option<string> directory = new("--directory") { Description = "Where data is kept between runs.", DefaultValueFactory = _ => Path.Combine(Path.GetTempPath(), "causeway-bench") };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[leads, rounds, seconds, connections, tenants, minutes, port, directory])
            command.Options.Add(option);
    }

    public BenchOptions Read(ParseResult parsed) => new()
    {
        Leads = parsed.GetValue(leads),
        Rounds = parsed.GetValue(rounds),
        Seconds = parsed.GetValue(seconds),
        Connections = parsed.GetValue(connections),
        Tenants = parsed.GetValue(tenants),
        Minutes = parsed.GetValue(minutes),
        Port = parsed.GetValue(port),
        Directory = parsed.GetValue(directory)!,
    };
}
