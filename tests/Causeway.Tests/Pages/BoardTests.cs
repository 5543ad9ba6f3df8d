using System.Globalization;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Causeway.Tests.Pages;

public sealed class BoardTests(TestBrowser browser, DemoServer server) : PageTests(browser, server), IClassFixture<DemoServer>
{
    [Theory]
    [InlineData(Device.Desktop)]
    [InlineData(Device.Phone)]
    public async Task The_columns_stand_in_Odoos_order_with_the_count_and_sum_of_all_their_opportunities(Device device)
    {
        var visitor = await SignedInAsync(device);
        var board = await BoardPage.OpenAsync(visitor);

        var stages = await Server.InOdoo.StagesAsync();
        var leads = await Server.InOdoo.LeadsAsync();
        foreach (var (stage, index) in stages.Select((stage, index) => (stage, index)))
        {
            var open = leads.Where(lead => lead.IsOnBoard && lead.Stage == stage.Id).ToList();
            await Expect(board.Columns.Nth(index)).ToHaveAttributeAsync("aria-label", stage.Name);
            await Expect(board.Column(stage.Name).Count).ToHaveTextAsync(open.Count.ToString(CultureInfo.InvariantCulture));
            await Expect(board.Column(stage.Name).Value).ToHaveTextAsync(open.Sum(lead => lead.Revenue).ToString("€#,##0", CultureInfo.InvariantCulture));
        }

        await Expect(board.Columns).ToHaveCountAsync(stages.Count);
    }

    [Fact]
    public async Task A_card_dragged_with_the_mouse_is_moved_in_Odoo_and_stays()
    {
        var id = await Server.AddOpportunityAsync("Dragged by mouse", "New");
        var visitor = await SignedInAsync(Device.Desktop);
        var board = await BoardPage.OpenAsync(visitor);

        await board.Card("Dragged by mouse").DragToAsync(board.Column("Qualified"));

        await Expect(board.Column("Qualified").Card("Dragged by mouse")).ToBeVisibleAsync();
        await Expect(board.Card("Dragged by mouse").Pending).ToHaveCountAsync(0);
        (await Server.InOdoo.LeadAsync(id)).Stage.ShouldBe(await Server.InOdoo.StageAsync("Qualified"));
        await visitor.Page.ReloadAsync();
        await Expect(board.Column("Qualified").Card("Dragged by mouse")).ToBeVisibleAsync();
    }
}
