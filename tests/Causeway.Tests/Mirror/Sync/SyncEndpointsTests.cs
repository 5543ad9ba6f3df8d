using System.Net;
using Causeway.Tests.Infrastructure;
using Dapper;
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

    [Fact]
    public async Task A_run_can_be_followed_by_events_until_it_has_been_cancelled()
    {
        await mirror.Control.FaultAsync(new { kind = "hold", model = "crm.lead" });
        var run = (await mirror.Admin.PostAsync("/api/integrations/odoo/sync/trigger"))["sync_id"].GetString();
        while ((await mirror.Admin.GetAsync($"/api/integrations/sync/{run}"))["status"].GetString() != "running")
            await Task.Delay(20, TestContext.Current.CancellationToken);
        using var events = await mirror.Admin.FollowAsync($"/api/integrations/sync/{run}/events");

        var cancelled = (await mirror.Admin.PostAsync($"/api/integrations/sync/{run}/cancel")).Expect(HttpStatusCode.Accepted);
        var told = await events.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        cancelled["id"].GetString().ShouldBe(run);
        told.ShouldStartWith("event: run\ndata: {");
        told.ShouldContain("\"status\":\"cancelled\"");
        told.ShouldContain("Cancelled by admin.");
        (await mirror.Admin.PostAsync($"/api/integrations/sync/{run}/cancel")).Expect(HttpStatusCode.Conflict);
        await mirror.Control.ClearFaultsAsync();
    }

    [Fact]
    public async Task Logs_are_paged_and_filtered_by_status()
    {
        for (var run = 0; run < 3; run++)
            await mirror.SyncCompletelyAsync();

        var second = await mirror.Admin.GetAsync("/api/integrations/sync/logs?limit=2&page=2&status=completed");

        second["logs"].EnumerateArray().ShouldAllBe(run => run.GetProperty("status").GetString() == "completed");
        (second["pagination"].GetProperty("page").GetInt64(), second["pagination"].GetProperty("has_prev").GetBoolean()).ShouldBe((2, true));
        second["pagination"].GetProperty("total").GetInt64().ShouldBeGreaterThanOrEqualTo(4);
        (await mirror.Admin.GetAsync("/api/integrations/sync/logs?status=queued"))["count"].GetInt32().ShouldBe(0);
        (await mirror.Admin.GetAsync("/api/integrations/sync/logs?status=nonsense")).BadFields.ShouldBe(["status"]);
    }

    [Theory]
    [InlineData(2, "healthy")]
    [InlineData(3, "degraded")]
    [InlineData(5, "degraded")]
    [InlineData(6, "critical")]
    public async Task Health_goes_by_the_failures_of_a_day(int failures, string expected)
    {
        await mirror.SyncCompletelyAsync();
        await using var db = await mirror.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await db.ExecuteAsync(
            """
            delete from causeway.sync_run where status = 'failed';
            insert into causeway.sync_run (connection_id, trigger, status, started_at, completed_at, error_message)
            select @ConnectionId, 'scheduled', 'failed', now() - interval '2 hours', now() - interval '2 hours', 'no route' from generate_series(1, @failures)
            """,
            new { mirror.ConnectionId, failures });

        var health = (await mirror.Admin.GetAsync("/api/integrations/background-sync/health")).Expect(HttpStatusCode.OK);

        health["health"].GetString().ShouldBe(expected);
        health["metrics"].GetProperty("failures_24h").GetInt32().ShouldBe(failures);
        health["metrics"].GetProperty("lag_seconds").GetProperty("opportunities").GetDouble().ShouldBeLessThan(60);
        await db.ExecuteAsync("delete from causeway.sync_run where status = 'failed'");
    }

    [Fact]
    public async Task Health_is_stale_when_nothing_has_succeeded_for_two_intervals()
    {
        await mirror.SyncCompletelyAsync();
        await using var db = await mirror.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await db.ExecuteAsync("update causeway.sync_run set completed_at = completed_at - interval '3 days', started_at = started_at - interval '3 days' where completed_at is not null");

        (await mirror.Admin.GetAsync("/api/integrations/background-sync/health"))["health"].GetString().ShouldBe("stale");
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
