using Causeway.Tests.Infrastructure.OpenId;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Causeway.Tests.Pages;

/// <summary>The way to Microsoft and back, in a browser; the provider sends whoever comes straight back.</summary>
public sealed class MicrosoftSignInPageTests : PageTests, IClassFixture<MicrosoftPageServer>
{
    private readonly OpenIdProvider provider;

    public MicrosoftSignInPageTests(TestBrowser browser, MicrosoftPageServer server)
        : base(browser, server)
    {
        provider = server.Provider;
        provider.Visitor = new OpenIdPerson("Ada Lovelace", "ada@contoso.example");
        provider.RefusesSecret = false;
    }

    [Theory]
    [InlineData(Device.Desktop)]
    [InlineData(Device.Phone)]
    public async Task The_button_leads_by_Microsoft_to_the_page_that_one_wanted(Device device)
    {
        var visitor = await VisitAsync(device);
        visitor.Hosts.Add(provider.Authority.AbsoluteUri);
        var signIn = await SignInPage.ComeAsync(visitor, "/opportunities?q=chairs");

        await signIn.Microsoft.ClickAsync();

        await Expect(new BoardPage(visitor.Page).Search).ToHaveValueAsync("chairs");
        await Expect(new Shell(visitor.Page).AccountOf("Ada Lovelace")).ToBeVisibleAsync();
        Server.Server.Logs.Text.ShouldNotContain("/sign-in/microsoft?");
    }

    [Fact]
    public async Task Who_says_no_at_Microsoft_is_back_where_they_began()
    {
        provider.Visitor = null;
        var visitor = await VisitAsync(Device.Phone);
        visitor.Hosts.Add(provider.Authority.AbsoluteUri);
        var signIn = await SignInPage.ComeAsync(visitor, "/opportunities?q=chairs");

        await signIn.Microsoft.ClickAsync();

        await Expect(signIn.Problem).ToContainTextAsync("It was not allowed at Microsoft.");
        await signIn.SignInAsync("admin", PageServer.AdminPassword);
        await Expect(new BoardPage(visitor.Page).Search).ToHaveValueAsync("chairs");
    }

    [Fact]
    public async Task What_is_wrong_between_the_server_and_Microsoft_is_said()
    {
        provider.RefusesSecret = true;
        var visitor = await VisitAsync(Device.Desktop);
        visitor.Hosts.Add(provider.Authority.AbsoluteUri);
        var signIn = await SignInPage.ComeAsync(visitor);

        await signIn.Microsoft.ClickAsync();

        await Expect(signIn.Problem).ToContainTextAsync("Microsoft does not accept this server's own credentials.");
    }

    [Fact]
    public async Task An_answer_that_nobody_here_asked_for_signs_nobody_in()
    {
        var visitor = await VisitAsync(Device.Desktop);

        await visitor.Page.GotoAsync("/sign-in/microsoft#code=an-attackers&state=guessed");

        await Expect(new SignInPage(visitor).Problem).ToContainTextAsync("was not begun in this tab");
        visitor.Page.Url.ShouldNotContain("code=");
        visitor.Refusals.ShouldBe(["401 GET /api/auth/session"]);
    }

    [Theory]
    [InlineData(Device.Desktop)]
    [InlineData(Device.Phone)]
    public async Task The_sign_in_page_with_the_button(Device device)
    {
        var visitor = await VisitAsync(device);
        var signIn = await SignInPage.ComeAsync(visitor);
        await Expect(signIn.Microsoft).ToBeVisibleAsync();

        await visitor.ShouldLookRightAsync("sign-in-microsoft", device);
    }
}
