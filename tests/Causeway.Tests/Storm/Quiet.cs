using System.Text.Json;
using Causeway.Tests.Infrastructure;
using Causeway.Tests.Sandbox;
using Shouldly;

namespace Causeway.Tests.Storm;

/// <summary>After the storm: nothing changes any more, and Causeway is given what it asks for.</summary>
internal sealed class Quiet(World world, ProofTime proofs)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly Administrator administrator = new(world.Server);

    private StormProcess Server => world.Server;

    public async Task FallAsync()
    {
        if (world.Control is { } control)
            await ClearAsync(control);
        await CommitAsync();
        // The first may have begun before.
        await RunAsync();
        await TryQuarantinedAsync();
        await proofs.PassAsync();
        await SyncAsync();
        // Time passes: what was written last leaves the overlap, and is read once more.
        if (world.Control is { } clock)
            await clock.StepClockAsync(TimeSpan.FromMinutes(15).TotalSeconds);
        await SyncAsync();
        await ProveAsync();
    }

    private async Task CommitAsync()
    {
        foreach (var commit in world.Open)
        {
            try
            {
                await commit();
            }
            catch (OdooFault)
            {
                // What it wrote on was deleted meanwhile.
            }
        }

        world.Open.Clear();
    }

    /// <summary>What Odoo could not read it can read now: an administrator says so, rather than wait for the next try.</summary>
    private async Task TryQuarantinedAsync()
    {
        var quarantine = await Server.GetAsync("/api/integrations/quarantine?per_page=100");
        foreach (var record in quarantine.GetProperty("quarantine").EnumerateArray())
            await Server.PostAsync($"/api/integrations/quarantine/{record.GetProperty("id")}/retry");
    }

    /// <summary>Proofs until the scrub has come round once in every model: for all but the largest that is one.</summary>
    private async Task ProveAsync()
    {
        // What was scrubbed before the quiet was done to other rows: the round that ends first may have begun before.
        var since = DateTimeOffset.UtcNow;
        IReadOnlyList<string> left = [""];
        for (var proof = 0; left.Count > 0; proof++)
        {
            proof.ShouldBeLessThan(20, $"no end of the scrub of {string.Join(", ", left)}: {await Server.GetAsync("/api/integrations/proofs")}");
            await proofs.PassAsync();
            await SyncAsync();
            await administrator.ConfirmHoldsAsync();
            left = await proofs.LeftAsync(since);
        }
    }

    private static async Task ClearAsync(OdooControl control)
    {
        await control.ClearFaultsAsync();
        await control.CurePoisonAsync();
        await control.AllowAllAsync();
    }

    /// <summary>A run that began in the quiet, to its good end. The one at work may still meet what was wrong before.</summary>
    private async Task SyncAsync()
    {
        var run = await RunAsync();
        for (var again = 0; run.GetProperty("status").GetString() != "completed" && again < 5; again++)
        {
            await administrator.AcceptDatabaseAsync();
            run = await RunAsync();
        }

        run.GetProperty("status").GetString().ShouldBe("completed", run.ToString());
    }

    private async Task<JsonElement> RunAsync()
    {
        var id = (await Server.PostAsync("/api/integrations/odoo/sync/trigger", new { })).GetProperty("sync_id").GetString();
        using var limit = new CancellationTokenSource(Patience);
        JsonElement run;
        while ((run = await Server.GetAsync($"/api/integrations/sync/{id}")).GetProperty("status").GetString() is "queued" or "running")
            await Task.Delay(100, limit.Token);
        return run;
    }
}
