using Causeway.Mirror.Catalog;
using Causeway.Mirror.Sync;
using Causeway.Tests.Infrastructure;
using Dapper;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Mirror.Sync;

/// <summary>When a model is read anew, and what a read on other terms leaves alone.</summary>
public sealed class ReadTermsTests(SharedMirror shared) : IClassFixture<SharedMirror>
{
    private readonly MirrorServer mirror = shared.Mirror;

    [Fact]
    public async Task A_new_field_changes_those_records_that_have_a_value_in_it_and_no_others()
    {
        await mirror.SyncCompletelyAsync(full: true);
        await mirror.Control.AddFieldAsync("crm.lead", "x_channel", "char");
        await mirror.Control.UpdateAsync("crm.lead", [4], new { x_channel = "fair" });
        var version = await VersionAsync();

        await NextDayAsync();

        (await RowsAsync())[4]["x_channel"].ShouldBe("\"fair\"");
        (await ChangedAsync(version)).ShouldBe([4L]);
    }

    [Fact]
    public async Task A_field_of_another_type_is_read_anew_for_every_record()
    {
        await mirror.Control.AddFieldAsync("crm.lead", "x_code", "integer");
        await mirror.Control.UpdateAsync("crm.lead", [5], new { x_code = 7 });
        await NextDayAsync();
        await mirror.Control.RemoveFieldAsync("crm.lead", "x_code");
        await mirror.Control.AddFieldAsync("crm.lead", "x_code", "char");
        await mirror.Control.UpdateAsync("crm.lead", [5], new { x_code = "A7" });

        await NextDayAsync();

        (await RowsAsync())[5]["x_code"].ShouldBe("\"A7\"");
    }

    [Fact]
    public async Task A_field_that_is_gone_is_stale_changes_nothing_and_is_read_anew_when_it_comes_back()
    {
        await mirror.Control.AddFieldAsync("crm.lead", "x_zone", "char");
        await mirror.Control.UpdateAsync("crm.lead", [6], new { x_zone = "north" });
        await NextDayAsync();
        await mirror.Control.RemoveFieldAsync("crm.lead", "x_zone");
        var version = await VersionAsync();

        await mirror.SyncCompletelyAsync(full: true);

        (await RowsAsync())[6]["x_zone"].ShouldBe("\"north\"");
        (await StreamAsync()).StaleFields.ShouldBe(["x_zone"]);
        (await ChangedAsync(version)).ShouldBeEmpty();

        await mirror.Control.AddFieldAsync("crm.lead", "x_zone", "char");
        await mirror.Control.UpdateAsync("crm.lead", [6], new { x_zone = "south" });
        await NextDayAsync();
        (await RowsAsync())[6]["x_zone"].ShouldBe("\"south\"");
        (await StreamAsync()).StaleFields.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_field_that_this_Odoo_lacks_is_empty_and_said_once()
    {
        (await StreamAsync()).MissingFields.ShouldContain("won_status");
        var said = mirror.Server.Logs.NextAsync("crm.lead: this Odoo has no");

        await mirror.SyncCompletelyAsync(full: true);

        said.IsCompleted.ShouldBeFalse();
        (await RowsAsync()).Values.ShouldAllBe(row => row["won_status"] == null);
    }

    [Theory]
    [InlineData("update causeway.sync_stream set read_as = '99 ' || split_part(read_as, ' ', 2) where model = 'crm.lead'")]
    [InlineData("update causeway.sync_stream set read_as = split_part(read_as, ' ', 1) || ' fr_FR' where model = 'crm.lead'")]
    [InlineData("update causeway.sync_stream set read_companies = '{99}' where model = 'crm.lead'")]
    public async Task What_another_account_or_language_or_company_set_was_shown_is_read_anew_once(string sql)
    {
        // The first cycle after the account's own record is mirrored learns its companies.
        await mirror.SyncCompletelyAsync();
        await mirror.Control.UpdateAsync("crm.lead", [9], new { name = $"Seen by this account only, {sql.Length}" });
        await using var db = await mirror.Database.OpenConnectionAsync();
        await db.ExecuteAsync(sql);

        await mirror.SyncCompletelyAsync();

        (await RowsAsync())[9]["name"].ShouldBe($"Seen by this account only, {sql.Length}");
        await mirror.Control.UpdateAsync("crm.lead", [9], new { name = "Not read again" });
        await mirror.SyncCompletelyAsync();
        (await RowsAsync())[9]["name"].ShouldNotBe("Not read again");
    }

    private async Task NextDayAsync()
    {
        mirror.Clock.Advance(TimeSpan.FromDays(1));
        await mirror.SyncCompletelyAsync();
    }

    private Task<IReadOnlyDictionary<long, Dictionary<string, string?>>> RowsAsync() => mirror.Comparison.MirrorRowsAsync(DefaultModels.Lead);

    private Task<SyncStream> StreamAsync() => SyncStream.LoadAsync(mirror.Database, mirror.ConnectionId, "crm.lead", default);

    private async Task<long> VersionAsync()
    {
        await using var db = await mirror.Database.OpenConnectionAsync();
        return await db.ExecuteScalarAsync<long>("select max(version) from causeway.change");
    }

    private async Task<List<long>> ChangedAsync(long since)
    {
        await using var db = await mirror.Database.OpenConnectionAsync();
        return [.. await db.QueryAsync<long>("select distinct id from causeway.change where version > @since and model = 'crm.lead'", new { since })];
    }
}
