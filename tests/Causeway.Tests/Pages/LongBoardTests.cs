using System.Globalization;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Causeway.Tests.Pages;

public sealed class LongBoardTests(TestBrowser browser, LongBoardServer server) : PageTests(browser, server), IClassFixture<LongBoardServer>
{
    /// <summary>What the board brings of a column at once.</summary>
    private const int First = 50;

    [Theory]
    [InlineData(Device.Desktop)]
    [InlineData(Device.Phone)]
    public async Task A_long_column_brings_its_further_cards_as_one_scrolls_to_its_end_in_the_order_that_one_chose(Device device)
    {
        var all = (await Server.InOdoo.LeadsAsync()).Where(lead => lead.IsOnBoard && lead.Stage == 1).ToList();
        all.Count.ShouldBeGreaterThan(2 * First);
        var (first, sorted) = (all.OrderByDescending(lead => lead.Priority, StringComparer.Ordinal).ThenByDescending(lead => lead.Id).First(), all.OrderByDescending(lead => lead.Revenue).ThenByDescending(lead => lead.Id).ToList());
        var visitor = await SignedInAsync(device);
        var board = await BoardPage.OpenAsync(visitor);
        var column = board.Column("New");
        await Expect(column.At(1)).ToContainTextAsync(first.Name);

        await column.ScrollToAsync(20);
        await board.SortAsync("Highest value first");
        await Expect(visitor.Page).ToHaveURLAsync($"{Server.Address}/opportunities?sort=-value");
        await Expect(column.At(1)).ToContainTextAsync(sorted[0].Name);
        await visitor.Page.ReloadAsync();
        await Expect(column.At(1)).ToContainTextAsync(sorted[0].Name);
        await column.ScrollToAsync(all.Count);

        await Expect(column.At(all.Count)).ToContainTextAsync(sorted[^1].Name);
        await Expect(column.Count).ToHaveTextAsync(all.Count.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_card_that_is_scrolled_out_of_sight_while_it_is_carried_can_still_be_dropped()
    {
        var id = await Server.AddOpportunityAsync("Carried far", "New");
        var visitor = await SignedInAsync(Device.Desktop);
        var board = await BoardPage.OpenAsync(visitor);
        var card = board.Card("Carried far");

        await card.CarryOverAsync(board.Column("New"));
        await visitor.Page.Mouse.WheelAsync(0, 3_000);
        await Expect(card.Self).Not.ToBeInViewportAsync();
        await card.TakeOnToAsync(board.Column("Qualified"));
        await visitor.Page.Mouse.UpAsync();

        await Expect(board.Column("Qualified").Card("Carried far")).ToHaveAttributeAsync("aria-busy", "false");
        (await Server.InOdoo.LeadAsync(id)).Stage.ShouldBe(await Server.InOdoo.StageAsync("Qualified"));
    }

    [Fact]
    public async Task Only_the_cards_in_view_are_drawn()
    {
        var board = await BoardPage.OpenAsync(await SignedInAsync(Device.Desktop));

        await Expect(board.Column("New").Cards.First).ToBeVisibleAsync();

        (await board.Column("New").Cards.CountAsync()).ShouldBeLessThan(First / 2);
    }
}
