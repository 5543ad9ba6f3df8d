using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Causeway.Tests.Pages;

/// <summary>The API's own pages, as somebody uses them who has never called it.</summary>
public sealed class SwaggerTests(TestBrowser browser, DemoServer server) : PageTests(browser, server), IClassFixture<DemoServer>
{
    [Fact]
    public async Task Who_authorizes_by_the_password_form_can_try_a_route()
    {
        var visitor = await VisitAsync(Device.Desktop);
        var page = visitor.Page;
        await page.GotoAsync("/docs/index.html");
        await page.Locator(".swagger-ui .auth-wrapper .authorize").ClickAsync();
        var form = page.Locator(".auth-container").Filter(new() { HasText = "password (OAuth2" });

        await form.Locator("#oauth_username").FillAsync("admin");
        await form.Locator("#oauth_password").FillAsync(PageServer.AdminPassword);
        await form.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Apply given OAuth2 credentials" }).ClickAsync();
        await Expect(form.GetByText("Authorized")).ToBeVisibleAsync();
        await page.Locator(".btn-done").First.ClickAsync();
        var route = page.Locator("[id='operations-Sign in-GetMe'], [id='operations-Sign_in-GetMe']");
        await route.Locator(".opblock-summary-control").ClickAsync();
        // The button that sends is there at once.
        await route.Locator(".execute").ClickAsync();

        await Expect(route.Locator(".live-responses-table .response-col_status").First).ToContainTextAsync("200");
        await Expect(route.Locator(".live-responses-table")).ToContainTextAsync("\"username\": \"admin\"");
    }

    [Fact]
    public async Task Its_chapters_stand_in_their_order_and_closed()
    {
        var visitor = await VisitAsync(Device.Desktop);
        await visitor.Page.GotoAsync("/docs/index.html");

        await Expect(visitor.Page.Locator(".opblock-tag").First).ToContainTextAsync("Sign in");
        await Expect(visitor.Page.Locator(".opblock-tag").Last).ToContainTextAsync("Health");
        (await visitor.Page.Locator(".opblock-summary").CountAsync()).ShouldBe(0);
    }
}
