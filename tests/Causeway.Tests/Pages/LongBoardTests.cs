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
    public async Task A_long_column_brings_its_further_cards_as_one_scrolls_to_its_end(Device device)
    {
        var all = (await Server.InOdoo.LeadsAsync()).Where(lead => lead.IsOnBoard && lead.Stage == 1)
            .OrderByDescending(lead => lead.Priority, StringComparer.Ordinal).ThenByDescending(lead => lead.Id).ToList();
        all.Count.ShouldBeGreaterThan(2 * First);
        var board = await BoardPage.OpenAsync(await SignedInAsync(device));
        var column = board.Column("New");

        await column.ScrollToAsync(all.Count);

        await Expect(column.At(all.Count)).ToContainTextAsync(all[^1].Name);
        await Expect(column.Count).ToHaveTextAsync(all.Count.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Only_the_cards_in_view_are_drawn()
    {
        var board = await BoardPage.OpenAsync(await SignedInAsync(Device.Desktop));

        await Expect(board.Column("New").Cards.First).ToBeVisibleAsync();

        (await board.Column("New").Cards.CountAsync()).ShouldBeLessThan(First / 2);
    }
}
