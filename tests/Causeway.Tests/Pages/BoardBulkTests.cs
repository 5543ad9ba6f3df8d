using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Causeway.Tests.Pages;

/// <summary>Several cards of the board, chosen and changed at once.</summary>
public sealed class BoardBulkTests(TestBrowser browser, DemoServer server) : PageTests(browser, server), IClassFixture<DemoServer>
{
    [Theory]
    [InlineData(Device.Desktop)]
    [InlineData(Device.Phone)]
    public async Task Chosen_cards_are_moved_at_once_on_every_board_and_in_Odoo(Device device)
    {
        var ids = await AddAsync($"Several on a {device}", 4);
        var visitor = await SignedInAsync(device);
        var board = await BoardPage.OpenAsync(visitor, $"?q=Several+on+a+{device}");
        var colleague = await BoardPage.OpenAsync(await SignedInAsync(Device.Desktop), $"?q=Several+on+a+{device}");
        await colleague.FollowAsync();
        var cards = board.Column("New").Cards;
        await Expect(cards).ToHaveCountAsync(4);

        if (device == Device.Phone)
        {
            await board.Card($"Several on a {device} 4").ChooseAsync("Select");
            await board.Card($"Several on a {device} 3").Self.TapAsync();
            await board.Card($"Several on a {device} 2").Self.TapAsync();
        }
        else
        {
            await cards.First.HoverAsync();
            await cards.First.GetByRole(AriaRole.Checkbox).ClickAsync();
            await cards.Nth(2).HoverAsync();
            await cards.Nth(2).GetByRole(AriaRole.Checkbox).ClickAsync(new() { Modifiers = [KeyboardModifier.Shift] });
        }

        await Expect(board.ChosenCount).ToHaveTextAsync("3 chosen");
        await board.ChangeChosenAsync("Move to stage", "Qualified");

        await Expect(board.BulkBar).ToBeHiddenAsync();
        await Expect(colleague.Column("Qualified").Cards).ToHaveCountAsync(3);
        await Expect(board.Column("Qualified").Cards).ToHaveCountAsync(3);
        await Expect(board.Column("New").Card($"Several on a {device} 1")).ToHaveAttributeAsync("aria-busy", "false");
        var (left, qualified) = (await Server.InOdoo.StageAsync("New"), await Server.InOdoo.StageAsync("Qualified"));
        (await StagesAsync(ids)).ShouldBe([left, qualified, qualified, qualified]);
    }

    [Fact]
    public async Task By_the_keyboard_alone_cards_are_chosen_given_to_somebody_and_let_go()
    {
        var ids = await AddAsync("By keys", 3);
        var visitor = await SignedInAsync(Device.Desktop);
        var board = await BoardPage.OpenAsync(visitor, "?q=By+keys");
        var keys = visitor.Page.Keyboard;
        await board.Card("By keys 3").FocusAsync();

        await keys.PressAsync("x");
        await Expect(board.ChosenCount).ToHaveTextAsync("1 chosen");
        await keys.PressAsync("ArrowDown");
        await keys.PressAsync("ArrowDown");
        await Expect(board.Card("By keys 1").Handle).ToBeFocusedAsync();
        await keys.PressAsync("Shift+X");
        await Expect(board.ChosenCount).ToHaveTextAsync("3 chosen");
        await keys.PressAsync("ArrowUp");
        await keys.PressAsync("x");
        await Expect(board.ChosenCount).ToHaveTextAsync("2 chosen");
        await keys.PressAsync("b");
        await keys.PressAsync("Tab");
        await keys.PressAsync("Enter");
        await Expect(visitor.Page.GetByRole(AriaRole.Menu)).ToBeVisibleAsync();
        await keys.TypeAsync("Lukas");
        await Expect(visitor.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Lukas Berg" })).ToBeFocusedAsync();
        await keys.PressAsync("Enter");

        await Expect(board.Card("By keys 3").Self.GetByLabel("Lukas Berg")).ToBeVisibleAsync();
        var lukas = Server.User("lukas.berg").Id;
        (await UsersAsync(ids)).ShouldBe([lukas, Server.Odoo.Admin.Id, lukas]);
        await board.Card("By keys 1").FocusAsync();
        await keys.PressAsync("x");
        await Expect(board.BulkBar).ToBeVisibleAsync();
        await keys.PressAsync("Escape");
        await Expect(board.BulkBar).ToBeHiddenAsync();
        await Expect(board.ChosenCount).ToBeEmptyAsync();
    }

    [Fact]
    public async Task A_chosen_card_that_is_dragged_takes_the_others_with_it_but_none_that_a_colleague_moved_meanwhile()
    {
        var ids = await AddAsync("Together", 4);
        var visitor = await SignedInAsync(Device.Desktop);
        var board = await BoardPage.OpenAsync(visitor, "?q=Together");
        await board.Card("Together 1").Self.ClickAsync(new() { Modifiers = [KeyboardModifier.Control] });
        await board.Card("Together 3").Self.ClickAsync();
        await board.Card("Together 4").Self.ClickAsync();
        await Expect(board.ChosenCount).ToHaveTextAsync("3 chosen");
        var proposition = await Server.InOdoo.StageAsync("Proposition");
        await Server.InOdoo.WriteLeadAsync(ids[3], new { stage_id = proposition });

        await board.Card("Together 3").CarryOverAsync(board.Column("Qualified"));
        await Expect(board.Card("Together 3").Lifted).ToContainTextAsync("3");
        await visitor.Page.Mouse.UpAsync();

        await Expect(board.Outcome).ToContainTextAsync("Together 4Somebody changed it meanwhile, so it was left as it is: Proposition · ");
        await board.CloseOutcomeAsync();
        await Expect(board.Column("Qualified").Cards).ToHaveCountAsync(2);
        await Expect(board.Column("Proposition").Card("Together 4")).ToHaveCountAsync(1);
        await Expect(board.ChosenCount).ToHaveTextAsync("1 chosen");
        var (left, qualified) = (await Server.InOdoo.StageAsync("New"), await Server.InOdoo.StageAsync("Qualified"));
        (await StagesAsync(ids)).ShouldBe([qualified, left, qualified, proposition]);
    }

    [Theory]
    [InlineData(Device.Desktop)]
    [InlineData(Device.Phone)]
    public async Task What_stayed_as_it_was_is_told_with_its_reason_and_stays_chosen_to_be_done_knowingly(Device device)
    {
        var name = $"Partly on a {device}";
        var ids = await AddAsync(name, 3);
        var visitor = await SignedInAsync(device);
        var board = await BoardPage.OpenAsync(visitor, $"?q=Partly+on+a+{device}");
        await board.Card($"{name} 1").ChooseAsync("Select");
        await Expect(board.ChosenCount).ToHaveTextAsync("1 chosen");
        await visitor.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Select the 3 loaded cards in New" }).ClickAsync();
        await Expect(board.ChosenCount).ToHaveTextAsync("3 chosen");
        await Server.InOdoo.DeleteLeadAsync(ids[1]);
        await Server.InOdoo.WriteLeadAsync(ids[2], new { stage_id = await Server.InOdoo.StageAsync("Qualified"), user_id = Server.User("sofia.rossi").Id });

        await LoseAsync(board, visitor);

        await Expect(board.Outcome.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(2);
        await Expect(board.Outcome).ToContainTextAsync($"{name} 2It is no longer there");
        await Expect(board.Outcome).ToContainTextAsync($"{name} 3Somebody changed it meanwhile, so it was left as it is: Qualified · Sofia Rossi");
        await board.CloseOutcomeAsync();
        await Expect(board.ChosenCount).ToHaveTextAsync("2 chosen");
        await Expect(board.Column("Qualified").Card($"{name} 3")).ToHaveCountAsync(1);
        await Expect(board.Cards).ToHaveCountAsync(1);
        (await InOdooAsync([ids[0], ids[2]])).Select(lead => lead.IsOnBoard).ShouldBe([false, true]);

        await LoseAsync(board, visitor);

        await Expect(board.Outcome.GetByRole(AriaRole.Listitem)).ToHaveTextAsync([$"{name} 2It is no longer there, or you may no longer see it."]);
        (await Server.InOdoo.LeadAsync(ids[2])).IsOnBoard.ShouldBeFalse();
    }

    private static async Task LoseAsync(BoardPage board, Visitor visitor)
    {
        await board.BulkBar.GetByRole(AriaRole.Button, new() { Name = "Lost" }).ClickAsync();
        await visitor.Page.GetByLabel("Reason").SelectOptionAsync("Too expensive");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Mark as lost" }).ClickAsync();
    }

    [Fact]
    public async Task A_card_marked_as_lost_by_its_menu_is_brought_back_by_undoing_it()
    {
        var id = (await AddAsync("Lost by menu", 1)).Single();
        var visitor = await SignedInAsync(Device.Phone);
        var board = await BoardPage.OpenAsync(visitor, "?q=Lost+by+menu");

        await board.Card("Lost by menu 1").ChooseAsync("Mark as lost…");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Mark as lost" }).ClickAsync();
        await Expect(board.Cards).ToHaveCountAsync(0);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();

        await Expect(board.Column("New").Card("Lost by menu 1")).ToHaveAttributeAsync("aria-busy", "false");
        (await Server.InOdoo.LeadAsync(id)).IsOnBoard.ShouldBeTrue();
    }

    [Fact]
    public async Task A_card_opens_its_page_by_a_press_and_is_lifted_by_the_space_bar()
    {
        var id = (await AddAsync("Opened", 1)).Single();
        var visitor = await SignedInAsync(Device.Desktop);
        var board = await BoardPage.OpenAsync(visitor, "?q=Opened");

        await board.LiftAsync("Opened 1", "New");
        await visitor.Page.Keyboard.PressAsync("Escape");
        await board.Card("Opened 1").FocusAsync();
        await visitor.Page.Keyboard.PressAsync("Enter");

        await Expect(visitor.Page).ToHaveURLAsync($"{Server.Address}/leads/{id}");
        await visitor.Page.GoBackAsync();
        await board.Card("Opened 1").Self.ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Opened 1");
    }

    /// <summary>So many in the first stage; the last made stands first there.</summary>
    private async Task<IReadOnlyList<long>> AddAsync(string name, int count)
    {
        var ids = new List<long>();
        for (var number = 1; number <= count; number++)
            ids.Add(await Server.AddOpportunityAsync($"{name} {number}", "New"));
        return ids;
    }

    private async Task<IEnumerable<long?>> StagesAsync(IReadOnlyList<long> ids) => (await InOdooAsync(ids)).Select(lead => lead.Stage);

    private async Task<IEnumerable<long?>> UsersAsync(IReadOnlyList<long> ids) => (await InOdooAsync(ids)).Select(lead => lead.User);

    private async Task<IEnumerable<OdooLead>> InOdooAsync(IReadOnlyList<long> ids)
    {
        var leads = await Server.InOdoo.LeadsAsync();
        return ids.Select(id => leads.Single(lead => lead.Id == id));
    }
}
