using Causeway.Mirror.Catalog;
using Causeway.Tests.Infrastructure;
using Dapper;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Mirror.Proof;

/// <summary>What polling cannot see, and the proof does (design 5.4). The clock stands still unless a test moves it.</summary>
public sealed class ModelProofTests(SharedMirror shared) : IClassFixture<SharedMirror>
{
    private readonly MirrorServer mirror = shared.Mirror;

    [Fact]
    public async Task A_deletion_that_nobody_announced_is_found_and_told_in_the_feed()
    {
        var id = await CreateLeadAsync("Deleted in Odoo");
        await mirror.SyncCompletelyAsync();
        await mirror.Raw.CallAsync("crm.lead", "unlink", ids: [id]);
        await mirror.SyncCompletelyAsync();
        (await StateAsync(id)).ShouldBe("present");

        var run = await mirror.ProveAsync();

        (await StateAsync(id)).ShouldBe("deleted");
        run.Stats["opportunities"].SoftDeleted.ShouldBe(1);
        (await KindsAsync(id)).ShouldBe(["insert", "delete"]);
    }

    [Fact]
    public async Task A_proof_comes_ten_minutes_after_the_last_and_no_sooner()
    {
        await mirror.ProveAsync();
        var id = await CreateLeadAsync("Deleted in Odoo");
        await mirror.SyncCompletelyAsync();
        await mirror.Raw.CallAsync("crm.lead", "unlink", ids: [id]);
        mirror.Clock.Advance(TimeSpan.FromMinutes(9));
        await mirror.SyncCompletelyAsync();
        (await StateAsync(id)).ShouldBe("present");
        mirror.Clock.Advance(TimeSpan.FromMinutes(1));

        await mirror.SyncCompletelyAsync();

        (await StateAsync(id)).ShouldBe("deleted");
    }

    [Fact]
    public async Task An_update_and_a_record_that_polling_missed_are_found()
    {
        var (known, missed) = (await CreateLeadAsync("As it was"), await CreateLeadAsync("Missed"));
        await mirror.SyncCompletelyAsync();
        var old = mirror.Clock.GetUtcNow().AddDays(-40).ToString("yyyy-MM-dd HH:mm:ss");
        await mirror.Control.UpdateAsync("crm.lead", [known], new { name = "As it is", write_date = old });
        await ForgetAsync(missed);
        await mirror.Control.UpdateAsync("crm.lead", [missed], new { write_date = old });
        await mirror.SyncCompletelyAsync();

        await mirror.ProveAsync();

        var rows = await mirror.Comparison.MirrorRowsAsync(DefaultModels.Lead);
        (rows[known]["name"], rows[missed]["name"]).ShouldBe(("As it is", "Missed"));
    }

    [Fact]
    public async Task A_deleted_record_that_comes_back_is_present_again()
    {
        var id = await CreateLeadAsync("Restored by its administrator");
        await mirror.SyncCompletelyAsync();
        await ExecuteAsync("update odoo.crm_lead set state = 'deleted' where id = @id", id);

        await mirror.ProveAsync();

        (await StateAsync(id)).ShouldBe("present");
    }

    [Fact]
    public async Task Leads_follow_their_partner_into_a_merge()
    {
        var (into, gone) = (await mirror.CreateAsync("res.partner", new { name = "Stays" }), await mirror.CreateAsync("res.partner", new { name = "Goes" }));
        var lead = await mirror.CreateAsync("crm.lead", new { name = "Refers", partner_id = gone });
        await mirror.ProveAsync();
        await mirror.Control.MergeAsync(into, [gone]);

        await mirror.ProveAsync();

        (await mirror.Comparison.MirrorRowsAsync(DefaultModels.Lead))[lead]["partner_id"].ShouldBe($"{into}");
        (await mirror.Comparison.MirrorRowsAsync(DefaultModels.Partner)).Keys.ShouldNotContain(gone);
    }

    [Fact]
    public async Task A_tag_that_is_deleted_goes_from_its_leads()
    {
        var tag = await mirror.CreateAsync("crm.tag", new { name = "Short-lived" });
        var lead = await mirror.CreateAsync("crm.lead", new { name = "Tagged", tag_ids = new object[] { new object[] { 6, 0, new[] { 1, tag } } } });
        await mirror.ProveAsync();
        await mirror.Raw.CallAsync("crm.tag", "unlink", ids: [tag]);

        await mirror.ProveAsync();

        (await mirror.Comparison.MirrorRowsAsync(DefaultModels.Lead))[lead]["tag_ids"].ShouldBe("1");
    }

    [Fact]
    public async Task A_day_of_scrubbing_finds_what_moves_no_write_date_and_counts_it()
    {
        var id = await CreateLeadAsync("As it was written");
        await SettleAsync();
        await mirror.Control.UpdateAsync("crm.lead", [id], new { name = "As SQL changed it" });
        var before = await SilentRepairsAsync("crm.lead");

        for (var proof = 0; proof < 24; proof++)
            await mirror.ProveAsync(TimeSpan.FromHours(1));

        (await mirror.Comparison.MirrorRowsAsync(DefaultModels.Lead))[id]["name"].ShouldBe("As SQL changed it");
        (await SilentRepairsAsync("crm.lead") - before).ShouldBe(1);
    }

    [Fact]
    public async Task An_idle_hour_costs_a_call_a_cycle_and_two_a_proof()
    {
        await SettleAsync();
        await mirror.ProveAsync();
        await mirror.Control.ResetCallsAsync();

        for (var cycle = 0; cycle < 12; cycle++)
            await mirror.ProveAsync(TimeSpan.FromMinutes(5));

        var calls = await mirror.Control.CallsAsync();
        foreach (var large in new[] { "crm.lead", "res.partner" })
            calls.Where(call => call.Model == large).Sum(call => call.Count).ShouldBe(12 + (6 * 2), large);
        calls.Where(call => call.Model == "ir.config_parameter").Sum(call => call.Count).ShouldBeLessThanOrEqualTo(6);
    }

    /// <summary>Every row has been read after it left the overlap.</summary>
    private async Task SettleAsync()
    {
        await mirror.SyncCompletelyAsync();
        mirror.Clock.Advance(TimeSpan.FromMinutes(11));
        await mirror.SyncCompletelyAsync();
    }

    private Task<int> CreateLeadAsync(string name) => mirror.CreateAsync("crm.lead", new { name });

    private async Task<string?> StateAsync(int id) => (await QueryAsync<string>("select state from odoo.crm_lead where id = @id", id)).SingleOrDefault();

    private Task<IReadOnlyList<string>> KindsAsync(int id) =>
        QueryAsync<string>("select kind from causeway.change where model = 'crm.lead' and id = @id order by version", id);

    private async Task<long> SilentRepairsAsync(string model)
    {
        await using var db = await mirror.Database.OpenConnectionAsync();
        return await db.ExecuteScalarAsync<long>("select silent_repairs from causeway.sync_stream where model = @model", new { model });
    }

    private Task ForgetAsync(int id) => ExecuteAsync("delete from odoo.crm_lead where id = @id", id);

    private async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, int id)
    {
        await using var db = await mirror.Database.OpenConnectionAsync();
        return (await db.QueryAsync<T>(sql, new { id })).AsList();
    }

    private async Task ExecuteAsync(string sql, int id)
    {
        await using var db = await mirror.Database.OpenConnectionAsync();
        await db.ExecuteAsync(sql, new { id });
    }
}
