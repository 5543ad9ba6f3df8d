using System.Net;
using Causeway.Mirror.Changes;
using Causeway.Tests.Infrastructure;
using Dapper;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Mirror.Changes;

/// <summary>Changes that are no longer kept: nobody takes the gap for quiet.</summary>
public sealed class FeedRetentionTests(SharedMirror shared) : IClassFixture<SharedMirror>
{
    private readonly MirrorServer mirror = shared.Mirror;

    [Fact]
    public async Task A_position_from_before_what_is_kept_is_gone_and_one_from_after_goes_on()
    {
        var old = await RenamedAsync("Old");
        var kept = await RenamedAsync("Kept");
        var last = await RenamedAsync("Last");
        await using var db = await mirror.Database.OpenConnectionAsync();
        await db.ExecuteAsync("update causeway.change set at = now() - interval '31 days' where version <= @version", new { version = Version(kept) });

        (await mirror.Get<FeedRetention>().RunAsync(default)).ShouldBeGreaterThan(0);

        (await mirror.Admin.GetAsync($"/api/changes?since={old}")).Expect(HttpStatusCode.Gone)["reset"].GetBoolean().ShouldBeTrue();
        (await mirror.Admin.GetAsync("/api/changes/stream", ("Last-Event-ID", old))).Expect(HttpStatusCode.Gone)["reset"].GetBoolean().ShouldBeTrue();
        (await mirror.Admin.GetAsync($"/api/changes?since={kept}")).Expect(HttpStatusCode.OK)["changes"].GetArrayLength().ShouldBe(1);
        (await mirror.Admin.GetAsync("/api/changes")).Expect(HttpStatusCode.OK)["position"].GetString().ShouldBe(last);
        (await mirror.Get<FeedRetention>().RunAsync(default)).ShouldBe(0);
    }

    [Fact]
    public async Task Only_a_beginning_goes_so_that_no_gap_is_left_in_the_middle()
    {
        var before = await RenamedAsync("Young, and written down first");
        await RenamedAsync("Old by its date");
        await using var db = await mirror.Database.OpenConnectionAsync();
        await db.ExecuteAsync("update causeway.change set at = now() - interval '31 days' where version > @version", new { version = Version(before) });

        await mirror.Get<FeedRetention>().RunAsync(default);

        (await mirror.Admin.GetAsync($"/api/changes?since={before}")).Expect(HttpStatusCode.OK)["changes"].GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Who_follows_a_model_that_never_changes_is_never_behind_what_is_kept()
    {
        var position = await RenamedAsync("A lead");

        var page = (await mirror.Admin.GetAsync($"/api/changes?since={position}&models=crm.tag")).Expect(HttpStatusCode.OK);
        var later = await RenamedAsync("Another");
        var moved = (await mirror.Admin.GetAsync($"/api/changes?since={page["position"].GetString()}&models=crm.tag"))["position"].GetString();

        moved.ShouldBe(later);
    }

    private async Task<string> RenamedAsync(string name)
    {
        var id = (await mirror.Admin.PostAsync("/api/crm/leads", new { name })).Expect(HttpStatusCode.Created).Id;
        return (await mirror.Admin.GetAsync($"/api/crm/leads/{id}")).Header("X-Changes-Position").ShouldNotBeNull();
    }

    private static long Version(string position) => long.Parse(position.Split('-')[0]);
}
