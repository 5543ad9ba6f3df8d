using System.Net;
using Causeway.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Mirror.Sync;

/// <summary>Runs asked for, watched and looked up.</summary>
public sealed class SyncEndpointsTests(SharedMirror shared) : IClassFixture<SharedMirror>
{
    private readonly MirrorServer mirror = shared.Mirror;

    [Fact]
    public async Task A_run_that_is_asked_for_begins_at_once_and_tells_what_it_did()
    {
        await mirror.CreateAsync("crm.lead", new { name = "Counted" });

        var asked = (await mirror.Admin.PostAsync("/api/integrations/odoo/sync/trigger")).Expect(HttpStatusCode.Accepted);
        await EndAsync(asked);

        asked.Header("Location").ShouldBe($"/api/integrations/sync/{asked["sync_id"].GetString()}");
        var run = (await mirror.Admin.GetAsync(asked.Header("Location")!)).Expect(HttpStatusCode.OK);
        run["status"].GetString().ShouldBe("completed");
        run["trigger"].GetString().ShouldBe("manual");
        run["triggered_by"].GetString().ShouldBe("admin");
        run["stats"].GetProperty("opportunities").GetProperty("inserted").GetInt32().ShouldBe(1);
        run["progress"].GetProperty("done").GetInt64().ShouldBe(run["progress"].GetProperty("total").GetInt64());
        run["error_message"].ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        var logs = await mirror.Admin.GetAsync("/api/integrations/sync/logs?limit=5");
        logs["logs"].EnumerateArray().Select(log => log.GetProperty("id").GetString()).ShouldContain(asked["sync_id"].GetString());
    }

    [Fact]
    public async Task Who_asks_while_a_run_goes_on_gets_its_id()
    {
        await mirror.Control.FaultAsync(new { kind = "latency", model = "crm.lead", times = 1, milliseconds = 60_000 });
        var (waits, ended) = (mirror.Clock.NextWaitAsync(TimeSpan.FromSeconds(60)), mirror.Server.Logs.NextAsync("Sync "));
        var first = await mirror.Admin.PostAsync("/api/integrations/odoo/sync/trigger");
        await waits;

        var second = (await mirror.Admin.PostAsync("/api/integrations/odoo/sync/trigger")).Expect(HttpStatusCode.Accepted);
        var running = await mirror.Admin.GetAsync($"/api/integrations/sync/{first["sync_id"].GetString()}");

        second["sync_id"].GetString().ShouldBe(first["sync_id"].GetString());
        running["status"].GetString().ShouldBe("running");
        mirror.Clock.Advance(TimeSpan.FromSeconds(60));
        (await ended).Message.ShouldBe("Sync Completed: no errors");
    }

    [Fact]
    public async Task A_full_run_reads_every_record_again()
    {
        var leads = (await mirror.Control.DumpAsync("crm.lead")).Count;

        var asked = await mirror.Admin.PostAsync("/api/integrations/odoo/sync/trigger", new { full = true, entities = new[] { "opportunities" } });
        await EndAsync(asked);

        var stats = (await mirror.Admin.GetAsync($"/api/integrations/sync/{asked["sync_id"].GetString()}"))["stats"].GetProperty("opportunities");
        (stats.GetProperty("inserted").GetInt32() + stats.GetProperty("updated").GetInt32() + stats.GetProperty("unchanged").GetInt32()).ShouldBeGreaterThanOrEqualTo(leads);
    }

    [Theory]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    [InlineData("17")]
    public async Task A_run_that_nobody_knows_is_a_404(string id) =>
        (await mirror.Admin.GetAsync($"/api/integrations/sync/{id}")).Expect(HttpStatusCode.NotFound);

    [Fact]
    public async Task Salespeople_start_no_runs() =>
        (await (await mirror.SignInAsync("lukas.berg")).PostAsync("/api/integrations/odoo/sync/trigger")).Expect(HttpStatusCode.Forbidden);

    /// <summary>The end of this run: the turn of another may come between.</summary>
    private async Task EndAsync(ApiAnswer asked)
    {
        while ((await mirror.Admin.GetAsync(asked.Header("Location")!))["completed_at"].ValueKind == System.Text.Json.JsonValueKind.Null)
            await Task.Delay(20);
    }
}
