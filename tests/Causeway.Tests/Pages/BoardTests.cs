using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Causeway.Tests.Pages;

/// <summary>What the board shows, and of whom.</summary>
public sealed class BoardTests(TestBrowser browser, DemoServer server) : PageTests(browser, server), IClassFixture<DemoServer>
{
    [Theory]
    [InlineData(Device.Desktop)]
    [InlineData(Device.Phone)]
    public async Task The_columns_stand_in_Odoos_order_with_the_count_and_sum_of_all_their_opportunities(Device device)
    {
        var board = await BoardPage.OpenAsync(await SignedInAsync(device));

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
    public async Task A_card_tells_customer_value_and_who_sells_and_leads_to_Odoo()
    {
        var id = await Server.AddOpportunityAsync("Forty desks", "New", Server.User("anna.keller").Id, revenue: 12_345);
        var visitor = await SignedInAsync(Device.Desktop);
        var card = (await BoardPage.OpenAsync(visitor)).Card("Forty desks");

        await Expect(card.Self).ToContainTextAsync("€12,345");
        await Expect(card.Self).ToContainTextAsync("No customer");
        await Expect(card.Self.GetByRole(AriaRole.Img, new() { Name = "Anna Keller" })).ToBeVisibleAsync();
        await Expect(card.Self.GetByRole(AriaRole.Img, new() { Name = "Priority 3 of 3" })).ToBeVisibleAsync();
        await card.OpenMenuAsync();
        var link = visitor.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Open in Odoo" });
        var address = (await link.GetAttributeAsync("href")).ShouldNotBeNull();
        address.ShouldStartWith(Server.Odoo.Url);
        address.ShouldContain(id.ToString(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData(Device.Desktop)]
    [InlineData(Device.Phone)]
    public async Task A_card_tells_what_is_to_be_done_next_which_is_planned_from_its_menu(Device device)
    {
        var name = $"Nothing planned on a {device}";
        await Server.AddOpportunityAsync(name, "New");
        var visitor = await SignedInAsync(device);
        var card = (await BoardPage.OpenAsync(visitor)).Card(name);
        await Expect(card.Next).ToHaveTextAsync("Nothing planned");

        await card.ChooseAsync("Plan an activity…");
        await Expect(visitor.Page.GetByLabel("Summary")).ToBeFocusedAsync();
        await visitor.Page.GetByLabel("Summary").FillAsync("Send them the oak samples");
        await visitor.Page.GetByLabel("Summary").PressAsync("Enter");

        await Expect(card.Next).ToHaveAttributeAsync("data-state", "today");
        await Expect(card.Next).ToHaveTextAsync("To do today: Send them the oak samples");
        await Expect(card.Handle).ToBeFocusedAsync();
    }

    [Fact]
    public async Task The_list_behind_the_board_shows_what_passes_its_filters()
    {
        await Server.AddOpportunityAsync("Not of this tag", "New");
        await Server.InOdoo.WriteLeadAsync(await Server.AddOpportunityAsync("Of this tag", "New"), new { tag_ids = new object[] { new object[] { 6, 0, new[] { 1 } } } });
        await Server.SyncAsync();
        var visitor = await SignedInAsync(Device.Desktop);
        var board = await BoardPage.OpenAsync(visitor, "?tag_id=1&min_value=900&max_value=1100&q=of+this+tag");
        await Expect(board.Cards).ToHaveCountAsync(1);
        await Expect(visitor.Page.GetByRole(AriaRole.List, new() { Name = "Filter" })).ToContainTextAsync("Worth at most€1,100");

        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "As a list" }).ClickAsync();

        await Expect(visitor.Page.GetByRole(AriaRole.List, new() { Name = "Filter" })).ToContainTextAsync("Worth at most1,100");
        await Expect(new ListPage(visitor.Page).Total).ToHaveTextAsync("1 opportunity");
        await Expect(new ListPage(visitor.Page).Row("Of this tag")).ToBeVisibleAsync();
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Board", Exact = true }).ClickAsync();
        await Expect(board.Cards).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_column_that_was_folded_stays_so_and_takes_its_cards_again()
    {
        var visitor = await SignedInAsync(Device.Desktop);
        var board = await BoardPage.OpenAsync(visitor);
        await board.Column("Proposition").Self.HoverAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Fold Proposition" }).ClickAsync();

        await visitor.Page.ReloadAsync();

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Unfold Proposition" }).ClickAsync();
        await Expect(board.Column("Proposition").Cards.First).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(Device.Desktop)]
    [InlineData(Device.Phone)]
    public async Task A_salesperson_sees_their_teams_opportunities_and_nobodys_and_no_others(Device device)
    {
        var lukas = Server.User("lukas.berg");
        await Server.AddOpportunityAsync($"A colleague's, {device}", "New", Server.User("sofia.rossi").Id);
        await Server.AddOpportunityAsync($"The other team's, {device}", "New", Server.User("ingrid.larsen").Id);

        var board = await BoardPage.OpenAsync(await SignedInAsync(device, lukas.Login));

        var visible = await VisibleToAsync(lukas.Id);
        await Expect(board.Summary).ToContainTextAsync($"{visible.Count} opportunities");
        await Expect(board.Column("New").Count).ToHaveTextAsync(visible.Count(lead => lead.Stage == 1).ToString(CultureInfo.InvariantCulture));
        await Expect(board.Card($"A colleague's, {device}").Self).ToHaveCountAsync(1);
        await Expect(board.Card($"The other team's, {device}").Self).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData(Device.Desktop)]
    [InlineData(Device.Phone)]
    public async Task The_search_is_in_the_address_and_survives_a_reload(Device device)
    {
        var word = $"LECTERNS-{device}".ToUpperInvariant();
        await Server.AddOpportunityAsync($"Nineteen lecterns-{device}", "Qualified");
        var visitor = await SignedInAsync(device);
        var board = await BoardPage.OpenAsync(visitor);

        await board.Search.FillAsync(word);

        await Expect(board.Cards).ToHaveCountAsync(1);
        await Expect(visitor.Page).ToHaveURLAsync($"{Server.Address}/opportunities?q={word}");
        await visitor.Page.ReloadAsync();
        await Expect(board.Search).ToHaveValueAsync(word);
        await Expect(board.Cards).ToHaveCountAsync(1);
        await Expect(board.Column("Qualified").Count).ToHaveTextAsync("1");
    }

    [Fact]
    public async Task A_filter_by_oneself_is_in_the_address_and_survives_a_reload()
    {
        var lukas = Server.User("lukas.berg");
        var visitor = await SignedInAsync(Device.Desktop, lukas.Login);
        var board = await BoardPage.OpenAsync(visitor);

        await visitor.Page.GetByRole(AriaRole.Radio, new() { Name = "Mine" }).ClickAsync();

        var mine = (await Server.InOdoo.LeadsAsync()).Count(lead => lead.IsOnBoard && lead.User == lukas.Id);
        await Expect(board.Summary).ToContainTextAsync($"{mine} opportunities");
        await Expect(visitor.Page).ToHaveURLAsync($"{Server.Address}/opportunities?whose=mine");
        await visitor.Page.ReloadAsync();
        await Expect(board.Summary).ToContainTextAsync($"{mine} opportunities");
    }

    [Fact]
    public async Task A_search_without_a_match_says_so_and_how_to_get_back()
    {
        var visitor = await SignedInAsync(Device.Phone);
        await visitor.Page.GotoAsync("/opportunities?q=unicorn");
        await Expect(visitor.Page.GetByText("No opportunity matches “unicorn”.")).ToBeVisibleAsync();

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Clear the filters" }).ClickAsync();

        await Expect(new BoardPage(visitor.Page).Board).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_board_that_could_not_be_read_says_so_and_can_be_read_again()
    {
        const string Board = "**/api/opportunities/kanban*";
        var visitor = await SignedInAsync(Device.Desktop);
        await visitor.Page.RouteAsync(Board, route => route.AbortAsync());
        await visitor.Page.GotoAsync("/opportunities");
        await Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The board could not be loadedCauseway does not answer.");

        await visitor.Page.UnrouteAsync(Board);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();

        await Expect(new BoardPage(visitor.Page).Board).ToBeVisibleAsync();
    }

    /// <summary>The rule in words of its own: a team's members and leader see one another's, and what is nobody's of their team or of none.</summary>
    private async Task<IReadOnlyList<OdooLead>> VisibleToAsync(long user)
    {
        var members = (await Server.InOdoo.RowsAsync("crm.team.member")).Select(row => (Team: Id(row, "crm_team_id"), User: Id(row, "user_id"))).ToList();
        var teams = members.Where(member => member.User == user).Select(member => member.Team).ToList();
        var people = members.Where(member => teams.Contains(member.Team)).Select(member => member.User).ToList();
        return
        [
            .. (await Server.InOdoo.LeadsAsync()).Where(lead => lead.IsOnBoard
                && (lead.User is { } seller ? people.Contains(seller) : lead.Team is null || teams.Contains(lead.Team.Value))),
        ];
    }

    private static long Id(JsonElement row, string name) => row.GetProperty(name).GetInt64();
}
