using System.Net;
using System.Net.Http.Json;
using Causeway.Platform.Access;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Causeway.Tests.Pages;

public sealed class SignInPageTests(TestBrowser browser, DemoServer server) : PageTests(browser, server), IClassFixture<DemoServer>
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    [Theory]
    [InlineData(Device.Desktop)]
    [InlineData(Device.Phone)]
    public async Task A_local_password_opens_the_board(Device device)
    {
        var visitor = await VisitAsync(device);
        var signIn = await SignInPage.ComeAsync(visitor);

        await signIn.SignInAsync("admin", PageServer.AdminPassword);

        await Expect(new BoardPage(visitor.Page).Board).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(Device.Desktop)]
    [InlineData(Device.Phone)]
    public async Task An_Odoo_key_opens_the_board_as_its_owner(Device device)
    {
        var (visitor, lukas) = (await VisitAsync(device), Server.User("lukas.berg"));
        var signIn = await SignInPage.ComeAsync(visitor);

        await signIn.SignInWithOdooAsync(lukas.Login, lukas.ApiKey);

        await Expect(new BoardPage(visitor.Page).Board).ToBeVisibleAsync();
        await Expect(new Shell(visitor.Page).AccountOf(lukas.Name)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Nobody_is_sent_to_Microsoft_where_that_is_not_set_up()
    {
        var visitor = await VisitAsync(Device.Desktop);
        var asked = visitor.Page.WaitForResponseAsync("**/api/auth/microsoft/config");
        var signIn = await SignInPage.ComeAsync(visitor);
        await (await asked).FinishedAsync();

        await Expect(signIn.Microsoft).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_way_used_last_time_is_offered_first()
    {
        var visitor = await VisitAsync(Device.Desktop);
        var signIn = await SignInPage.ComeAsync(visitor);
        await signIn.SignInWithOdooAsync("lukas.berg", "no key of his");
        await Expect(signIn.Problem).ToBeVisibleAsync();

        await visitor.Page.ReloadAsync();

        await Expect(visitor.Page.GetByLabel("Odoo login")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_wrong_password_is_said_to_be_one()
    {
        var signIn = await SignInPage.ComeAsync(await VisitAsync(Device.Desktop));

        await signIn.SignInAsync("admin", "not this one");

        await Expect(signIn.Problem).ToHaveTextAsync("That did not matchCheck the user name and the password, and try again.");
        await Expect(signIn.Submit).ToBeEnabledAsync();
    }

    [Fact]
    public async Task A_wrong_key_is_said_to_be_one()
    {
        var signIn = await SignInPage.ComeAsync(await VisitAsync(Device.Phone));

        await signIn.SignInWithOdooAsync("lukas.berg", "0123456789abcdef");

        await Expect(signIn.Problem).ToContainTextAsync("Odoo does not accept this login with this key.");
    }

    [Fact]
    public async Task Empty_fields_are_named_before_anything_is_sent()
    {
        var visitor = await VisitAsync(Device.Phone);
        var signIn = await SignInPage.ComeAsync(visitor);

        await signIn.Submit.ClickAsync();

        await Expect(visitor.Page.GetByText("Please fill this in.")).ToHaveCountAsync(2);
        await Expect(signIn.Secret).ToHaveAttributeAsync("aria-invalid", "true");
        visitor.Refusals.ShouldBe(["401 GET /api/auth/session"]);
    }

    [Fact]
    public async Task An_Odoo_that_is_down_is_not_taken_for_a_wrong_key()
    {
        var (visitor, lukas) = (await VisitAsync(Device.Desktop), Server.User("lukas.berg"));
        var signIn = await SignInPage.ComeAsync(visitor);
        await Server.InOdoo.GoDownAsync();

        await signIn.SignInWithOdooAsync(lukas.Login, lukas.ApiKey);

        await Expect(signIn.Problem).ToContainTextAsync("Odoo cannot be reached");
        await Expect(signIn.Problem).ToContainTextAsync("A local account works meanwhile.");
        await signIn.SignInAsync("admin", PageServer.AdminPassword);
        await Expect(new BoardPage(visitor.Page).Board).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Too_many_attempts_show_how_long_to_wait_and_then_let_one_try_again()
    {
        var visitor = await VisitAsync(Device.Desktop);
        await visitor.Page.Clock.InstallAsync();
        var signIn = await SignInPage.ComeAsync(visitor);
        for (var attempt = 0; attempt < 5; attempt++)
            await FailToSignInAsync("somebody");

        await signIn.SignInAsync("somebody", "a sixth guess");

        await Expect(signIn.Problem).ToContainTextAsync("Too many attemptsYou can try again in 1");
        await Expect(signIn.Submit).ToBeDisabledAsync();
        Server.Clock.Advance(Window);
        await visitor.Page.Clock.FastForwardAsync((long)Window.TotalMilliseconds);
        await Expect(signIn.Submit).ToBeEnabledAsync();
        await signIn.Submit.ClickAsync();
        await Expect(signIn.Problem).ToContainTextAsync("That did not match");
    }

    [Theory]
    [InlineData(Device.Desktop)]
    [InlineData(Device.Phone)]
    public async Task Who_waits_for_approval_gets_in_as_soon_as_it_is_given(Device device)
    {
        var user = await Server.AddUserAsync($"newcomer.{device}", ApprovalStatus.Pending);
        var visitor = await SignedInAsync(device, user);
        await visitor.Page.Clock.InstallAsync();
        await visitor.Page.GotoAsync("/opportunities?q=chairs");
        await Expect(visitor.Page.GetByText("An administrator has to approve your account, Nina Nowak.")).ToBeVisibleAsync();

        await Server.ApproveAsync(user);
        await visitor.Page.Clock.FastForwardAsync(15_000);

        await Expect(new BoardPage(visitor.Page).Search).ToHaveValueAsync("chairs");
    }

    [Fact]
    public async Task A_deep_link_leads_where_it_pointed_once_one_has_signed_in()
    {
        var visitor = await VisitAsync(Device.Desktop);
        var signIn = await SignInPage.ComeAsync(visitor, "/opportunities?q=chairs");

        await signIn.SignInAsync("admin", PageServer.AdminPassword);

        await Expect(new BoardPage(visitor.Page).Search).ToHaveValueAsync("chairs");
        new Uri(visitor.Page.Url).PathAndQuery.ShouldBe("/opportunities?q=chairs");
    }

    private async Task FailToSignInAsync(string username)
    {
        using var answer = await Server.Server.Client.PostAsJsonAsync("/api/auth/login", new { username, password = "a guess" });
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }
}
