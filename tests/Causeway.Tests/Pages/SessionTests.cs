using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Causeway.Tests.Pages;

/// <summary>What a browser keeps of a sign-in, and for how long.</summary>
public sealed partial class SessionTests(TestBrowser browser, DemoServer server) : PageTests(browser, server), IClassFixture<DemoServer>
{
    [Fact]
    public async Task Script_can_read_no_secret_of_it()
    {
        var visitor = await SignInAsync(Device.Desktop);

        var cookie = (await visitor.Context.CookiesAsync()).ShouldHaveSingleItem();
        cookie.HttpOnly.ShouldBeTrue();
        cookie.SameSite.ShouldBe(SameSiteAttribute.Strict);
        var session = await visitor.Page.EvaluateAsync<JsonElement>("async () => (await fetch('/api/auth/session')).json()");
        var kept = await visitor.Page.EvaluateAsync<string>("() => JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])");
        kept.ShouldNotContain(cookie.Value);
        kept.ShouldNotContain(session.GetProperty("csrf_token").GetString()!);
        kept.ShouldNotContain("eyJ", Case.Sensitive, "a JWT begins so");
    }

    [Theory]
    [InlineData(Device.Desktop)]
    [InlineData(Device.Phone)]
    public async Task It_survives_a_reload_and_a_new_tab(Device device)
    {
        var visitor = await SignInAsync(device);

        await visitor.Page.ReloadAsync();

        await Expect(new BoardPage(visitor.Page).Board).ToBeVisibleAsync();
        var tab = await visitor.Context.NewPageAsync();
        await tab.GotoAsync("/connection");
        await Expect(tab.GetByRole(AriaRole.Heading, new() { Name = "Connection", Exact = true })).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(Device.Desktop)]
    [InlineData(Device.Phone)]
    public async Task Signing_out_ends_it_for_the_server_too(Device device)
    {
        var visitor = await SignInAsync(device);
        var cookie = (await visitor.Context.CookiesAsync()).Single();

        await new Shell(visitor.Page).SignOutAsync();

        await Expect(new SignInPage(visitor).Form).ToBeVisibleAsync();
        await Expect(new SignInPage(visitor).Problem).ToHaveCountAsync(0);
        await visitor.Context.AddCookiesAsync([new() { Name = cookie.Name, Value = cookie.Value, Url = Server.Address }]);
        await SignInPage.ComeAsync(visitor, "/opportunities");
    }

    [Fact]
    public async Task One_that_the_server_has_ended_leads_to_the_sign_in_and_back()
    {
        var visitor = await SignInAsync(Device.Desktop);
        var board = await BoardPage.OpenAsync(visitor, "?q=ab");
        await board.Search.PressAsync("End");
        await visitor.Context.ClearCookiesAsync();

        // Whatever is asked next meets it: this search, or what the shell asks by itself before; then there is no box any more.
        await visitor.Page.Keyboard.TypeAsync("c");

        var signIn = new SignInPage(visitor);
        await Expect(signIn.Problem).ToHaveTextAsync("Your session has ended. Sign in to go on where you were.");
        await signIn.SignInAsync("admin", PageServer.AdminPassword);
        await Expect(board.Search).ToHaveValueAsync(WhereTheyWere());
    }

    [Theory]
    [InlineData(Device.Desktop)]
    [InlineData(Device.Phone)]
    public async Task Nothing_is_refused_on_the_way_through_every_page_but_the_question_who_is_there(Device device)
    {
        var visitor = await SignInAsync(device);
        var shell = new Shell(visitor.Page);

        await shell.GoToAsync("Connection");
        await Expect(visitor.Page.GetByTestId("sync-outcome")).ToBeVisibleAsync();
        await ProfilePage.OpenAsync(visitor);
        await Expect(new ProfilePage(visitor.Page).Credentials.GetByLabel("Login")).ToBeVisibleAsync();
        await shell.GoToAsync("Pipeline");
        await new BoardPage(visitor.Page).FollowAsync();

        visitor.Refusals.ShouldBe(["401 GET /api/auth/session"]);
    }

    private async Task<Visitor> SignInAsync(Device device)
    {
        var visitor = await VisitAsync(device);
        await (await SignInPage.ComeAsync(visitor)).SignInAsync("admin", PageServer.AdminPassword);
        await Expect(new BoardPage(visitor.Page).Board).ToBeVisibleAsync();
        return visitor;
    }

    [GeneratedRegex("^abc?$", RegexOptions.None, 1_000)]
    private static partial Regex WhereTheyWere();
}
