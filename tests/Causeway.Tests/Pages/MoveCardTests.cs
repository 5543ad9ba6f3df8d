using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Causeway.Tests.Pages;

/// <summary>A card moved on the board is moved in Odoo, or goes back.</summary>
public sealed class MoveCardTests(TestBrowser browser, DemoServer server) : PageTests(browser, server), IClassFixture<DemoServer>
{
    [Fact]
    public async Task A_card_dragged_with_the_mouse_is_moved_in_Odoo_and_stays()
    {
        var id = await Server.AddOpportunityAsync("Dragged by mouse", "New");
        var visitor = await SignedInAsync(Device.Desktop);
        var board = await BoardPage.OpenAsync(visitor);

        await board.Card("Dragged by mouse").DragToAsync(board.Column("Qualified"));

        await ShouldStandInAsync("Qualified", id, "Dragged by mouse", visitor);
    }

    [Fact]
    public async Task A_move_is_taken_back_by_undoing_it()
    {
        var id = await Server.AddOpportunityAsync("Moved and back", "New");
        var visitor = await SignedInAsync(Device.Desktop);
        var board = await BoardPage.OpenAsync(visitor);

        await board.Card("Moved and back").DragToAsync(board.Column("Won"));
        await Expect(board.Toasts).ToContainTextAsync("“Moved and back” is in Won");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();

        await Expect(board.Toasts.Filter(new() { HasText = "“Moved and back” is in New" })).ToBeVisibleAsync();
        await ShouldStandInAsync("New", id, "Moved and back", visitor);
    }

    [Fact]
    public async Task A_card_moved_with_the_keyboard_is_told_of_on_the_way_and_keeps_the_focus()
    {
        var id = await Server.AddOpportunityAsync("Moved by keyboard", "New");
        var visitor = await SignedInAsync(Device.Desktop);
        var board = await BoardPage.OpenAsync(visitor);
        var card = board.Card("Moved by keyboard");

        await board.LiftAsync("Moved by keyboard", "New");
        await visitor.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(board.Announcement).ToHaveTextAsync("Moved by keyboard is over Qualified.");
        await visitor.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(board.Announcement).ToHaveTextAsync("Moved by keyboard is over Proposition.");
        await visitor.Page.Keyboard.PressAsync("Space");

        await Expect(board.Announcement).ToHaveTextAsync("Moved by keyboard dropped on Proposition. Saving in Odoo.");
        await Expect(card.Handle).ToBeFocusedAsync();
        await ShouldStandInAsync("Proposition", id, "Moved by keyboard", visitor);
    }

    [Fact]
    public async Task Escape_puts_a_lifted_card_back()
    {
        var id = await Server.AddOpportunityAsync("Put back", "New");
        var visitor = await SignedInAsync(Device.Desktop);
        var board = await BoardPage.OpenAsync(visitor);

        await board.LiftAsync("Put back", "New");
        await visitor.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(board.Announcement).ToHaveTextAsync("Put back is over Qualified.");
        await visitor.Page.Keyboard.PressAsync("Escape");

        await Expect(board.Announcement).ToHaveTextAsync("Put back put back in New.");
        await ShouldStandInAsync("New", id, "Put back", visitor);
    }

    [Theory]
    [InlineData(Device.Desktop)]
    [InlineData(Device.Phone)]
    public async Task A_card_can_be_moved_by_its_menu(Device device)
    {
        var name = $"By menu on a {device}";
        var id = await Server.AddOpportunityAsync(name, "New");
        var visitor = await SignedInAsync(device);
        var board = await BoardPage.OpenAsync(visitor);

        await board.Card(name).ChooseStageAsync("Negotiation");

        await ShouldStandInAsync("Negotiation", id, name, visitor);
    }

    [Fact]
    public async Task A_finger_that_rests_on_a_card_carries_it_to_a_stages_name()
    {
        var id = await Server.AddOpportunityAsync("By finger", "New");
        var visitor = await SignedInAsync(Device.Phone);
        var board = await BoardPage.OpenAsync(visitor);

        await board.Card("By finger").CarryByFingerToAsync("Qualified", board.StageName("Qualified"));

        await ShouldStandInAsync("Qualified", id, "By finger", visitor);
    }

    [Fact]
    public async Task A_finger_that_holds_a_card_at_the_edge_brings_the_next_stage()
    {
        var id = await Server.AddOpportunityAsync("By finger to the edge", "New");
        var visitor = await SignedInAsync(Device.Phone);
        var board = await BoardPage.OpenAsync(visitor);

        await board.Card("By finger to the edge").CarryByFingerToTheEdgeAsync("Qualified");

        await ShouldStandInAsync("Qualified", id, "By finger to the edge", visitor);
    }

    [Fact]
    public async Task A_finger_that_does_not_rest_turns_to_the_next_stage_and_lifts_nothing()
    {
        var id = await Server.AddOpportunityAsync("Swiped over", "New");
        var visitor = await SignedInAsync(Device.Phone);
        var board = await BoardPage.OpenAsync(visitor);
        await Expect(board.StageName("New")).ToHaveAttributeAsync("aria-current", "true");

        await board.Card("Swiped over").SwipeAsync(-250);

        await Expect(board.StageName("Qualified")).ToHaveAttributeAsync("aria-current", "true");
        await Expect(board.Card("Swiped over").Lifted).ToHaveCountAsync(0);
        await ShouldStandInAsync("New", id, "Swiped over", visitor);
    }

    [Theory]
    [InlineData(Device.Desktop)]
    [InlineData(Device.Phone)]
    public async Task A_card_is_marked_until_Odoo_has_confirmed_the_move(Device device)
    {
        var name = $"On its way on a {device}";
        var id = await Server.AddOpportunityAsync(name, "New");
        var visitor = await SignedInAsync(device);
        var board = await BoardPage.OpenAsync(visitor);
        await Server.InOdoo.HoldAsync("crm.lead", "write");

        await board.Card(name).ChooseStageAsync("Qualified");

        await Expect(board.Column("Qualified").Card(name)).ToHaveAttributeAsync("aria-busy", "true");
        await Expect(board.Card(name).Pending).ToBeAttachedAsync();
        (await Server.InOdoo.LeadAsync(id)).Stage.ShouldBe(await Server.InOdoo.StageAsync("New"));
        await Server.InOdoo.MendAsync();
        await ShouldStandInAsync("Qualified", id, name, visitor);
    }

    [Theory]
    [InlineData(Device.Desktop)]
    [InlineData(Device.Phone)]
    public async Task A_moved_card_goes_back_with_Odoos_words_when_Odoo_refuses_it(Device device)
    {
        var name = $"Refused on a {device}";
        var id = await Server.AddOpportunityAsync(name, "New");
        var visitor = await SignedInAsync(device);
        var board = await BoardPage.OpenAsync(visitor);
        await Server.InOdoo.RefuseAsync("crm.lead", "write", "odoo.exceptions.ValidationError", "A qualified opportunity needs a phone number.");

        await board.Card(name).ChooseStageAsync("Qualified");

        await Expect(board.Toasts).ToContainTextAsync($"“{name}” went back to New");
        await Expect(board.Toasts).ToContainTextAsync("A qualified opportunity needs a phone number.");
        await ShouldStandInAsync("New", id, name, visitor);
    }

    [Fact]
    public async Task A_move_that_Odoos_access_rights_forbid_says_so_in_Odoos_words()
    {
        var id = await Server.AddOpportunityAsync("Forbidden in Odoo", "New");
        var visitor = await SignedInAsync(Device.Desktop);
        var board = await BoardPage.OpenAsync(visitor);
        await Server.InOdoo.ForbidAsync(Server.Odoo.Admin.Login, "crm.lead", "write");

        await board.Card("Forbidden in Odoo").DragToAsync(board.Column("Won"));

        await Expect(board.Toasts).ToContainTextAsync("You are not allowed to modify");
        await ShouldStandInAsync("New", id, "Forbidden in Odoo", visitor);
    }

    [Fact]
    public async Task A_colleagues_card_goes_back_and_says_who_may_move_it()
    {
        var id = await Server.AddOpportunityAsync("Sofias", "New", Server.User("sofia.rossi").Id);
        var visitor = await SignedInAsync(Device.Desktop, "lukas.berg");
        var board = await BoardPage.OpenAsync(visitor);

        await board.Card("Sofias").DragToAsync(board.Column("Qualified"));

        await Expect(board.Toasts).ToContainTextAsync("Only its salesperson, their manager or an administrator may change this record.");
        await ShouldStandInAsync("New", id, "Sofias", visitor);
    }

    [Fact]
    public async Task A_move_while_Odoo_is_down_goes_back_and_says_why()
    {
        var id = await Server.AddOpportunityAsync("Odoo is down", "New");
        var visitor = await SignedInAsync(Device.Desktop);
        var board = await BoardPage.OpenAsync(visitor);
        await Server.InOdoo.GoDownAsync();

        await board.Card("Odoo is down").DragToAsync(board.Column("Qualified"));

        await Expect(board.Toasts).ToContainTextAsync("Odoo cannot be reached.");
        await Server.InOdoo.MendAsync();
        await ShouldStandInAsync("New", id, "Odoo is down", visitor);
    }

    [Fact]
    public async Task A_move_made_on_an_old_board_is_refused_and_shows_what_Odoo_holds()
    {
        var id = await Server.AddOpportunityAsync("Moved meanwhile", "New");
        var visitor = await SignedInAsync(Device.Desktop);
        var board = await BoardPage.OpenAsync(visitor);
        await Server.InOdoo.WriteLeadAsync(id, new { stage_id = await Server.InOdoo.StageAsync("Proposition") });

        await board.Card("Moved meanwhile").DragToAsync(board.Column("Qualified"));

        await Expect(board.Toasts).ToContainTextAsync("“Moved meanwhile” was changed by someone else");
        await ShouldStandInAsync("Proposition", id, "Moved meanwhile", visitor);
    }

    [Fact]
    public async Task A_card_that_is_gone_from_Odoo_is_said_to_be_gone()
    {
        var id = await Server.AddOpportunityAsync("Deleted meanwhile", "New");
        var visitor = await SignedInAsync(Device.Desktop);
        var board = await BoardPage.OpenAsync(visitor);
        await Server.InOdoo.DeleteLeadAsync(id);

        await board.Card("Deleted meanwhile").DragToAsync(board.Column("Qualified"));

        await Expect(board.Toasts).ToContainTextAsync("“Deleted meanwhile” is no longer there");
        await Expect(board.Card("Deleted meanwhile").Self).ToHaveCountAsync(0);
    }

    /// <summary>On the board and in Odoo, now and after a reload.</summary>
    private async Task ShouldStandInAsync(string stage, long id, string name, Visitor visitor)
    {
        var board = new BoardPage(visitor.Page);
        await Expect(board.Column(stage).Card(name)).ToHaveAttributeAsync("aria-busy", "false");
        (await Server.InOdoo.LeadAsync(id)).Stage.ShouldBe(await Server.InOdoo.StageAsync(stage));
        await visitor.Page.ReloadAsync();
        await Expect(board.Column(stage).Card(name)).ToHaveCountAsync(1);
        await Expect(board.Card(name).Self).ToHaveCountAsync(1);
    }
}
