using System.Globalization;

namespace Causeway.Tests.Storm.Operations;

/// <summary>What people and imports do to leads.</summary>
internal static class LeadOperations
{
    private const string Lead = "crm.lead";

    public static readonly Operation[] All =
    [
        new("create lead", 6, async world => await world.CreateAsync(Lead, await NewAsync(world), "create lead")),
        new("create many leads", 1, async world =>
            await world.CreateManyAsync(Lead, [.. Enumerable.Range(0, world.Random.Next(5, 60)).Select(_ => (object)new { name = world.Word("Many") })], "create many leads")),
        new("write lead", 10, async world => await world.WriteAsync(Lead, await world.AnyAsync(Lead), Values(world), "write lead")),
        new("write twice in a second", 4, WriteTwiceAsync),
        new("write many leads", 1, async world => await world.WriteAsync(Lead, [.. await world.KnownAsync(Lead)], new { priority = world.Pick("0", "1", "2", "3") }, "write many leads")),
        new("write nothing", 1, async world => await world.WriteAsync(Lead, await world.AnyAsync(Lead), new { }, "write nothing")),
        new("lose lead", 3, async world => await world.CallAsync(Lead, "action_set_lost", [await world.AnyAsync(Lead)], "lose lead", new { lost_reason_id = await world.AnyOrNoneAsync("crm.lost.reason") })),
        new("archive lead", 2, async world => await world.WriteAsync(Lead, await world.AnyAsync(Lead), new { active = false }, "archive lead")),
        new("restore lead", 3, async world => await world.WriteAsync(Lead, await world.SomeAsync(Lead, 5), new { active = true }, "restore lead")),
        new("win lead", 2, async world => await world.CallAsync(Lead, "action_set_won", [await world.AnyAsync(Lead)], "win lead")),
        new("move lead", 4, async world => await world.WriteAsync(Lead, await world.AnyAsync(Lead), new { stage_id = await world.AnyTargetAsync("crm.stage") }, "move lead")),
        new("assign lead", 4, async world => await world.WriteAsync(Lead, await world.AnyAsync(Lead), new { user_id = await world.AnyOrNoneAsync("res.users") }, "assign lead")),
        new("give lead to team", 2, async world => await world.WriteAsync(Lead, await world.AnyAsync(Lead), new { team_id = await world.AnyOrNoneAsync("crm.team") }, "give lead to team")),
        new("give lead to company", 1, async world => await world.WriteAsync(Lead, await world.SomeAsync(Lead, 3), new { company_id = await world.AnyOrNoneAsync("res.company") }, "give lead to company")),
        new("tag lead", 4, async world => await world.WriteAsync(Lead, await world.SomeAsync(Lead, 3), new { tag_ids = await TagsAsync(world) }, "tag lead")),
        new("give lead a contact", 4, async world => await world.WriteAsync(Lead, await world.AnyAsync(Lead), new { partner_id = await world.AnyOrNoneAsync("res.partner") }, "give lead a contact")),
        new("delete lead", 3, async world => await world.UnlinkAsync(Lead, await world.SomeAsync(Lead, 3), "delete lead")),
        new("out of sight", 2, async world => await world.WriteAsync(Lead, await world.SomeAsync(Lead, 3), new { referred = World.OutOfSight }, "out of sight")),
        new("into sight", 2, async world => await world.WriteAsync(Lead, await world.SomeAsync(Lead, 20), new { referred = false }, "into sight")),
        new("note on lead", 1, async world => await world.CallAsync(Lead, "message_post", [await world.AnyAsync(Lead)], "note on lead", new { body = "hello" })),
    ];

    private static async Task<object> NewAsync(World world) => new
    {
        name = world.Word("Lead"),
        email_from = $"{world.Word("mail").Replace(' ', '.')}@example.com",
        partner_id = await world.AnyOrNoneAsync("res.partner"),
        expected_revenue = world.Random.Next(100_000),
        user_id = await world.AnyOrNoneAsync("res.users"),
        tag_ids = await TagsAsync(world),
    };

    private static object Values(World world) => world.Random.Next(6) switch
    {
        0 => new { name = world.Word("Written") },
        1 => new { expected_revenue = world.Random.Next(100_000) / 4.0 },
        2 => new { email_from = $"{world.Word("mail").Replace(' ', '.')}@example.com", phone = $"+3247012{world.Random.Next(1000, 9999).ToString(CultureInfo.InvariantCulture)}" },
        3 => new { description = string.Concat(Enumerable.Repeat(world.Word("<p>long &amp; wide</p>"), world.Random.Next(1, 200))) },
        4 => new { probability = world.Random.Next(0, 101), date_deadline = $"2027-0{world.Random.Next(1, 9).ToString(CultureInfo.InvariantCulture)}-11" },
        _ => (object)new { contact_name = world.Word("Zoë \"Ω\" 😀"), street = "", city = world.Pick("Gent", "Łódź", "São Paulo") },
    };

    private static async Task<object[]> TagsAsync(World world) => [new object[] { 6, 0, await world.SomeAsync("crm.tag", 3) }];

    /// <summary>Two writes with a read of Causeway's between them, all within one second as Odoo shows it.</summary>
    private static async Task WriteTwiceAsync(World world)
    {
        var lead = await world.AnyAsync("crm.lead");
        await world.WriteAsync("crm.lead", lead, new { name = world.Word("First") }, "write twice");
        await world.Server.TrySendAsync(HttpMethod.Post, "/api/integrations/odoo/sync/trigger", new { });
        await world.WriteAsync("crm.lead", lead, new { name = world.Word("Second") }, "write twice");
    }
}
