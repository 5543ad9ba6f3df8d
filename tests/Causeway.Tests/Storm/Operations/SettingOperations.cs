namespace Causeway.Tests.Storm.Operations;

/// <summary>What administrators do to the small tables that leads and contacts point to.</summary>
internal static class SettingOperations
{
    public static readonly Operation[] All =
    [
        .. Table("crm.tag", 2, world => new { name = world.Word("Tag") }),
        .. Table("crm.lost.reason", 1, world => new { name = world.Word("Reason") }),
        .. Table("crm.stage", 1, world => new { name = world.Word("Stage"), sequence = world.Random.Next(1, 60) }),
        .. Table("res.partner.category", 1, world => new { name = world.Word("Category") }),
        .. Table("res.partner.industry", 1, world => new { name = world.Word("Industry") }),
        new("create team", 1, async world => await world.CreateAsync("crm.team", new { name = world.Word("Team"), user_id = await world.AnyOrNoneAsync("res.users") }, "create team")),
        new("rename team", 1, async world => await world.WriteAsync("crm.team", await world.AnyAsync("crm.team"), new { name = world.Word("Team") }, "rename team")),
        new("team's leader", 1, async world => await world.WriteAsync("crm.team", await world.AnyAsync("crm.team"), new { user_id = await world.AnyOrNoneAsync("res.users") }, "team's leader")),
        new("delete team", 1, async world => await world.UnlinkAsync("crm.team", [await world.AnyAsync("crm.team")], "delete team")),
        new("add member", 1, async world => await world.CreateAsync("crm.team.member", new { crm_team_id = await world.AnyAsync("crm.team"), user_id = await world.AnyAsync("res.users") }, "add member")),
        new("remove member", 1, async world => await world.UnlinkAsync("crm.team.member", [await world.AnyAsync("crm.team.member")], "remove member")),
        new("property definition", 1, DefineAsync) { ByClient = false },
        new("property value", 2, SetPropertyAsync) { ByClient = false },
    ];

    private static IEnumerable<Operation> Table(string model, int weight, Func<World, object> values) =>
    [
        new($"create {model}", weight, async world => await world.CreateAsync(model, values(world), "create")),
        new($"rename {model}", weight, async world => await world.WriteAsync(model, await world.AnyAsync(model), values(world), "rename")),
        new($"delete {model}", weight, async world => await world.UnlinkAsync(model, [await world.AnyAsync(model)], "delete")),
    ];

    /// <summary>A property that comes, goes, or is called differently: values of one that is gone are shown no more.</summary>
    private static async Task DefineAsync(World world)
    {
        object[] definitions =
        [
            new { name = "a1b2c3d4e5f60001", @string = world.Word("Colour"), type = "char" },
            new { name = "a1b2c3d4e5f60002", @string = "Seats", type = "integer" },
            new { name = "a1b2c3d4e5f60003", @string = "Hot", type = "boolean" },
        ];
        var kept = definitions.Where(_ => !world.Chance(3)).ToArray();
        await world.WriteAsync("crm.team", await world.AnyAsync("crm.team"), new { lead_properties_definition = kept }, "property definition");
    }

    private static async Task SetPropertyAsync(World world) => await world.WriteAsync("crm.lead", await world.SomeAsync("crm.lead", 4), new
    {
        lead_properties = new Dictionary<string, object> { ["a1b2c3d4e5f60001"] = world.Word("red"), ["a1b2c3d4e5f60002"] = world.Random.Next(9), ["a1b2c3d4e5f60003"] = world.Chance(2) },
    }, "property value");
}
