using System.Net.Http.Json;
using Causeway.Tests.Infrastructure;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Causeway.Tests.Pages;

/// <summary>From a password in a file to a board, each time on a server of its own.</summary>
public sealed class FirstStartTests(TestBrowser browser, TestCluster cluster)
    : PageTests(browser, new NewServer(cluster))
{
    private string FirstPassword => ((NewServer)Server).FirstPassword;

    public override ValueTask InitializeAsync() => Server.InitializeAsync();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Server.DisposeAsync();
    }

    [Theory]
    [InlineData(Device.Desktop)]
    [InlineData(Device.Phone)]
    public async Task The_generated_password_must_be_changed_before_anything_else(Device device)
    {
        var visitor = await VisitAsync(device);
        var signIn = await SignInPage.ComeAsync(visitor, "/connection");
        await signIn.SignInAsync("admin", FirstPassword);
        await Expect(signIn.NewPassword).ToBeVisibleAsync();
        await visitor.Page.GotoAsync("/opportunities");
        await Expect(signIn.NewPassword).ToBeVisibleAsync();

        await signIn.ChangePasswordAsync("not this one", "four calm words", "four calm words");
        await Expect(signIn.NewPassword).ToContainTextAsync("This is not the present password.");
        await signIn.ChangePasswordAsync(FirstPassword, "four calm words", "four clam words");
        await Expect(signIn.NewPassword).ToContainTextAsync("The two new passwords differ.");
        await signIn.ChangePasswordAsync(FirstPassword, "four calm words", "four calm words");

        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "No opportunities yet" })).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(Way.Finger)]
    [InlineData(Way.Keyboard)]
    public async Task An_administrator_comes_from_the_first_password_by_a_wrong_key_to_a_full_board_that_Odoo_calls(Way way)
    {
        var visitor = await VisitAsync(way.Device());
        var (page, hands) = (visitor.Page, way.HandsOn(visitor));
        var signIn = await SignInPage.ComeAsync(visitor);
        await hands.TypeAsync(signIn.Name, "admin");
        await hands.TypeAsync(signIn.Secret, FirstPassword);
        await hands.PressAsync(signIn.Submit);
        await hands.TypeAsync(signIn.NewPassword.GetByLabel("Present password"), FirstPassword);
        await hands.TypeAsync(signIn.NewPassword.GetByLabel("New password", new() { Exact = true }), "four calm words");
        await hands.TypeAsync(signIn.NewPassword.GetByLabel("New password again"), "four calm words");
        await hands.PressAsync(signIn.NewPassword.GetByRole(AriaRole.Button, new() { Name = "Save and go on" }));
        await hands.PressAsync(page.GetByRole(AriaRole.Link, new() { Name = "Open the connection" }));

        var connection = new ConnectionPage(page);
        await Expect(connection.Sync).ToContainTextAsync("Not connected yet");
        await hands.TypeAsync(connection.Address, Server.Credentials.Url.AbsoluteUri);
        await hands.TypeAsync(connection.Database, Server.Credentials.Database);
        await hands.TypeAsync(connection.User, Server.Credentials.Username);
        await hands.TypeAsync(connection.Key, "0123456789abcdef0123456789abcdef01234567");
        await hands.PressAsync(connection.Save);
        await Expect(connection.Problem).ToContainTextAsync("Odoo refused these credentials for admin.");
        await hands.TypeAsync(connection.Key, Server.Credentials.Secret);
        await hands.PressAsync(connection.Save);
        await Expect(connection.Outcome).ToHaveAttributeAsync("data-status", "completed");

        await hands.GoToAsync("Webhooks");
        var rules = page.GetByTestId("webhook-rules");
        await hands.TypeAsync(rules.GetByLabel("Where Odoo reaches Causeway"), Server.Address);
        await hands.PressAsync(rules.GetByRole(AriaRole.Button, new() { Name = "Install" }));
        await Expect(rules).ToContainTextAsync("Installed for 21 models");
        await hands.GoToAsync("Pipeline");
        await Expect(new BoardPage(page).Cards.First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Anybody_else_is_told_what_the_empty_board_waits_for()
    {
        using var answer = await Server.Server.Client.PostAsJsonAsync("/api/auth/register", new
        {
            username = "nina",
            email = "nina@example.com",
            password = PageServer.AdminPassword,
            full_name = "Nina Nowak",
        });
        answer.IsSuccessStatusCode.ShouldBeTrue();
        var visitor = await VisitAsync(Device.Phone);

        await (await SignInPage.ComeAsync(visitor)).SignInAsync("nina", PageServer.AdminPassword);

        await Expect(visitor.Page.GetByText("As soon as Odoo holds opportunities that you may see, they appear here by themselves.")).ToBeVisibleAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Open the connection" })).ToHaveCountAsync(0);
    }
}
