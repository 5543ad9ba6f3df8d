using Causeway.Mirror.Webhooks;
using Causeway.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Mirror.Webhooks;

/// <summary>Webhooks that come before what they tell of can be seen, as those of Odoo 17 and 18 do.</summary>
public sealed class SecondLookTests(WebhookMirror shared) : IClassFixture<WebhookMirror>
{
    private readonly MirrorServer mirror = shared.Mirror;
    private readonly WebhookDesk desk = shared.Desk;

    [Fact]
    public async Task What_was_not_committed_yet_at_the_first_look_is_seen_at_a_later_one()
    {
        var (id, path) = (await LeadAsync("Before"), await desk.NewPathAsync());
        mirror.Clock.Advance(TimeSpan.FromSeconds(3));
        var transaction = await mirror.Control.BeginAsync("crm.lead", "write", [new[] { id }, new { name = "After" }]);
        await desk.SendAsync(path, WebhookDesk.Native("crm.lead", id, mirror.Clock.GetUtcNow().UtcDateTime));
        await LookedAsync(1);
        (await desk.NameAsync(id)).ShouldBe("Before");

        await mirror.Control.CommitAsync(transaction);
        mirror.Clock.Advance(TimeSpan.FromSeconds(1));

        await WebhookDesk.UntilAsync(async () => await desk.NameAsync(id) == "After", "the second look sees it");
        await desk.EmptyAsync();
    }

    [Fact]
    public async Task Two_writes_of_one_second_look_alike_so_the_later_one_is_looked_for_when_the_second_is_over()
    {
        var (id, path) = (await LeadAsync("First"), await desk.NewPathAsync());
        var transaction = await mirror.Control.BeginAsync("crm.lead", "write", [new[] { id }, new { name = "Second, of the same second" }]);
        await desk.SendAsync(path, WebhookDesk.Native("crm.lead", id, mirror.Clock.GetUtcNow().UtcDateTime));
        await LookedAsync(1);

        await mirror.Control.CommitAsync(transaction);
        mirror.Clock.Advance(TimeSpan.FromSeconds(2));

        await WebhookDesk.UntilAsync(async () => await desk.NameAsync(id) == "Second, of the same second", "the second look sees it");
        await desk.EmptyAsync();
    }

    [Fact]
    public async Task A_deletion_that_is_not_committed_yet_is_found_at_a_later_look()
    {
        var (id, path) = (await LeadAsync("Going"), await desk.NewPathAsync());
        var transaction = await mirror.Control.BeginAsync("crm.lead", "unlink", [new[] { id }]);
        await desk.SendAsync($"{path}?event=deleted", WebhookDesk.Native("crm.lead", id));
        await LookedAsync(1);
        (await desk.NameAsync(id)).ShouldBe("Going");

        await mirror.Control.CommitAsync(transaction);
        mirror.Clock.Advance(TimeSpan.FromSeconds(1));

        await WebhookDesk.UntilAsync(async () => await desk.NameAsync(id) is null, "the second look finds it gone");
        await desk.EmptyAsync();
    }

    [Fact]
    public async Task What_is_rolled_back_is_looked_for_ever_more_seldom_and_given_up_after_ten_minutes()
    {
        var (id, path) = (await LeadAsync("Unmoved"), await desk.NewPathAsync());
        mirror.Clock.Advance(TimeSpan.FromSeconds(3));
        await desk.SendAsync(path, WebhookDesk.Native("crm.lead", id, mirror.Clock.GetUtcNow().UtcDateTime));
        await LookedAsync(1);

        var looks = 1;
        for (var minute = 0; minute < 11; minute++)
        {
            mirror.Clock.Advance(TimeSpan.FromMinutes(1));
            await WebhookDesk.UntilAsync(async () => await desk.LooksAsync() is var now && (now < 0 || now > looks), "it is looked at again");
            looks = await desk.LooksAsync() is > 0 and var seen ? seen : looks;
        }

        await desk.EmptyAsync();
        looks.ShouldBeLessThan(16);
        (await desk.NameAsync(id)).ShouldBe("Unmoved");
    }

    [Fact]
    public void Odoo_19_sends_after_the_commit_so_one_look_is_enough()
    {
        var early = new WebhookHint("crm.lead", [1]) { IsNative = true };

        new WebhookDoor(1, Major: 19).IsEarly(early).ShouldBeFalse();
        new WebhookDoor(1, Major: 18).IsEarly(early).ShouldBeTrue();
        new WebhookDoor(1, Major: 0).IsEarly(early).ShouldBeTrue();
        new WebhookDoor(1, Major: 19).IsEarly(early with { IsNative = false }).ShouldBeTrue();
        SecondLook.After(Entry(early: false, gone: true), new MirroredRow { Id = 1, State = "present" }, DateTimeOffset.UnixEpoch).ShouldBeNull();
    }

    [Theory]
    [InlineData(0, 300)]
    [InlineData(1, 600)]
    [InlineData(5, 9_600)]
    [InlineData(8, 60_000)]
    [InlineData(60, 60_000)]
    public void The_pause_doubles_up_to_a_minute(int looks, int milliseconds) =>
        SecondLook.After(Entry(early: true, gone: true) with { Looks = looks }, new MirroredRow { Id = 1, State = "present" }, DateTimeOffset.UnixEpoch)
            .ShouldBe(TimeSpan.FromMilliseconds(milliseconds));

    private static WebhookEntry Entry(bool early, bool gone) => new() { Entry = 1, Model = "crm.lead", Id = 1, Early = early, Gone = gone, ReceivedAt = DateTimeOffset.UnixEpoch };

    private async Task<long> LeadAsync(string name)
    {
        var id = await mirror.CreateAsync("crm.lead", new { name });
        await mirror.SyncCompletelyAsync();
        return id;
    }

    private Task LookedAsync(int times) => WebhookDesk.UntilAsync(async () => await desk.LooksAsync() == times, $"it is looked at {times} times");
}
