using System.Text.Json;
using Causeway.Tests.Infrastructure;
using Causeway.Tests.Mirror;
using Xunit;

namespace Causeway.Tests.Features.Leads;

/// <summary>One mirror for the classes that write leads, each test to records of its own.</summary>
[CollectionDefinition(Name)]
public sealed class LeadsMirror : ICollectionFixture<SharedMirror>
{
    internal const string Name = "writing leads";
}

/// <summary>Leads in Odoo, for tests.</summary>
internal static class MadeLeads
{
    /// <summary>A lead of somebody, in Odoo and in the mirror.</summary>
    public static async Task<long> LeadAsync(this MirrorServer mirror, string? login, object? more = null)
    {
        var values = JsonSerializer.SerializeToElement(more ?? new { }).EnumerateObject().ToDictionary(member => member.Name, member => (object)member.Value);
        values.TryAdd("name", "Lead");
        values["user_id"] = login is null ? false : mirror.Uid(login);
        var id = await mirror.CreateAsync("crm.lead", values);
        await mirror.SyncCompletelyAsync();
        return id;
    }

    public static async Task<long[]> LeadsAsync(this MirrorServer mirror, int count, string login)
    {
        var made = await mirror.Raw.CallAsync("crm.lead", "create", new { vals_list = Enumerable.Range(1, count).Select(n => new { name = $"One of {count}: {n}", user_id = mirror.Uid(login) }) });
        await mirror.SyncCompletelyAsync();
        return [.. made!.AsArray().Select(id => (long)(int)id!)];
    }

    public static int Uid(this MirrorServer mirror, string login) => mirror.Odoo.Users.Single(user => user.Login == login).Id;

    /// <summary>The lead's row in Odoo.</summary>
    public static async Task<JsonElement> InOdooAsync(this MirrorServer mirror, long id) => (await mirror.Control.DumpAsync("crm.lead"))[id];
}
