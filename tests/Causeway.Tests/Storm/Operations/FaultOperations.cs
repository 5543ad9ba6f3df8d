namespace Causeway.Tests.Storm.Operations;

/// <summary>What goes wrong on the way: pages that fail, connections that drop, answers that break off, limits.</summary>
internal static class FaultOperations
{
    private static readonly string[] Readings = ["search_read", "search_read", "search_read", "read", "search_count", "read_group", "formatted_read_group", "fields_get"];

    public static readonly Operation[] All =
    [
        new("connection drops", 2, world => FaultAsync(world, method => new { kind = "drop", method, times = world.Random.Next(1, 4), after = world.Random.Next(3) })) { ByClient = false },
        new("answer breaks off", 2, world => FaultAsync(world, method => new { kind = "truncate", method, times = 1, bytes = world.Random.Next(10, 100_000) })) { ByClient = false },
        new("gateway fails", 2, world => FaultAsync(world, method => new { kind = "status", method, status = world.Pick(502, 503, 504), times = world.Random.Next(1, 6) })) { ByClient = false },
        new("too many requests", 1, world => FaultAsync(world, method => new { kind = "status", method, status = 429, times = world.Random.Next(1, 3), retry_after = 1 })) { ByClient = false },
        new("server error", 1, world => FaultAsync(world, method => new { kind = "error", method, times = 1 })) { ByClient = false },
        new("slow answers", 2, world => FaultAsync(world, method => new { kind = "latency", method, milliseconds = world.Random.Next(50, 1500), times = world.Random.Next(1, 6) })) { ByClient = false },
    ];

    private static async Task FaultAsync(World world, Func<string, object> fault)
    {
        var set = fault(world.Pick(Readings));
        await world.Control!.FaultAsync(set);
        world.Journal.Add($"fault {set}", "the network");
    }
}
