using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Causeway.Tests.Pages;

/// <summary>An open board follows what happens elsewhere.</summary>
public sealed class LiveBoardTests(TestBrowser browser, DemoServer server) : PageTests(browser, server), IClassFixture<DemoServer>
{
    [Theory]
    [InlineData(Device.Desktop)]
    [InlineData(Device.Phone)]
    public async Task A_change_made_in_Odoo_appears_by_itself(Device device)
    {
        var id = await Server.AddOpportunityAsync($"Changed in Odoo, {device}", "New");
        var board = await OpenLiveAsync(await SignedInAsync(device));

        await Server.InOdoo.WriteLeadAsync(id, new { name = $"Renamed in Odoo, {device}", stage_id = await Server.InOdoo.StageAsync("Qualified") });
        await Server.SyncAsync();

        await Expect(board.Column("Qualified").Card($"Renamed in Odoo, {device}")).ToHaveCountAsync(1);
        await Expect(board.Card($"Changed in Odoo, {device}").Self).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_stage_renamed_in_Odoo_is_renamed_on_the_board()
    {
        var won = await Server.InOdoo.StageAsync("Won");
        var board = await OpenLiveAsync(await SignedInAsync(Device.Desktop));

        await Server.InOdoo.WriteAsync("crm.stage", won, new { name = "Celebrated" });
        await Server.SyncAsync();

        await Expect(board.Column("Celebrated").Self).ToBeVisibleAsync();
        await Server.InOdoo.WriteAsync("crm.stage", won, new { name = "Won" });
        await Server.SyncAsync();
        await Expect(board.Column("Won").Self).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_card_moved_by_one_person_moves_before_the_eyes_of_another()
    {
        var lukas = Server.User("lukas.berg");
        await Server.AddOpportunityAsync("Watched", "New", lukas.Id);
        var watching = await OpenLiveAsync(await SignedInAsync(Device.Desktop));
        var moving = await OpenLiveAsync(await SignedInAsync(Device.Phone, lukas.Login));

        await moving.Card("Watched").ChooseStageAsync("Proposition");

        await Expect(watching.Column("Proposition").Card("Watched")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_opportunity_given_to_the_other_team_leaves_the_board_of_the_first()
    {
        var (lukas, ingrid) = (Server.User("lukas.berg"), Server.User("ingrid.larsen"));
        var id = await Server.AddOpportunityAsync("Given away", "New", lukas.Id);
        var board = await OpenLiveAsync(await SignedInAsync(Device.Desktop, lukas.Login));
        await Expect(board.Card("Given away").Self).ToBeVisibleAsync();

        await Server.InOdoo.WriteLeadAsync(id, new { user_id = ingrid.Id });
        await Server.SyncAsync();

        await Expect(board.Card("Given away").Self).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData(Device.Desktop)]
    [InlineData(Device.Phone)]
    public async Task An_opportunity_made_on_the_board_is_in_Odoo_in_its_makers_name(Device device)
    {
        var (name, lukas) = ($"Made on a {device}", Server.User("lukas.berg"));
        var board = await OpenLiveAsync(await SignedInAsync(device, lukas.Login));

        await board.Column("New").AddAsync(name, "4200");

        await Expect(board.Toasts).ToContainTextAsync($"“{name}” was created in Odoo");
        await Expect(board.Column("New").Card(name)).ToContainTextAsync("€4,200");
        var made = (await Server.InOdoo.LeadsAsync()).Single(lead => lead.Name == name);
        made.ShouldSatisfyAllConditions(
            () => made.Stage.ShouldBe(1),
            () => made.User.ShouldBe(lukas.Id),
            () => made.Revenue.ShouldBe(4_200));
    }

    [Fact]
    public async Task What_Odoo_does_not_let_be_made_is_said_and_stays_in_the_form()
    {
        var board = await OpenLiveAsync(await SignedInAsync(Device.Desktop));
        // The form sends an Idempotency-Key, by which a create goes through load.
        await Server.InOdoo.RefuseAsync("crm.lead", "load", "odoo.exceptions.ValidationError", "Every opportunity needs a customer.");

        await board.Column("New").AddAsync("Without a customer", "1");

        await Expect(board.Toasts).ToContainTextAsync("Every opportunity needs a customer.");
        await Expect(board.Column("New").Self.GetByLabel("Name of the opportunity")).ToHaveValueAsync("Without a customer");
        (await Server.InOdoo.LeadsAsync()).ShouldNotContain(lead => lead.Name == "Without a customer");
    }

    [Theory]
    [InlineData(Device.Desktop)]
    [InlineData(Device.Phone)]
    public async Task A_board_whose_network_is_gone_or_whose_server_stopped_says_so_and_comes_back_by_itself(Device device)
    {
        var name = $"Renamed in the dark, {device}";
        var id = await Server.AddOpportunityAsync($"Before the stop, {device}", "New");
        var visitor = await SignedInAsync(device);
        var board = await OpenLiveAsync(visitor);
        await visitor.Context.SetOfflineAsync(true);
        await Expect(board.LiveMark).ToContainTextAsync("Offline · as of ");
        await visitor.Context.SetOfflineAsync(false);
        await board.FollowAsync();

        await Server.StopAsync();
        await Expect(board.LiveMark).ToContainTextAsync("Offline · as of ");
        await Expect(board.Card($"Before the stop, {device}").Self).ToBeVisibleAsync();
        await Server.InOdoo.WriteLeadAsync(id, new { name });
        await Server.StartAgainAsync();
        await Server.SyncAsync();

        await board.FollowAsync();
        await Expect(board.Card(name).Self).ToBeVisibleAsync();
    }

    private static async Task<BoardPage> OpenLiveAsync(Visitor visitor)
    {
        var board = await BoardPage.OpenAsync(visitor);
        await board.FollowAsync();
        return board;
    }
}
