using Causeway.Mirror.Catalog;
using Causeway.Mirror.Sync;
using Causeway.Tests.Infrastructure;
using Dapper;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Mirror.Sync;

/// <summary>Runs against an Odoo that fails half-way: what is lost, what is said, and how often we ask.</summary>
public sealed class FailingRunTests(UnconnectedMirror unconnected) : IClassFixture<UnconnectedMirror>, IAsyncLifetime
{
    private readonly MirrorServer mirror = unconnected.Mirror;

    public async ValueTask InitializeAsync()
    {
        await mirror.ConnectAsync();
        await mirror.Control.ResetCallsAsync();
    }

    [Fact]
    public async Task An_answer_that_breaks_off_in_mid_page_is_asked_for_again_and_nothing_is_lost_or_doubled()
    {
        var version = await VersionAsync();
        await mirror.Control.FaultAsync(new { kind = "truncate", model = "crm.lead", method = "search_read", after = 1, times = 1, bytes = 200_000 });

        await mirror.SyncCompletelyAsync(full: true);

        await mirror.Comparison.ShouldBeEqualAsync(DefaultModels.Lead);
        (await VersionAsync()).ShouldBe(version);
    }

    [Fact]
    public async Task A_connection_that_drops_is_made_again()
    {
        await mirror.Control.FaultAsync(new { kind = "drop", model = "crm.lead", times = 2 });

        await mirror.SyncCompletelyAsync(full: true);

        await mirror.Comparison.ShouldBeEqualAsync(DefaultModels.Lead);
    }

    [Fact]
    public async Task When_Odoo_says_how_long_to_stay_away_we_do()
    {
        await mirror.Control.FaultAsync(new { kind = "status", model = "crm.lead", status = 429, retry_after = 11, times = 1 });

        await mirror.SyncCompletelyAsync();

        mirror.Clock.Skipped.ShouldContain(TimeSpan.FromSeconds(11));
    }

    [Fact]
    public async Task Who_is_told_to_come_back_in_an_hour_does_not_wait_and_asks_for_nothing_else()
    {
        await mirror.Control.FaultAsync(new { kind = "status", status = 429, retry_after = 3_600 });

        var run = await mirror.SyncAsync();

        (run.Status, run.ErrorKind).ShouldBe((SyncStatus.Failed, "rate_limited"));
        (await mirror.Control.CountCallsAsync()).ShouldBeLessThanOrEqualTo(2);
    }

    [Fact]
    public async Task A_model_without_rights_is_named_and_the_others_go_on()
    {
        await mirror.Control.ForbidAsync("admin", "crm.tag");
        var lead = await mirror.CreateAsync("crm.lead", new { name = "Meanwhile" });

        var run = await mirror.SyncAsync();

        (run.Status, run.ErrorKind).ShouldBe((SyncStatus.Partial, "no_access"));
        run.ErrorMessage!.ShouldStartWith("crm.tag: ");
        run.Stats["opportunities"].Errors.ShouldHaveSingleItem().ShouldStartWith("crm.tag: ");
        (await mirror.Comparison.MirrorRowsAsync(DefaultModels.Lead)).Keys.ShouldContain(lead);
        (await mirror.Comparison.MirrorRowsAsync(DefaultModels.Tag)).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_key_that_is_revoked_half_way_ends_the_run_with_one_sentence_and_few_calls()
    {
        var key = await mirror.Control.AddKeyAsync("admin");
        await mirror.ConfigureAsync(new { url = mirror.Odoo.Url, database = mirror.Odoo.Database, username = "admin", api_key = key, interval_minutes = 1440 });
        await mirror.SyncCompletelyAsync();
        await mirror.Control.FaultAsync(new { kind = "latency", model = "crm.lead", after = 2, times = 1, milliseconds = 60_000 });
        var waits = mirror.Clock.NextWaitAsync(TimeSpan.FromSeconds(60));
        var running = mirror.SyncAsync(full: true);
        await waits;
        await mirror.Control.RevokeKeyAsync(key);
        await mirror.Control.ResetCallsAsync();
        mirror.Clock.Advance(TimeSpan.FromSeconds(60));

        var run = await running;

        (run.Status, run.ErrorKind).ShouldBe((SyncStatus.Failed, "bad_credentials"));
        run.ErrorMessage!.ShouldStartWith("Odoo refused these credentials for admin.");
        (await mirror.Control.CountCallsAsync()).ShouldBeLessThanOrEqualTo(3);
    }

    [Fact]
    public async Task A_model_that_Odoo_never_answers_in_time_is_named_and_the_others_go_on()
    {
        await mirror.Control.FaultAsync(new { kind = "latency", model = "crm.tag", method = "search_read", milliseconds = 3_600_000 });
        var (running, waits) = (default(Task<SyncRun>), mirror.Clock.NextWaitAsync(TimeSpan.FromHours(1)));
        for (var attempt = 0; attempt < 3; attempt++)
        {
            running ??= mirror.SyncAsync();
            await waits;
            waits = mirror.Clock.NextWaitAsync(TimeSpan.FromHours(1));
            mirror.Clock.Advance(TimeSpan.FromSeconds(120));
        }

        var run = await running!;

        (run.Status, run.ErrorKind).ShouldBe((SyncStatus.Partial, "timed_out"));
        run.Stats["opportunities"].Errors.ShouldContain("crm.tag: Odoo did not answer in time.");
    }

    [Fact]
    public async Task An_Odoo_that_is_down_is_not_asked_model_by_model()
    {
        await mirror.Control.FaultAsync(new { kind = "status", status = 503 });

        var run = await mirror.SyncAsync();

        (run.Status, run.ErrorKind).ShouldBe((SyncStatus.Failed, "unreachable"));
        (await mirror.Control.CallsAsync()).Select(call => call.Model).Distinct().Count().ShouldBeLessThanOrEqualTo(2);
    }

    [Fact]
    public async Task What_changes_while_a_long_backfill_goes_on_is_seen_before_its_end()
    {
        await SetPageSizeAsync(50);
        // The newest id, the first page; the second takes a minute.
        await mirror.Control.FaultAsync(new { kind = "latency", model = "crm.lead", method = "search_read", after = 2, times = 1, milliseconds = 60_000 });
        var waits = mirror.Clock.NextWaitAsync(TimeSpan.FromSeconds(60));
        var running = mirror.SyncAsync(full: true);
        await waits;
        await StoredAsync(50);
        await mirror.WriteAsync("crm.lead", 3, new { name = "Meanwhile" });
        mirror.Clock.Advance(TimeSpan.FromSeconds(60));

        (await running).Status.ShouldBe(SyncStatus.Completed);
        await using var db = await mirror.Database.OpenConnectionAsync();
        (await db.ExecuteScalarAsync<bool>(
            "select (select read_ended from odoo.crm_lead where id = 3) < (select read_started from odoo.crm_lead where id = 1200)")).ShouldBeTrue();
        await mirror.Comparison.ShouldBeEqualAsync(DefaultModels.Lead);
    }

    [Fact]
    public async Task A_page_that_takes_too_long_is_asked_for_in_half_the_size()
    {
        await mirror.Control.FaultAsync(new { kind = "latency", model = "crm.lead", method = "search_read", after = 1, times = 1, milliseconds = 3_600_000 });
        (await PageSizeAsync()).ShouldBe(2_000);
        var waits = mirror.Clock.NextWaitAsync(TimeSpan.FromHours(1));
        var running = mirror.SyncAsync(full: true);
        await waits;
        mirror.Clock.Advance(TimeSpan.FromSeconds(120));

        var run = await running;

        run.Status.ShouldBe(SyncStatus.Completed, run.ErrorMessage);
        // The largest id, the page of 2,000 that did not come, two of 1,000, what changed meanwhile, and the proof's list.
        (await mirror.Control.CallsAsync()).ShouldContain(("crm.lead", "search_read", 6));
        await mirror.Comparison.ShouldBeEqualAsync(DefaultModels.Lead);
    }

    public async ValueTask DisposeAsync()
    {
        await mirror.Control.ClearFaultsAsync();
        await mirror.Control.AllowAllAsync();
        await mirror.DisconnectAsync();
    }

    private async Task<long> VersionAsync()
    {
        await using var db = await mirror.Database.OpenConnectionAsync();
        return await db.ExecuteScalarAsync<long>("select max(version) from causeway.change");
    }

    private async Task StoredAsync(long position)
    {
        while ((await SyncStream.LoadAsync(mirror.Database, mirror.ConnectionId, "crm.lead", default)).BackfillPosition != position)
            await Task.Delay(20);
    }

    private async Task SetPageSizeAsync(int size)
    {
        await using var db = await mirror.Database.OpenConnectionAsync();
        await db.ExecuteAsync("update causeway.sync_stream set page_size = @size where model = 'crm.lead'", new { size });
    }

    private async Task<int> PageSizeAsync()
    {
        await using var db = await mirror.Database.OpenConnectionAsync();
        return await db.ExecuteScalarAsync<int>("select page_size from causeway.sync_stream where model = 'crm.lead'");
    }
}
