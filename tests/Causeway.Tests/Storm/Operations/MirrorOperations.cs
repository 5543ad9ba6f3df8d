using System.Globalization;
using System.Net;

namespace Causeway.Tests.Storm.Operations;

/// <summary>What Causeway's own clients do meanwhile: they ask for runs and write through it.</summary>
internal static class MirrorOperations
{
    public static readonly Operation[] All =
    [
        new("sync", 8, world => world.Server.TrySendAsync(HttpMethod.Post, "/api/integrations/odoo/sync/trigger", new { })),
        new("full sync", 0.1, world => world.Server.TrySendAsync(HttpMethod.Post, "/api/integrations/odoo/sync/trigger", new { full = true })),
        new("verify", 0.3, world => world.Server.TrySendAsync(HttpMethod.Post, "/api/integrations/verify", new { })),
        new("proof", 1, world => world.Proofs.PassAsync()),
        new("database accepted", 1, AcceptAsync),
        new("put lead", 4, PutAsync),
        new("post lead", 2, PostAsync),
        new("delete lead by API", 1, DeleteAsync),
    ];

    private static async Task AcceptAsync(World world)
    {
        if (!await new Administrator(world.Server).AcceptDatabaseAsync())
            throw new NothingToDo();
        world.Journal.Add("the restored database is accepted");
    }

    private static async Task PutAsync(World world)
    {
        var lead = await world.AnyAsync("crm.lead");
        var values = new { name = world.Word("Put"), priority = world.Random.Next(4).ToString(CultureInfo.InvariantCulture) };
        var answer = await world.Server.TrySendAsync(HttpMethod.Put, $"/api/crm/leads/{lead}", values);
        world.Journal.Add($"put lead {lead} {values}: {answer?.Status.ToString() ?? "no answer"}", "crm.lead", lead);
    }

    private static async Task PostAsync(World world)
    {
        var answer = await world.Server.TrySendAsync(HttpMethod.Post, "/api/crm/leads", new { name = world.Word("Posted") });
        if (answer is not { Status: HttpStatusCode.Created } created)
            return;
        var id = created.Body.GetProperty("id").GetInt32();
        world.Learn("crm.lead", id);
        world.Journal.Add($"post lead {id}", "crm.lead", id);
    }

    private static async Task DeleteAsync(World world)
    {
        var lead = await world.AnyAsync("crm.lead");
        var answer = await world.Server.TrySendAsync(HttpMethod.Delete, $"/api/crm/leads/{lead}");
        world.Journal.Add($"delete lead {lead} by API: {answer?.Status.ToString() ?? "no answer"}", "crm.lead", lead);
        if (answer is { Status: HttpStatusCode.NoContent })
            world.Forget("crm.lead", lead);
    }
}
