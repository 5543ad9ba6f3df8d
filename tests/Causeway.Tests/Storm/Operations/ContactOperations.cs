namespace Causeway.Tests.Storm.Operations;

/// <summary>What people do to contacts, companies and the people behind users.</summary>
internal static class ContactOperations
{
    private const string Partner = "res.partner";

    public static readonly Operation[] All =
    [
        new("create contact", 3, async world => await world.CreateAsync(Partner, new { name = world.Word("Contact"), parent_id = await world.AnyOrNoneAsync(Partner), email = "somebody@example.com" }, "create contact")),
        new("create company", 1, async world => await world.CreateAsync(Partner, new { name = world.Word("Company"), is_company = true }, "create company")),
        new("rename contact", 4, async world => await world.WriteAsync(Partner, await world.AnyAsync(Partner), new { name = world.Word("Renamed") }, "rename contact")),
        new("contact's email", 2, async world => await world.WriteAsync(Partner, await world.AnyAsync(Partner), new { email = $"a{world.Random.Next(10_000)}@example.org", phone = "+32 2 555 01 02" }, "contact's email")),
        new("contact's address", 1, async world => await world.WriteAsync(Partner, await world.AnyAsync(Partner), new { street = world.Word("Street"), city = "Brugge" }, "contact's address")),
        new("contact to another company", 1, async world => await world.WriteAsync(Partner, await world.AnyAsync(Partner), new { parent_id = await world.AnyOrNoneAsync(Partner) }, "contact to another company")),
        new("contact's salesperson", 1, async world => await world.WriteAsync(Partner, await world.AnyAsync(Partner), new { user_id = await world.AnyOrNoneAsync("res.users") }, "contact's salesperson")),
        new("contact's categories", 2, async world => await world.WriteAsync(Partner, await world.AnyAsync(Partner), new { category_id = new object[] { new object[] { 6, 0, await world.SomeAsync("res.partner.category", 2) } } }, "contact's categories")),
        new("contact's industry", 1, async world => await world.WriteAsync(Partner, await world.AnyAsync(Partner), new { industry_id = await world.AnyOrNoneAsync("res.partner.industry") }, "contact's industry")),
        new("archive contact", 1, async world => await world.WriteAsync(Partner, await world.AnyAsync(Partner), new { active = world.Chance(2) }, "archive contact")),
        new("delete contact", 2, async world => await world.UnlinkAsync(Partner, [await world.AnyAsync(Partner)], "delete contact")),
        new("create user", 1, async world => await world.CreateAsync("res.users", new { name = world.Word("User"), login = world.Word("login") }, "create user")),
        new("rename user", 1, async world => await world.WriteAsync("res.users", await world.AnyAsync("res.users"), new { name = world.Word("User") }, "rename user")),
        new("merge contacts", 2, MergeAsync) { ByClient = false },
    ];

    private static async Task MergeAsync(World world)
    {
        var into = await world.AnyAsync(Partner);
        // Odoo's wizard merges three at most, and none that is a user.
        var users = (await world.Control!.DumpAsync("res.users")).Values.Select(user => user.GetProperty("partner_id").GetInt32());
        var companies = (await world.Control.DumpAsync("res.company")).Values.Select(company => company.GetProperty("partner_id").GetInt32());
        int[] merged = [.. (await world.SomeAsync(Partner, 2)).Except([into]).Except(users).Except(companies)];
        await world.Control.MergeAsync(into, [.. merged.Select(id => (long)id)]);
        world.Forget(Partner, merged);
        world.Journal.Add($"merge contacts: {World.Shown(merged)} into {into}");
    }
}
