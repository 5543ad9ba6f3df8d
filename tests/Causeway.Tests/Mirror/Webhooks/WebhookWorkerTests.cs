using System.Net;
using Causeway.Mirror.Sync;
using Causeway.Sandbox;
using Causeway.Tests.Infrastructure;
using Dapper;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Mirror.Webhooks;

/// <summary>What was accepted is looked at: after a kill, by another process, behind an Odoo that was away, in a storm.</summary>
public sealed class WebhookWorkerTests(TestCluster cluster) : IAsyncLifetime
{
    private const string AdminKey = "the key of the house";

    private readonly string directory = TestDirectory.New();
    private TestDatabase database = null!;
    private MirrorServer mirror = null!;
    private WebhookDesk desk = null!;

    public async ValueTask InitializeAsync()
    {
        database = await cluster.NewDatabaseAsync();
        mirror = await MirrorServer.StartAsync(
            database.DataSource, new SandboxOptions { Leads = 300 }, with: settings => settings with { OdooWebhookSecret = WebhookDesk.Secret });
        desk = new WebhookDesk(mirror);
    }

    [Fact]
    public async Task What_a_process_accepted_before_kill_9_is_looked_at_by_another()
    {
        var id = await mirror.CreateAsync("crm.lead", new { name = "Accepted, and then the lights went out" });
        // Paused, this process looks at nothing; the other one begins, and Odoo does not answer it.
        await mirror.Control.FaultAsync(new { kind = "hold", model = "crm.lead", method = "search_read" });
        (await desk.TellAsync("create", "crm.lead", id)).Expect(HttpStatusCode.Accepted);
        using (var program = Start())
        {
            await program.LineAsync("Now listening on: ");
            await mirror.ResumeAsync();
            await WebhookDesk.UntilAsync(LockedAsync, "the other process has taken it");
            (await TakeAsync()).ShouldBe(0);
            program.Kill();
        }

        await WebhookDesk.UntilAsync(async () => !await LockedAsync(), "PostgreSQL has seen that it is gone");
        await mirror.Control.ClearFaultsAsync();
        mirror.Clock.Advance(TimeSpan.FromSeconds(1));

        await WebhookDesk.UntilAsync(async () => await desk.NameAsync(id) is not null, "the lead is in the mirror");
    }

    [Fact]
    public async Task While_Odoo_is_away_webhooks_wait_and_Odoo_is_left_alone()
    {
        await mirror.ResumeAsync();
        var id = await mirror.CreateAsync("crm.lead", new { name = "Patient" });
        await mirror.Control.FaultAsync(new { kind = "status", status = 503, model = "crm.lead", method = "search_read" });
        await mirror.Control.ResetCallsAsync();
        var rests = mirror.Server.Logs.NextAsync("The webhooks of connection");
        for (var i = 0; i < 20; i++)
        {
            (await desk.TellAsync("write", "crm.lead", id)).Expect(HttpStatusCode.Accepted);
            mirror.Clock.Advance(TimeSpan.FromMilliseconds(500));
        }

        // A slow machine may have asked for the first time only now, and asks again by this clock.
        while (!rests.IsCompleted)
        {
            mirror.Clock.Advance(TimeSpan.FromMilliseconds(500));
            await Task.Delay(20);
        }

        await rests;
        (await mirror.Control.CallsAsync()).Where(call => call is { Model: "crm.lead", Method: "search_read" }).Sum(call => call.Count).ShouldBeLessThanOrEqualTo(10);
        await mirror.Control.ClearFaultsAsync();

        await WebhookDesk.UntilAsync(
            async () =>
            {
                // Again and again: the worker may not have begun to rest yet.
                mirror.Clock.Advance(TimeSpan.FromMinutes(20));
                return await desk.NameAsync(id) == "Patient";
            },
            "the lead is in the mirror");
    }

    [Fact]
    public async Task A_record_that_Odoo_cannot_read_holds_up_none_of_those_told_of_with_it()
    {
        await mirror.ResumeAsync();
        var ids = new List<long>();
        for (var i = 0; i < 9; i++)
            ids.Add(await mirror.CreateAsync("crm.lead", new { name = $"Beside it {i}" }));
        await mirror.Control.PoisonAsync(new { model = "crm.lead", id = ids[4] });

        (await desk.TellAsync("create", "crm.lead", [.. ids])).Expect(HttpStatusCode.Accepted);

        await WebhookDesk.UntilAsync(async () => await desk.NameAsync(ids[^1]) is not null && await desk.NameAsync(ids[0]) is not null, "the others are in the mirror");
        (await desk.NameAsync(ids[4])).ShouldBeNull();
    }

    [Fact]
    public async Task A_storm_of_5000_is_taken_in_and_a_run_goes_on_through_it()
    {
        await mirror.ResumeAsync();
        var leads = (await mirror.Control.DumpAsync("crm.lead")).Keys.ToArray();
        await mirror.Control.UpdateAsync("crm.lead", leads, new { referred = "by the storm" });
        await mirror.Control.ResetCallsAsync();
        using var many = new SemaphoreSlim(100);

        var storm = Task.WhenAll(Enumerable.Range(0, 5_000).Select(async i =>
        {
            await many.WaitAsync();
            try
            {
                return (await desk.TellAsync("write", "crm.lead", leads[i % leads.Length])).Status;
            }
            finally
            {
                many.Release();
            }
        }));
        var run = await mirror.SyncAsync();

        run.Status.ShouldBe(SyncStatus.Completed, run.ErrorMessage);
        (await storm).ShouldAllBe(status => status == HttpStatusCode.Accepted);
        await WebhookDesk.UntilAsync(async () => await ReferredAsync() == leads.Length, "every lead is read");
        (await mirror.Control.CountCallsAsync()).ShouldBeLessThan(500);
    }

    public async ValueTask DisposeAsync()
    {
        await mirror.DisposeAsync();
        await database.DisposeAsync();
        if (Directory.Exists(directory))
            Directory.Delete(directory, recursive: true);
    }

    private TestProgram Start() => TestProgram.Start(
        "serve",
        ("DATABASE_URL", database.ConnectionString),
        ("DATA_DIR", directory),
        ("PORT", "0"),
        ("MASTER_KEY", TestServer.MasterKey),
        ("ADMIN_API_KEY", AdminKey));

    /// <summary>Whether somebody holds the one row that waits.</summary>
    private async Task<bool> LockedAsync() => await desk.PendingAsync() == 1 && await TakeAsync() == 0;

    private async Task<int> TakeAsync()
    {
        await using var db = await database.DataSource.OpenConnectionAsync();
        return (await db.QueryAsync<long>("select entry from causeway.webhook_inbox for update skip locked")).Count();
    }

    private async Task<int> ReferredAsync()
    {
        await using var db = await database.DataSource.OpenConnectionAsync();
        return await db.ExecuteScalarAsync<int>("select count(*) from odoo.crm_lead where referred = 'by the storm'");
    }
}
