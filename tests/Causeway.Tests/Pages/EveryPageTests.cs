using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Causeway.Tests.Pages;

/// <summary>
/// Each page, and each state of one that looks different: no violation that axe knows of, nothing wider than the window.
/// With SCREENSHOTS=docs/screenshots a picture of each is written there.
/// </summary>
public sealed class EveryPageTests(TestBrowser browser, DemoServer server) : PageTests(browser, server), IClassFixture<DemoServer>
{
    public static MatrixTheoryData<Device, ColorScheme> Looks => new([Device.Desktop, Device.Phone], [ColorScheme.Light, ColorScheme.Dark]);

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Sign_in(Device device, ColorScheme scheme)
    {
        var visitor = await VisitAsync(device, scheme);
        await SignInPage.ComeAsync(visitor);

        await visitor.ShouldLookRightAsync("sign-in", device, scheme);
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task A_sign_in_that_failed(Device device, ColorScheme scheme)
    {
        var visitor = await VisitAsync(device, scheme);
        var signIn = await SignInPage.ComeAsync(visitor);
        await signIn.SignInWithOdooAsync($"nobody on {device} {scheme}", "no key");
        await Expect(signIn.Problem).ToBeVisibleAsync();

        await visitor.ShouldLookRightAsync("sign-in-failed", device, scheme);
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task The_board(Device device, ColorScheme scheme)
    {
        var visitor = await SignedInAsync(device, scheme: scheme);
        await (await BoardPage.OpenAsync(visitor)).FollowAsync();

        await visitor.ShouldLookRightAsync("board", device, scheme);
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task The_board_with_a_card_in_the_air(Device device, ColorScheme scheme)
    {
        var visitor = await SignedInAsync(device, scheme: scheme);
        var board = await BoardPage.OpenAsync(visitor);
        await board.FollowAsync();
        if (device == Device.Phone)
            await board.FirstCardOf("New").CarryByFingerOverAsync(board.StageName("Proposition"));
        else
            await board.FirstCardOf("New").CarryOverAsync(board.Column("Proposition"));

        await visitor.ShouldLookRightAsync("board-dragging", device, scheme);
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task The_board_with_a_menu_open(Device device, ColorScheme scheme)
    {
        var visitor = await SignedInAsync(device, scheme: scheme);
        await (await BoardPage.OpenAsync(visitor)).FirstCardOf("New").OpenMenuAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Menu)).ToBeVisibleAsync();

        await visitor.ShouldLookRightAsync("board-menu", device, scheme);
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task The_connection_with_what_a_test_found(Device device, ColorScheme scheme)
    {
        var visitor = await SignedInAsync(device, scheme: scheme);
        var connection = await ConnectionPage.OpenAsync(visitor);
        await Expect(connection.Outcome).ToBeVisibleAsync();
        await connection.Test.ClickAsync();
        await Expect(connection.Findings).ToHaveAttributeAsync("data-success", "true");
        await connection.Findings.ScrollIntoViewIfNeededAsync();

        await visitor.ShouldLookRightAsync("connection-tested", device, scheme);
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task The_connection_while_it_syncs(Device device, ColorScheme scheme)
    {
        var visitor = await SignedInAsync(device, scheme: scheme);
        var connection = await ConnectionPage.OpenAsync(visitor);
        await Expect(connection.Outcome).ToBeVisibleAsync();
        await Server.InOdoo.HoldAsync("crm.lead");
        await connection.SyncNow.ClickAsync();
        await Expect(connection.Progress).ToBeVisibleAsync();

        await visitor.ShouldLookRightAsync("connection-syncing", device, scheme);

        await Server.InOdoo.MendAsync();
        await Expect(connection.Outcome).ToBeVisibleAsync();
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task A_page_that_is_not_there(Device device, ColorScheme scheme)
    {
        var visitor = await SignedInAsync(device, scheme: scheme);
        await visitor.Page.GotoAsync("/nowhere");
        await Expect(visitor.Page.GetByText("There is no such page")).ToBeVisibleAsync();

        await visitor.ShouldLookRightAsync("not-found", device, scheme);
    }
}
