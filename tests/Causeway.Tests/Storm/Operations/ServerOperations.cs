namespace Causeway.Tests.Storm.Operations;

/// <summary>What no client does: late commits, jobs, SQL, dumps, clocks, fields that come and go.</summary>
internal static class ServerOperations
{
    private const string Lead = "crm.lead";

    public static readonly Operation[] All =
    [
        new("begin transaction", 3, BeginAsync) { ByClient = false },
        new("commit transaction", 3, CommitAsync) { ByClient = false },
        new("recompute all", 1, async world => await RecomputeAsync(world, null, stamped: true)) { ByClient = false },
        new("recompute some", 1, async world => await RecomputeAsync(world, await world.SomeAsync(Lead, 50), stamped: true)) { ByClient = false },
        new("nightly scoring", 1, async world => await RecomputeAsync(world, null, stamped: false)) { ByClient = false },
        new("SQL update", 2, UpdateAsync) { ByClient = false },
        new("SQL delete", 1, DeleteAsync) { ByClient = false },
        new("SQL stamps", 1, StampAsync) { ByClient = false },
        new("field comes", 0.1, AddFieldAsync) { ByClient = false },
        new("field goes", 0.1, RemoveFieldAsync) { ByClient = false },
        new("clock", 0.5, StepAsync) { ByClient = false },
        new("rights lost", 0.1, world => RightsAsync(world, lost: true)) { ByClient = false },
        new("rights given back", 0.3, world => RightsAsync(world, lost: false)) { ByClient = false },
        new("poison", 1, PoisonAsync) { ByClient = false },
        new("poison ends", 1, async world => await world.Control!.CurePoisonAsync()) { ByClient = false },
    ];

    /// <summary>A call of somebody else that has its stamp now and shows what it did later.</summary>
    private static async Task BeginAsync(World world)
    {
        var control = world.Control!;
        var (method, ids, args) = world.Chance(3)
            ? ("create", Array.Empty<int>(), new object[] { new { name = world.Word("Held") } })
            : await world.SomeAsync(Lead, 5) is var some && world.Chance(3)
                ? ("unlink", some, [some])
                : ("write", some, new object[] { some, new { name = world.Word("Late"), expected_revenue = world.Random.Next(1000) } });
        var transaction = await control.BeginAsync(Lead, method, args);
        world.Journal.Add($"begin transaction {transaction}: {method} {World.Shown(ids)}", Lead, ids);
        world.Open.Add(async () =>
        {
            await control.TryCommitAsync(transaction);
            world.Journal.Add($"commit transaction {transaction}: {method} {World.Shown(ids)}", Lead, ids);
        });
    }

    private static async Task CommitAsync(World world)
    {
        if (world.Open.Count == 0)
            throw new NothingToDo();
        var at = world.Random.Next(world.Open.Count);
        var commit = world.Open[at];
        world.Open.RemoveAt(at);
        await commit();
    }

    private static async Task RecomputeAsync(World world, int[]? ids, bool stamped)
    {
        await world.Control!.RecomputeAsync(world.Random.Next(-5, 6) + 0.5, ids, stamped);
        world.Journal.Add($"recompute {(stamped ? "" : "without a stamp ")}{(ids is null ? "all" : World.Shown(ids))}", Lead, ids ?? []);
    }

    private static async Task UpdateAsync(World world)
    {
        var ids = await world.SomeAsync(Lead, 4);
        await world.Control!.UpdateAsync(Lead, [.. ids.Select(id => (long)id)], new { name = world.Word("SQL"), city = world.Word("City") });
        world.Journal.Add($"SQL update {World.Shown(ids)}", Lead, ids);
    }

    private static async Task DeleteAsync(World world)
    {
        var ids = await world.SomeAsync(Lead, 2);
        await world.Control!.DeleteAsync(Lead, [.. ids.Select(id => (long)id)]);
        world.Forget(Lead, ids);
        world.Journal.Add($"SQL delete {World.Shown(ids)}", Lead, ids);
    }

    /// <summary>As an import does that keeps its old dates: a write_date of last year, on rows that changed now.</summary>
    private static async Task StampAsync(World world)
    {
        var ids = await world.SomeAsync(Lead, 4);
        await world.Control!.UpdateAsync(Lead, [.. ids.Select(id => (long)id)], new { name = world.Word("Old"), write_date = $"2025-0{world.Random.Next(1, 9)}-02 03:04:05.678901" });
        world.Journal.Add($"SQL stamps {World.Shown(ids)}", Lead, ids);
    }

    private static async Task AddFieldAsync(World world)
    {
        var name = world.Pick("x_grade", "x_score", "x_flag");
        await world.Control!.AddFieldAsync(Lead, name, name switch { "x_grade" => "char", "x_score" => "integer", _ => "boolean" }, name switch { "x_grade" => "B", "x_score" => 7, _ => true });
        world.Journal.Add($"field {name} comes", Lead);
    }

    private static async Task RemoveFieldAsync(World world)
    {
        var name = world.Pick("x_grade", "x_score", "x_flag");
        await world.Control!.RemoveFieldAsync(Lead, name);
        world.Journal.Add($"field {name} goes", Lead);
    }

    private static async Task StepAsync(World world)
    {
        var seconds = world.Pick(-3600, -30, -1, 1, 30, 700, 3600);
        await world.Control!.StepClockAsync(seconds);
        world.Journal.Add($"clock {seconds:+0;-0} s");
    }

    /// <summary>The account may not read a model for a while, or sees nothing of it: no record of it is gone for that.</summary>
    private static async Task RightsAsync(World world, bool lost)
    {
        var control = world.Control!;
        await control.AllowAllAsync();
        var model = world.Pick(Lead, "res.partner", "crm.tag");
        if (lost)
            await control.ForbidAsync(world.Account.Login, model);
        world.Journal.Add(lost ? $"right to {model} lost" : "rights given back");
    }

    private static async Task PoisonAsync(World world)
    {
        var (model, id) = world.Chance(2) ? (Lead, await world.AnyAsync(Lead)) : ("res.partner", await world.AnyAsync("res.partner"));
        await world.Control!.PoisonAsync(model, id);
        world.Journal.Add($"poison {id}", model, id);
    }
}
