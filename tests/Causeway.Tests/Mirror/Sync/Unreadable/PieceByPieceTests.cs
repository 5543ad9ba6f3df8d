using Causeway.Mirror.Catalog;
using Causeway.Mirror.Sync;
using Causeway.Tests.Infrastructure;
using Dapper;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Mirror.Sync.Unreadable;

/// <summary>What Odoo cannot read is set aside with its words, and the rest flows (design 5.5).</summary>
public sealed class PieceByPieceTests(UnconnectedMirror unconnected) : IClassFixture<UnconnectedMirror>, IAsyncLifetime
{
    private readonly MirrorServer mirror = unconnected.Mirror;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_record_that_cannot_be_read_is_set_aside_and_all_others_arrive()
    {
        await mirror.Control.PoisonAsync(new { model = "crm.lead", id = 700, message = "division by zero" });

        await ConnectAsync();

        (await RowsAsync()).Keys.ShouldBe((await OdooIdsAsync()).Except([700]), ignoreOrder: true);
        var run = await LastRunAsync();
        (run.Status, run.ErrorKind, run.Stats["opportunities"].Quarantined).ShouldBe((SyncStatus.Partial, "unreadable", 1));
        (await QuarantineAsync()).ShouldBe([("crm.lead", 700, "refused", "division by zero", 1)]);
    }

    [Fact]
    public async Task It_costs_few_calls_once_and_none_while_it_waits()
    {
        await mirror.ConnectAsync();
        await mirror.Control.PoisonAsync(new { model = "crm.lead", id = 700 });
        // What was written in this very second is read once more: that would be a call of its own.
        mirror.Clock.Advance(TimeSpan.FromSeconds(3));
        await mirror.Control.ResetCallsAsync();

        await mirror.SyncAsync(full: true);

        (await LeadCallsAsync()).ShouldBeLessThan(40);
        mirror.Clock.Advance(TimeSpan.FromSeconds(30));
        await mirror.Control.ResetCallsAsync();
        (await mirror.SyncAsync()).Status.ShouldBe(SyncStatus.Partial);
        (await LeadCallsAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task What_the_mirror_knew_of_it_stays_until_Odoo_can_read_it_again()
    {
        await mirror.ConnectAsync();
        var name = (await RowsAsync())[800]["name"];
        await mirror.WriteAsync("crm.lead", 800, new { name = "Changed and broken" });
        await mirror.Control.PoisonAsync(new { model = "crm.lead", id = 800 });
        await mirror.SyncAsync();
        (await RowsAsync())[800]["name"].ShouldBe(name);
        await mirror.Control.ClearPoisonAsync();
        mirror.Clock.Advance(TimeSpan.FromMinutes(1));

        await mirror.SyncCompletelyAsync();

        (await RowsAsync())[800]["name"].ShouldBe("Changed and broken");
        (await QuarantineAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task It_is_tried_ever_more_rarely()
    {
        await mirror.Control.PoisonAsync(new { model = "crm.lead", id = 700 });
        await ConnectAsync();

        foreach (var (minutes, tries) in new[] { (1, 2), (1, 2), (1, 3), (3, 3), (1, 4) })
        {
            mirror.Clock.Advance(TimeSpan.FromMinutes(minutes));
            await mirror.SyncAsync();
            (await QuarantineAsync()).Single().Tries.ShouldBe(tries);
        }
    }

    [Fact]
    public async Task The_newest_record_and_two_neighbours_can_be_the_broken_ones()
    {
        var newest = (int)(await OdooIdsAsync()).Max();
        foreach (var id in new[] { newest, 10, 11 })
            await mirror.Control.PoisonAsync(new { model = "crm.lead", id });

        await ConnectAsync();

        (await RowsAsync()).Keys.ShouldBe((await OdooIdsAsync()).Except([newest, 10, 11]), ignoreOrder: true);
    }

    [Fact]
    public async Task One_that_went_in_Odoo_leaves_the_quarantine()
    {
        var id = await mirror.CreateAsync("crm.lead", new { name = "Broken, then deleted" });
        await mirror.Control.PoisonAsync(new { model = "crm.lead", id });
        await ConnectAsync();
        await mirror.Control.ClearPoisonAsync();
        await mirror.Raw.CallAsync("crm.lead", "unlink", ids: [id]);
        mirror.Clock.Advance(TimeSpan.FromMinutes(1));

        await mirror.SyncCompletelyAsync();

        (await QuarantineAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_field_that_fails_for_one_record_is_that_record_s_fault()
    {
        await mirror.Control.PoisonAsync(new { model = "crm.lead", id = 300, field = "expected_revenue" });

        await ConnectAsync();

        (await QuarantineAsync()).Select(row => row.Id).ShouldBe([300L]);
        (await RowsAsync())[301]["expected_revenue"].ShouldNotBeNull();
        (await StreamAsync()).StaleFields.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_field_that_fails_for_all_keeps_its_last_values_and_everything_else_flows()
    {
        await mirror.ConnectAsync();
        var before = await RowsAsync();
        await mirror.Control.PoisonAsync(new { model = "crm.lead", field = "probability", message = "no module named scoring" });
        await mirror.WriteAsync("crm.lead", 5, new { name = "Still flows", expected_revenue = 77 });
        var version = await VersionAsync();

        var run = await mirror.SyncAsync(full: true);

        (run.Status, run.ErrorKind).ShouldBe((SyncStatus.Partial, "unreadable"));
        run.ErrorMessage.ShouldBe("crm.lead: Odoo cannot read probability of any record; the last values stay.");
        (await QuarantineAsync()).ShouldBeEmpty();
        (await StreamAsync()).StaleFields.ShouldBe(["probability"]);
        var after = await RowsAsync();
        (after[5]["name"], after[5]["probability"]).ShouldBe(("Still flows", before[5]["probability"]));
        after.Values.Count(row => row["probability"] is null).ShouldBe(before.Values.Count(row => row["probability"] is null));
        (await ChangedIdsAsync(version)).ShouldBe([5L]);
    }

    [Fact]
    public async Task A_field_that_can_be_read_again_is_read_anew_within_the_hour()
    {
        await mirror.ConnectAsync();
        await mirror.Control.PoisonAsync(new { model = "crm.lead", field = "probability" });
        await mirror.SyncAsync(full: true);
        await mirror.Control.ClearPoisonAsync();
        await mirror.Control.UpdateAsync("crm.lead", [6], new { probability = 41 });
        mirror.Clock.Advance(ChangedRecords.DeepEvery);

        await mirror.SyncCompletelyAsync();

        (await RowsAsync())[6]["probability"].ShouldBe("41");
        (await StreamAsync()).StaleFields.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_record_that_may_not_be_read_is_hidden_and_not_set_aside()
    {
        await mirror.ConnectAsync();
        await mirror.Control.PoisonAsync(new { model = "crm.lead", id = 900, access = true, message = "You are not allowed to access this." });

        await mirror.SyncAsync(full: true);

        (await QuarantineAsync()).ShouldBeEmpty();
        await using var db = await mirror.Database.OpenConnectionAsync();
        (await db.ExecuteScalarAsync<string>("select state from odoo.crm_lead where id = 900")).ShouldBe("hidden");
    }

    [Fact]
    public async Task A_model_of_which_nothing_can_be_read_fails_as_a_whole_and_quarantines_nothing()
    {
        await mirror.ConnectAsync();
        await mirror.Control.PoisonAsync(new { model = "crm.lead", field = "write_date", message = "column write_date is gone" });
        await mirror.Control.PoisonAsync(new { model = "crm.lead", field = "create_date", message = "column create_date is gone" });

        var run = await mirror.SyncAsync(full: true);

        run.Status.ShouldBe(SyncStatus.Partial);
        run.ErrorMessage!.ShouldStartWith("crm.lead: column ");
        (await QuarantineAsync()).ShouldBeEmpty();
    }

    public async ValueTask DisposeAsync()
    {
        await mirror.Control.ClearPoisonAsync();
        await mirror.DisconnectAsync();
    }

    private async Task ConnectAsync()
    {
        await mirror.ConfigureAsync(mirror.Credentials());
        await mirror.PauseAsync();
    }

    private Task<IReadOnlyDictionary<long, Dictionary<string, string?>>> RowsAsync() => mirror.Comparison.MirrorRowsAsync(DefaultModels.Lead);

    private async Task<IEnumerable<long>> OdooIdsAsync() => (await mirror.Control.DumpAsync("crm.lead")).Keys;

    private async Task<SyncRun> LastRunAsync() => (await mirror.Get<SyncRuns>().LastEndedAsync(mirror.ConnectionId, default))!;

    private Task<SyncStream> StreamAsync() => SyncStream.LoadAsync(mirror.Database, mirror.ConnectionId, "crm.lead", default);

    private async Task<int> LeadCallsAsync() => (await mirror.Control.CallsAsync()).Where(call => call.Model == "crm.lead").Sum(call => call.Count);

    private async Task<List<(string Model, long Id, string Kind, string Message, int Tries)>> QuarantineAsync()
    {
        await using var db = await mirror.Database.OpenConnectionAsync();
        return [.. await db.QueryAsync<(string, long, string, string, int)>("select model, record_id, error_kind, message, tries from causeway.quarantine order by record_id")];
    }

    private async Task<long> VersionAsync()
    {
        await using var db = await mirror.Database.OpenConnectionAsync();
        return await db.ExecuteScalarAsync<long>("select max(version) from causeway.change");
    }

    private async Task<List<long>> ChangedIdsAsync(long since)
    {
        await using var db = await mirror.Database.OpenConnectionAsync();
        return [.. await db.QueryAsync<long>("select distinct id from causeway.change where version > @since and model = 'crm.lead' order by id", new { since })];
    }
}
