using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Causeway.Tests.Pages;

/// <summary>What somebody comes for, from its beginning to its end: with a mouse, with a finger on a phone, with keys alone.</summary>
public sealed class JourneyTests(TestBrowser browser, SalesServer server) : PageTests(browser, server), IClassFixture<SalesServer>
{
    public static TheoryData<Way> EachWay => [Way.Mouse, Way.Finger, Way.Keyboard];

    [Theory]
    [MemberData(nameof(EachWay))]
    public async Task A_salespersons_morning(Way way)
    {
        var lukas = Server.User("lukas.berg");
        var (name, made) = ($"Oak desks, {way}", $"Lamps, {way}");
        var id = await Server.AddOpportunityAsync(name, "New", lukas.Id);
        await Server.InOdoo.PlanAsync("crm.lead", id, $"Call them, {way}", DateOnly.FromDateTime(Server.Clock.GetUtcNow().UtcDateTime), lukas.Id);
        await Server.SyncAsync();
        var visitor = await VisitAsync(way.Device());
        var (page, hands) = (visitor.Page, way.HandsOn(visitor));

        await SignInWithOdooAsync(visitor, hands, lukas.Login, lukas.ApiKey);
        var board = new BoardPage(page);
        await Expect(board.Card(name).Self).ToBeVisibleAsync();
        await hands.GoToAsync("Activities");
        await hands.PressAsync(page.GetByRole(AriaRole.Radio, new() { Name = "Today" }));
        var list = new ListPage(page);
        await Expect(page).ToHaveURLAsync(Where("due=today"));
        await hands.OpenAsync(list, name);

        await hands.PressAsync(page.GetByTestId("ahead").GetByRole(AriaRole.Button, new() { Name = $"Mark “Call them, {way}” as done" }));
        await hands.TypeAsync(page.GetByLabel("What came of it?"), "They want a price.");
        await hands.PressAsync(page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Mark as done" }));
        await Expect(page.GetByTestId("ahead")).ToHaveCountAsync(0);
        await hands.PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "Activity", Exact = true }));
        await hands.TypeAsync(page.GetByLabel("Summary"), "Send the price");
        await hands.PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "Plan in Odoo" }));
        await Expect(page.GetByTestId("ahead")).ToContainTextAsync("Send the price");
        await hands.TypeAsync(page.GetByLabel("Write an internal note"), "Oak, not beech.");
        await hands.PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "Add the note" }));
        await Expect(page.GetByTestId("past-note")).ToContainTextAsync(["Oak, not beech."]);

        await hands.GoToAsync("Pipeline");
        await hands.MoveCardAsync(board, name, "Qualified");
        await Expect(board.Column("Qualified").Card(name)).ToHaveAttributeAsync("aria-busy", "false");
        var column = board.Column("New");
        if (way == Way.Finger)
            await hands.PressAsync(board.StageName("New"));
        await hands.PressAsync(column.Add);
        await hands.TypeAsync(column.NewName, made);
        await hands.PressAsync(column.SubmitNew);
        await Expect(column.Card(made)).ToBeVisibleAsync();
        await hands.SignOutAsync();
        await Expect(new SignInPage(visitor).Form).ToBeVisibleAsync();

        (await Server.InOdoo.LeadAsync(id)).Stage.ShouldBe(await Server.InOdoo.StageAsync("Qualified"));
        (await Server.InOdoo.LeadsAsync()).Single(lead => lead.Name == made).User.ShouldBe(lukas.Id);
        var said = (await Server.InOdoo.RowsAsync("mail.message")).Where(row => row.GetProperty("res_id").ToString() == Text(id)).Select(row => row.GetRawText()).ToList();
        said.ShouldContain(message => message.Contains("They want a price."));
        said.ShouldContain(message => message.Contains("Oak, not beech."));
    }

    [Theory]
    [MemberData(nameof(EachWay))]
    public async Task A_managers_review(Way way)
    {
        var (lukas, sofia) = (Server.User("lukas.berg"), Server.User("sofia.rossi"));
        var name = $"To be handed on, {way}";
        var id = await Server.AddOpportunityAsync(name, "New", lukas.Id, revenue: 900_000);
        var visitor = await SignedInAsync(way.Device());
        var (page, hands) = (visitor.Page, way.HandsOn(visitor));
        await BoardPage.OpenAsync(visitor);

        await hands.GoToAsync("Dashboard");
        await hands.ChooseAsync(page.GetByLabel("Team", new() { Exact = true }), "Direct Sales");
        await hands.PressAsync(page.GetByTestId("range"));
        await hands.PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "This year" }));
        await Expect(page.GetByTestId("range")).ToContainTextAsync("This year");
        await hands.PressAsync(page.GetByRole(AriaRole.List, new() { Name = "Pipeline by stage" }).GetByRole(AriaRole.Link, new() { Name = "New" }));
        await hands.OpenAsync(new ListPage(page), name);

        await hands.PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "Edit Salesperson" }));
        await hands.TypeAsync(page.GetByRole(AriaRole.Combobox, new() { Name = "Salesperson" }), "Sofia");
        await Expect(page.GetByRole(AriaRole.Option)).ToHaveTextAsync("Sofia Rossi");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("[data-field=user_id]")).ToContainTextAsync("Sofia Rossi");
        (await Server.InOdoo.LeadAsync(id)).User.ShouldBe(sofia.Id);

        await hands.GoToAsync("Receivables");
        var debtor = page.GetByTestId("receivables").GetByRole(AriaRole.Link).And(page.Locator("[href^='/accounts/']")).First;
        var account = await debtor.InnerTextAsync();
        await hands.PressAsync(debtor);
        await Expect(page.GetByTestId("past-invoice").First).ToBeVisibleAsync();
        await hands.PressAsync(page.GetByTestId("account-page").Locator("dl").GetByRole(AriaRole.Link));
        await Expect(new ListPage(page).Record(account).First).ToBeVisibleAsync();
        await Expect(page).ToHaveURLAsync(Where("/invoices.*due=open"));
    }

    [Theory]
    [MemberData(nameof(EachWay))]
    public async Task Odoo_goes_down_and_comes_back_under_an_open_board_and_list(Way way)
    {
        var name = $"Through the night, {way}";
        await Server.AddOpportunityAsync(name, "New");
        await Server.SyncAsync();
        var visitor = await SignedInAsync(way.Device());
        var (page, hands) = (visitor.Page, way.HandsOn(visitor));
        var other = await visitor.Context.NewPageAsync();
        await visitor.Context.Clock.InstallAsync(new() { TimeDate = Server.Clock.GetUtcNow().UtcDateTime });
        var board = await BoardPage.OpenAsync(visitor);
        await other.GotoAsync("/leads");
        var list = new ListPage(other);
        await Expect(list.Total).ToBeVisibleAsync();
        await page.BringToFrontAsync();

        await Server.InOdoo.GoDownAsync();
        await PassAsync(TimeSpan.FromMinutes(20), visitor);
        await Expect(Stale(page)).ToHaveTextAsync("Odoo as of 20 minutes ago");
        await Expect(Stale(other)).ToHaveTextAsync("Odoo as of 20 minutes ago");
        await ChooseStageAsync(hands, board.Card(name), "Qualified");
        await Expect(board.Toasts).ToContainTextAsync($"“{name}” went back to New");
        await Expect(board.Toasts).ToContainTextAsync("Odoo cannot be reached.");
        await Expect(board.Column("New").Card(name)).ToHaveAttributeAsync("aria-busy", "false");

        await Server.MendAsync();
        await Server.SyncAsync();
        await PassAsync(TimeSpan.FromMinutes(1), visitor);
        await Expect(Stale(page)).ToHaveCountAsync(0);
        await Expect(Stale(other)).ToHaveCountAsync(0);
        await ChooseStageAsync(hands, board.Card(name), "Qualified");
        await Expect(board.Column("Qualified").Card(name)).ToHaveAttributeAsync("aria-busy", "false");
        await Expect(board.Column("Qualified").Card(name)).ToHaveCountAsync(1);
    }

    [Theory]
    [MemberData(nameof(EachWay))]
    public async Task Two_people_move_the_same_card(Way way)
    {
        var lukas = Server.User("lukas.berg");
        var name = $"Wanted by two, {way}";
        var id = await Server.AddOpportunityAsync(name, "New", lukas.Id);
        var (first, second) = (await SignedInAsync(way.Device()), await SignedInAsync(way.Device(), lukas.Login));
        // The second one's network has lost the news.
        await second.Page.RouteAsync("**/api/changes/stream", route => route.AbortAsync());
        var (board, late) = (await BoardPage.OpenAsync(first), await BoardPage.OpenAsync(second));
        await board.FollowAsync();
        await Expect(late.LiveMark).ToHaveAttributeAsync("data-state", "lost");

        await way.HandsOn(first).MoveCardAsync(board, name, "Proposition");
        await Expect(board.Column("Proposition").Card(name)).ToHaveAttributeAsync("aria-busy", "false");
        await way.HandsOn(second).MoveCardAsync(late, name, "Qualified");

        await Expect(late.Toasts).ToContainTextAsync($"“{name}” was changed by someone else");
        await Expect(late.Column("Proposition").Card(name)).ToHaveAttributeAsync("aria-busy", "false");
        (await Server.InOdoo.LeadAsync(id)).Stage.ShouldBe(await Server.InOdoo.StageAsync("Proposition"));
        await second.Page.UnrouteAllAsync();
        await way.HandsOn(second).PressAsync(late.LiveMark);
        await late.FollowAsync();
        await way.HandsOn(second).MoveCardAsync(late, name, "Negotiation");
        await Expect(board.Column("Negotiation").Card(name)).ToHaveCountAsync(1);
    }

    [Theory]
    [MemberData(nameof(EachWay))]
    public async Task Signing_out_everywhere_is_seen_in_the_other_browser(Way way)
    {
        var user = await Server.AddUserAsync($"lost.a.laptop.{way}".ToLowerInvariant());
        var lost = await SignedInAsync(way.Device(), user);
        var board = await BoardPage.OpenAsync(lost);
        await way.HandsOn(lost).TypeAsync(board.Search, "chair");
        var visitor = await SignedInAsync(way.Device(), user);
        var hands = way.HandsOn(visitor);
        await ProfilePage.OpenAsync(visitor);

        await hands.PressAsync(visitor.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "Sign out everywhere" }));
        var question = visitor.Page.GetByRole(AriaRole.Alertdialog);
        await hands.PressAsync(question.GetByRole(AriaRole.Button, new() { Name = "Sign out everywhere" }));

        await Expect(question).ToHaveCountAsync(0);
        await Expect(new SignInPage(visitor).Form).ToBeVisibleAsync();
        // Whatever is asked next meets it: this search, or what the shell asks by itself before; then there is no box any more.
        await lost.Page.Keyboard.TypeAsync("s");
        await Expect(new SignInPage(lost).Problem).ToContainTextAsync("Your session has ended.");
    }

    private static async Task SignInWithOdooAsync(Visitor visitor, IHands hands, string login, string key)
    {
        var signIn = await SignInPage.ComeAsync(visitor);
        await hands.PressAsync(signIn.Method("Odoo"));
        await hands.TypeAsync(signIn.Name, login);
        await hands.TypeAsync(signIn.Secret, key);
        await hands.PressAsync(signIn.Submit);
    }

    /// <summary>By the card's menu: a drag asks for more frames than a browser has whose clock is moved.</summary>
    private static async Task ChooseStageAsync(IHands hands, BoardCard card, string stage)
    {
        await hands.PressAsync(card.Menu);
        await hands.PressAsync(card.Action(stage));
    }

    /// <summary>On the server's clock, and on that of the browser.</summary>
    private async Task PassAsync(TimeSpan time, Visitor visitor)
    {
        Server.Clock.Advance(time);
        await visitor.Context.Clock.FastForwardAsync((long)time.TotalMilliseconds);
    }

    private static ILocator Stale(IPage page) => page.GetByTestId("stale-mark");

    private static Regex Where(string part) => new(part, RegexOptions.None, TimeSpan.FromSeconds(1));

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
