using System.Globalization;
using System.Text.Json;
using Causeway.Mirror.Catalog;
using Causeway.Mirror.Sync;
using Causeway.Tests.Infrastructure;
using Dapper;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Mirror.Sync;

/// <summary>How what changes in Odoo gets here (design 5.3). The clock stands still unless a test moves it.</summary>
public sealed class ModelSyncTests(SharedMirror shared) : IClassFixture<SharedMirror>
{
    private readonly MirrorServer mirror = shared.Mirror;

    [Fact]
    public async Task A_change_in_Odoo_is_served_after_the_next_sync()
    {
        var id = await CreateLeadAsync("Before");
        await mirror.SyncCompletelyAsync();
        await mirror.WriteAsync("crm.lead", id, new { name = "After" });
        (await LeadAsync(id)).GetProperty("name").GetString().ShouldBe("Before");

        var run = await mirror.SyncCompletelyAsync();

        (await LeadAsync(id)).GetProperty("name").GetString().ShouldBe("After");
        run.Stats["opportunities"].Updated.ShouldBe(1);
    }

    [Fact]
    public async Task An_unchanged_cycle_costs_one_call_a_model_and_changes_nothing()
    {
        await SettleAsync();
        var version = await VersionAsync();
        await mirror.Control.ResetCallsAsync();

        var run = await mirror.SyncCompletelyAsync();

        (await mirror.Control.CallsAsync()).Order().ShouldBe(DefaultModels.All.Select(model => (model.Name, "search_read", 1)).Order());
        (await VersionAsync()).ShouldBe(version);
        run.Stats.Values.ShouldAllBe(stats => stats.Inserted == 0 && stats.Updated == 0 && stats.Unchanged == 0);
    }

    [Fact]
    public async Task A_second_write_within_the_same_second_is_seen()
    {
        var id = await CreateLeadAsync("First");
        await mirror.SyncCompletelyAsync();
        await mirror.WriteAsync("crm.lead", id, new { name = "Second" });

        await mirror.SyncCompletelyAsync();

        (await LeadAsync(id)).GetProperty("name").GetString().ShouldBe("Second");
    }

    [Fact]
    public async Task A_row_whose_second_has_passed_is_not_read_again()
    {
        var id = await CreateLeadAsync("Once");
        await mirror.SyncCompletelyAsync();
        mirror.Clock.Advance(TimeSpan.FromSeconds(2));
        await mirror.SyncCompletelyAsync();
        var read = await ReadEndedAsync(id);

        await mirror.SyncCompletelyAsync();

        (await ReadEndedAsync(id)).ShouldBe(read);
    }

    [Fact]
    public async Task A_transaction_that_commits_late_is_found_within_the_overlap()
    {
        var id = await CreateLeadAsync("Before the import");
        mirror.Clock.Advance(TimeSpan.FromSeconds(5));
        var transaction = await mirror.Control.BeginAsync("crm.lead", "write", [new[] { id }, new { name = "Imported" }]);
        mirror.Clock.Advance(TimeSpan.FromMinutes(9));
        await CreateLeadAsync("Moves the cursor on");
        await mirror.SyncCompletelyAsync();
        await mirror.Control.CommitAsync(transaction);

        await mirror.SyncCompletelyAsync();

        (await LeadAsync(id)).GetProperty("name").GetString().ShouldBe("Imported");
    }

    [Fact]
    public async Task A_transaction_that_took_longer_is_found_within_the_hour()
    {
        var id = await CreateLeadAsync("Before the night's job");
        await SettleAsync();
        var transaction = await mirror.Control.BeginAsync("crm.lead", "write", [new[] { id }, new { name = "After it" }]);
        mirror.Clock.Advance(TimeSpan.FromMinutes(30));
        await mirror.SyncCompletelyAsync();
        await mirror.Control.CommitAsync(transaction);

        mirror.Clock.Advance(ChangedRecords.DeepEvery);
        await mirror.SyncCompletelyAsync();

        (await LeadAsync(id)).GetProperty("name").GetString().ShouldBe("After it");
    }

    [Fact]
    public async Task What_changed_is_read_once_more_when_its_write_date_leaves_the_overlap()
    {
        var id = await CreateLeadAsync("As first read");
        mirror.Clock.Advance(TimeSpan.FromSeconds(5));
        await mirror.SyncCompletelyAsync();
        await mirror.Control.UpdateAsync("crm.lead", [id], new { name = "Same second, committed later" });
        await mirror.SyncCompletelyAsync();
        (await LeadAsync(id)).GetProperty("name").GetString().ShouldBe("As first read");

        mirror.Clock.Advance(TimeSpan.FromMinutes(11));
        await mirror.SyncCompletelyAsync();

        (await LeadAsync(id)).GetProperty("name").GetString().ShouldBe("Same second, committed later");
    }

    [Fact]
    public async Task Twelve_thousand_rows_of_one_second_all_arrive_across_the_borders_of_pages()
    {
        // More than are listed at a time, and many times more than are read at a time.
        const int many = ChangedRecords.ListPage + 2_000;
        var values = Enumerable.Range(1, many).Select(i => new { name = $"Import {i}" }).ToArray();
        var made = (await mirror.Raw.CallAsync("crm.lead", "create", new { vals_list = values }))!.AsArray().Select(id => (int)id!).ToArray();

        var run = await mirror.SyncCompletelyAsync();

        run.Stats["opportunities"].Inserted.ShouldBe(many);
        await mirror.Comparison.ShouldBeEqualAsync(DefaultModels.Lead);
        await mirror.Raw.CallAsync("crm.lead", "unlink", ids: made);
        await ForgetAsync(made);
    }

    [Fact]
    public async Task A_database_clock_ahead_of_the_web_servers_is_said_and_loses_nothing()
    {
        var id = await CreateLeadAsync("From the future");
        var ahead = mirror.Clock.GetUtcNow().AddSeconds(90).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        await mirror.Control.UpdateAsync("crm.lead", [id], new { write_date = ahead });

        var run = await mirror.SyncCompletelyAsync();

        run.ErrorMessage.ShouldBe("Odoo's database is 90 s ahead of its web server by the write_date of crm.lead: set their clocks.");
        (await SyncStream.LoadAsync(mirror.Database, mirror.ConnectionId, "crm.lead", default)).ClockSkewSeconds.ShouldBe(90);
        await mirror.Control.UpdateAsync("crm.lead", [id], new { name = "Same shown second" });
        await mirror.SyncCompletelyAsync();
        (await LeadAsync(id)).GetProperty("name").GetString().ShouldBe("Same shown second");
        mirror.Clock.Advance(TimeSpan.FromMinutes(2));
        (await mirror.SyncCompletelyAsync()).ErrorMessage.ShouldBeNull();
    }

    [Fact]
    public async Task A_row_without_write_date_costs_no_cycle_a_call()
    {
        var id = await CreateLeadAsync("Made in SQL");
        await mirror.Control.UpdateAsync("crm.lead", [id], new { write_date = false });
        await mirror.SyncCompletelyAsync(full: true);
        await SettleAsync();
        await mirror.Control.ResetCallsAsync();

        await mirror.SyncCompletelyAsync();

        (await mirror.Control.CallsAsync()).ShouldContain(("crm.lead", "search_read", 1));
        await mirror.Raw.CallAsync("crm.lead", "unlink", ids: [id]);
        await ForgetAsync([id]);
    }

    [Fact]
    public async Task A_lost_lead_stays()
    {
        var id = await CreateLeadAsync("Lost");
        await mirror.SyncCompletelyAsync();
        await mirror.Raw.CallAsync("crm.lead", "action_set_lost", ids: [id]);

        await mirror.SyncCompletelyAsync();

        var lead = await LeadAsync(id);
        lead.GetProperty("active").GetBoolean().ShouldBeFalse();
        lead.GetProperty("won_status").GetString().ShouldBe("lost");
    }

    [Theory]
    [InlineData("stage", "crm.stage")]
    [InlineData("partner", "res.partner")]
    [InlineData("user", "res.partner")]
    public async Task A_new_name_of_what_a_lead_refers_to_shows_without_a_change_of_the_lead(string member, string model)
    {
        var stage = await mirror.CreateAsync("crm.stage", new { name = "Old name" });
        var partner = await mirror.CreateAsync("res.partner", new { name = "Old name" });
        var user = mirror.Odoo.Users[3].Id;
        var id = await mirror.CreateAsync("crm.lead", new { name = "Refers", stage_id = stage, partner_id = partner, user_id = user });
        await mirror.SyncCompletelyAsync();
        var before = await LeadAsync(id);
        var version = await VersionAsync();
        var target = member switch { "stage" => stage, "partner" => partner, _ => (int)(await mirror.Control.DumpAsync("res.users"))[user].GetProperty("partner_id").GetInt64() };

        await mirror.WriteAsync(model, target, new { name = $"New name of the {member}" });
        await mirror.SyncCompletelyAsync();

        var after = await LeadAsync(id);
        after.GetProperty(member).GetProperty("name").GetString().ShouldBe($"New name of the {member}");
        after.GetProperty("write_date").GetString().ShouldBe(before.GetProperty("write_date").GetString());
        (await ChangedModelsAsync(version)).ShouldNotContain("crm.lead");
    }

    [Fact]
    public async Task Tags_in_another_order_are_no_change()
    {
        var id = await mirror.CreateAsync("crm.lead", new { name = "Tagged", tag_ids = new object[] { new object[] { 6, 0, new[] { 3, 1 } } } });
        await mirror.SyncCompletelyAsync();
        var version = await VersionAsync();
        mirror.Clock.Advance(TimeSpan.FromSeconds(1));
        await mirror.WriteAsync("crm.lead", id, new { tag_ids = new object[] { new object[] { 6, 0, new[] { 1, 3 } } } });

        await mirror.SyncCompletelyAsync();

        (await ChangedModelsAsync(version)).ShouldBeEmpty();
        var rows = await mirror.Comparison.MirrorRowsAsync(DefaultModels.Lead);
        rows[id]["tag_ids"].ShouldBe("1,3");
        rows[id]["write_date"].ShouldBe(mirror.Clock.GetUtcNow().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_field_that_is_new_in_Odoo_is_read_for_every_record_within_a_day()
    {
        await mirror.SyncCompletelyAsync();
        await mirror.Control.AddFieldAsync("crm.tag", "x_weight", "integer");
        await mirror.Control.UpdateAsync("crm.tag", [1], new { x_weight = 5 });
        mirror.Clock.Advance(TimeSpan.FromDays(1));

        await mirror.SyncCompletelyAsync();

        (await mirror.Comparison.MirrorRowsAsync(DefaultModels.Tag))[1]["x_weight"].ShouldBe("5");
    }

    [Fact]
    public async Task A_field_that_Odoo_has_no_more_keeps_its_last_values_and_stops_nothing()
    {
        var id = await mirror.CreateAsync("crm.lead", new { name = "Scored", referred = "by a friend" });
        await mirror.SyncCompletelyAsync();
        await mirror.Control.RemoveFieldAsync("crm.lead", "referred");
        await mirror.WriteAsync("crm.lead", id, new { name = "Scored no more" });

        await mirror.SyncCompletelyAsync();

        var row = (await mirror.Comparison.MirrorRowsAsync(DefaultModels.Lead))[id];
        (row["name"], row["referred"]).ShouldBe(("Scored no more", "by a friend"));
        await mirror.Raw.CallAsync("crm.lead", "unlink", ids: [id]);
        await ForgetAsync([id]);
    }

    /// <summary>Waits, by the clock, until every row has left the overlap and was read once more.</summary>
    private async Task SettleAsync()
    {
        await mirror.SyncCompletelyAsync();
        mirror.Clock.Advance(TimeSpan.FromMinutes(11));
        await mirror.SyncCompletelyAsync();
        mirror.Clock.Advance(TimeSpan.FromSeconds(3));
        await mirror.SyncCompletelyAsync();
    }

    private Task<int> CreateLeadAsync(string name) => mirror.CreateAsync("crm.lead", new { name });

    private async Task<JsonElement> LeadAsync(int id) =>
        (await (await mirror.SignInAsAdminAsync()).GetAsync($"/api/crm/leads/{id}")).Expect(System.Net.HttpStatusCode.OK).Json;

    private async Task<long> VersionAsync()
    {
        await using var db = await mirror.Database.OpenConnectionAsync();
        return await db.ExecuteScalarAsync<long>("select coalesce(max(version), 0) from causeway.change");
    }

    private async Task<IReadOnlyList<string>> ChangedModelsAsync(long since)
    {
        await using var db = await mirror.Database.OpenConnectionAsync();
        return [.. await db.QueryAsync<string>("select distinct model from causeway.change where version > @since", new { since })];
    }

    private async Task<long> ReadEndedAsync(int id)
    {
        await using var db = await mirror.Database.OpenConnectionAsync();
        return await db.ExecuteScalarAsync<long>("select read_ended from odoo.crm_lead where id = @id", new { id });
    }

    /// <summary>Deletions are the proof's to find; this test class does without them.</summary>
    private async Task ForgetAsync(int[] ids)
    {
        await using var db = await mirror.Database.OpenConnectionAsync();
        await db.ExecuteAsync("delete from odoo.crm_lead where id = any(@ids)", new { ids });
    }
}
