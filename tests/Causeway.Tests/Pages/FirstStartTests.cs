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

    [Fact]
    public async Task An_administrator_is_led_from_the_empty_board_to_a_full_one()
    {
        var visitor = await ArriveAsync();
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Open the connection" }).ClickAsync();
        var connection = new ConnectionPage(visitor.Page);
        await Expect(connection.Sync).ToContainTextAsync("Not connected yet");

        await connection.FillAsync(Server.Credentials);
        await connection.Save.ClickAsync();

        await Expect(connection.Outcome).ToHaveAttributeAsync("data-status", "completed");
        await new Shell(visitor.Page).GoToAsync("Pipeline");
        await Expect(new BoardPage(visitor.Page).Cards.First).ToBeVisibleAsync();
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

    private async Task<Visitor> ArriveAsync()
    {
        var visitor = await VisitAsync(Device.Desktop);
        var signIn = await SignInPage.ComeAsync(visitor);
        await signIn.SignInAsync("admin", FirstPassword);
        await signIn.ChangePasswordAsync(FirstPassword, "four calm words", "four calm words");
        return visitor;
    }
}
