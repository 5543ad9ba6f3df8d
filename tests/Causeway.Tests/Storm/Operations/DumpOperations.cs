namespace Causeway.Tests.Storm.Operations;

/// <summary>A database that goes back to what it was: rows, ids, fields.</summary>
internal static class DumpOperations
{
    public static readonly Operation[] All =
    [
        new("dump", 0.2, async world =>
        {
            world.Dumps.Add(await world.Control!.SnapshotAsync());
            world.Journal.Add("dump");
        }) { ByClient = false },
        new("restore", 0.1, RestoreAsync) { ByClient = false },
    ];

    private static async Task RestoreAsync(World world)
    {
        if (world.Dumps.Count == 0)
            throw new NothingToDo();
        await world.Control!.RestoreAsync(world.Pick(world.Dumps.ToArray()));
        world.Open.Clear();
        await world.LookAsync();
        world.Journal.Add("restore");
    }
}
