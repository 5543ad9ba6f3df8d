using System.Text.Json;
using Causeway.Tests.Infrastructure;
using Shouldly;

namespace Causeway.Tests.Storm;

/// <summary>After the storm: nothing changes any more, and Causeway is given what it asks for.</summary>
internal sealed class Quiet(World world)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private StormProcess Server => world.Server;

    public async Task FallAsync()
    {
        if (world.Control is { } control)
            await ClearAsync(control);
        // The first may have begun before.
        await RunAsync();
        await SyncAsync();
        // Time passes: what was written last leaves the overlap, and is read once more.
        if (world.Control is { } clock)
            await clock.StepClockAsync(TimeSpan.FromMinutes(15).TotalSeconds);
        await SyncAsync();
    }

    private async Task ClearAsync(OdooControl control)
    {
        await control.ClearFaultsAsync();
        await control.CurePoisonAsync();
        foreach (var commit in world.Open)
            await commit();
        world.Open.Clear();
    }

    /// <summary>A run that began in the quiet, to its good end. The one at work may still meet what was wrong before.</summary>
    private async Task SyncAsync()
    {
        var run = await RunAsync();
        for (var again = 0; run.GetProperty("status").GetString() != "completed" && again < 5; again++)
            run = await RunAsync();
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
