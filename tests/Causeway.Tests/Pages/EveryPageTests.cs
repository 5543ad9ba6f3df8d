using Causeway.Platform.Access;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Causeway.Tests.Pages;

/// <summary>
/// Each page, and each state of one that looks different, in light and in dark. With CAUSEWAY_SCREENSHOTS=docs/screenshots
/// a picture of each is written there.
/// </summary>
public sealed class EveryPageTests(TestBrowser browser, DemoServer server) : PageTests(browser, server), IClassFixture<DemoServer>
{
    public static TheoryData<Device> Devices => [Device.Desktop, Device.Phone];

    [Theory]
    [MemberData(nameof(Devices))]
    public async Task Sign_in(Device device)
    {
        var visitor = await VisitAsync(device);
        await SignInPage.ComeAsync(visitor);

        await visitor.ShouldLookRightAsync("sign-in", device);
    }

    [Theory]
    [MemberData(nameof(Devices))]
    public async Task A_sign_in_that_failed(Device device)
    {
        var visitor = await VisitAsync(device);
        var signIn = await SignInPage.ComeAsync(visitor);
        await signIn.SignInWithOdooAsync($"nobody.on.{device}", "no key");
        await Expect(signIn.Problem).ToBeVisibleAsync();

        await visitor.ShouldLookRightAsync("sign-in-failed", device);
    }

    [Theory]
    [MemberData(nameof(Devices))]
    public async Task A_password_that_must_be_changed(Device device)
    {
        var user = await Server.AddUserAsync($"first.day.{device}", mustChangePassword: true);
        var visitor = await SignedInAsync(device, user);
        await visitor.Page.GotoAsync("/");
        await Expect(new SignInPage(visitor).NewPassword).ToBeVisibleAsync();

        await visitor.ShouldLookRightAsync("new-password", device);
    }

    [Theory]
    [MemberData(nameof(Devices))]
    public async Task An_account_that_waits_for_approval(Device device)
    {
        var user = await Server.AddUserAsync($"waiting.{device}", ApprovalStatus.Pending);
        var visitor = await SignedInAsync(device, user);
        await visitor.Page.GotoAsync("/");
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Waiting for approval" })).ToBeVisibleAsync();

        await visitor.ShouldLookRightAsync("waiting-for-approval", device);
    }

    [Theory]
    [MemberData(nameof(Devices))]
    public async Task The_board(Device device)
    {
        var visitor = await SignedInAsync(device);
        await (await BoardPage.OpenAsync(visitor)).FollowAsync();

        await visitor.ShouldLookRightAsync("board", device);
    }

    [Theory]
    [MemberData(nameof(Devices))]
    public async Task The_board_with_a_card_in_the_air(Device device)
    {
        var visitor = await SignedInAsync(device);
        var board = await BoardPage.OpenAsync(visitor);
        if (device == Device.Phone)
            await board.FirstCardOf("New").CarryByFingerOverAsync("Proposition", board.StageName("Proposition"));
        else
            await board.FirstCardOf("New").CarryOverAsync(board.Column("Proposition"));

        await visitor.ShouldLookRightAsync("board-dragging", device);
    }

    [Theory]
    [MemberData(nameof(Devices))]
    public async Task The_board_with_a_menu_open(Device device)
    {
        var visitor = await SignedInAsync(device);
        await (await BoardPage.OpenAsync(visitor)).FirstCardOf("New").OpenMenuAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Menu)).ToBeVisibleAsync();

        await visitor.ShouldLookRightAsync("board-menu", device);
    }

    [Theory]
    [MemberData(nameof(Devices))]
    public async Task The_board_with_chosen_cards(Device device)
    {
        var visitor = await SignedInAsync(device);
        var board = await BoardPage.OpenAsync(visitor);
        await board.FirstCardOf("New").FocusAsync();
        await visitor.Page.Keyboard.PressAsync("x");
        await visitor.Page.Keyboard.PressAsync("ArrowDown");
        await visitor.Page.Keyboard.PressAsync("ArrowDown");
        await visitor.Page.Keyboard.PressAsync("Shift+X");
        await Expect(board.ChosenCount).ToHaveTextAsync("3 chosen");

        await visitor.ShouldLookRightAsync("board-chosen", device);
    }

    [Theory]
    [MemberData(nameof(Devices))]
    public async Task The_board_by_a_view_that_no_longer_shows_what_it_says(Device device)
    {
        var visitor = await SignedInAsync(device);
        var board = await BoardPage.OpenAsync(visitor, "?min_value=20000");
        var views = new ViewsMenu(visitor.Page);
        var name = device == Device.Phone ? "Above 20,000" : "The large ones";
        await views.SaveAsync(name);
        await Expect(views.InForce(name)).ToBeVisibleAsync();
        await board.Search.FillAsync("work");
        await visitor.Page.WaitForURLAsync("**q=work**");
        await views.OpenAsync();

        await visitor.ShouldLookRightAsync("views", device);
    }

    [Theory]
    [MemberData(nameof(Devices))]
    public async Task A_search_without_a_match(Device device)
    {
        var visitor = await SignedInAsync(device);
        await visitor.Page.GotoAsync("/opportunities?q=unicorn");
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Nothing matches" })).ToBeVisibleAsync();

        await visitor.ShouldLookRightAsync("board-no-match", device);
    }

    [Theory]
    [MemberData(nameof(Devices))]
    public async Task The_connection_with_what_a_test_found(Device device)
    {
        var visitor = await SignedInAsync(device);
        var connection = await ConnectionPage.OpenAsync(visitor);
        await Expect(connection.Outcome).ToBeVisibleAsync();
        await connection.Test.ClickAsync();
        await Expect(connection.Findings).ToHaveAttributeAsync("data-success", "true");

        await visitor.ShouldLookRightAsync("connection", device);
    }

    [Theory]
    [MemberData(nameof(Devices))]
    public async Task The_connection_that_was_not_saved(Device device)
    {
        var visitor = await SignedInAsync(device);
        var connection = await ConnectionPage.OpenAsync(visitor);
        await Expect(connection.Outcome).ToBeVisibleAsync();
        await connection.FillAsync(Server.Credentials with { Database = "nowhere" });
        await connection.Save.ClickAsync();
        await Expect(connection.SaveAnyway).ToBeVisibleAsync();
        await connection.SaveAnyway.ScrollIntoViewIfNeededAsync();

        await visitor.ShouldLookRightAsync("connection-not-saved", device);
    }

    [Theory]
    [MemberData(nameof(Devices))]
    public async Task The_connection_while_it_syncs(Device device)
    {
        var visitor = await SignedInAsync(device);
        var connection = await ConnectionPage.OpenAsync(visitor);
        await Expect(connection.Outcome).ToBeVisibleAsync();
        await Server.InOdoo.HoldAsync("crm.lead");
        await connection.SyncNow.ClickAsync();
        await Expect(connection.Progress).ToContainTextAsync("Asking Odoo what changed…");

        await visitor.ShouldLookRightAsync("connection-syncing", device);

        await Server.InOdoo.MendAsync();
        await Expect(connection.Outcome).ToBeVisibleAsync();
    }

    [Theory]
    [MemberData(nameof(Devices))]
    public async Task The_command_menu(Device device)
    {
        var visitor = await SignedInAsync(device);
        await BoardPage.OpenAsync(visitor);
        var commands = await new Shell(visitor.Page).OpenCommandsAsync("ergono");
        await Expect(commands.GetByRole(AriaRole.Option, new() { Name = "Ergonomics" }).First).ToBeVisibleAsync();

        await visitor.ShouldLookRightAsync("commands", device);
    }

    [Fact]
    public async Task The_sheet_of_shortcuts()
    {
        var visitor = await SignedInAsync(Device.Desktop);
        await BoardPage.OpenAsync(visitor);
        await visitor.Page.Keyboard.PressAsync("?");
        await Expect(new Shell(visitor.Page).Shortcuts).ToBeVisibleAsync();

        await visitor.ShouldLookRightAsync("shortcuts", Device.Desktop);
    }

    [Fact]
    public async Task The_pages_behind_More()
    {
        var visitor = await SignedInAsync(Device.Phone);
        await BoardPage.OpenAsync(visitor);
        await (await new Shell(visitor.Page).AllDestinationsAsync()).GetByText("Settings").WaitForAsync();

        await visitor.ShouldLookRightAsync("more", Device.Phone);
    }

    [Theory]
    [MemberData(nameof(Devices))]
    public async Task The_profile(Device device)
    {
        var visitor = await SignedInAsync(device);
        await Expect((await ProfilePage.OpenAsync(visitor)).Tokens).ToContainTextAsync("No tokens");

        await visitor.ShouldLookRightAsync("profile", device);
    }

    [Theory]
    [MemberData(nameof(Devices))]
    public async Task A_page_that_is_not_there(Device device)
    {
        var visitor = await SignedInAsync(device);
        await visitor.Page.GotoAsync("/nowhere");
        await Expect(visitor.Page.GetByText("There is no such page")).ToBeVisibleAsync();

        await visitor.ShouldLookRightAsync("not-found", device);
    }

    [Theory]
    [MemberData(nameof(Devices))]
    public async Task GraphiQL(Device device)
    {
        var visitor = await SignedInAsync(device);
        await visitor.Page.GotoAsync("/graphql");
        await visitor.Page.GetByLabel("Query").FillAsync("{ me { username } }");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Run" }).ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Region, new() { Name = "Response" })).ToContainTextAsync("\"username\": \"admin\"");

        await visitor.ShouldLookRightAsync("graphiql", device);
    }
}
