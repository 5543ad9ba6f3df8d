using Microsoft.Playwright;

namespace Causeway.Tests.Pages;

/// <summary>The page at which one signs in.</summary>
internal sealed class SignInPage(Visitor visitor)
{
    private readonly IPage _page = visitor.Page;

    /// <summary>Goes to a page that needs a sign-in, and so comes here.</summary>
    public static async Task<SignInPage> ComeAsync(Visitor visitor, string wanted = "/")
    {
        await visitor.Page.GotoAsync(wanted);
        var page = new SignInPage(visitor);
        await Assertions.Expect(page.Form).ToBeVisibleAsync();
        return page;
    }

    public ILocator Form => _page.GetByRole(AriaRole.Main).Locator("form");

    public ILocator Name => _page.GetByLabel("User name or email").Or(_page.GetByLabel("Odoo login"));

    public ILocator Secret => _page.GetByLabel("Password", new() { Exact = true }).Or(_page.GetByLabel("API key or password"));

    public ILocator Submit => Form.Locator("button[type=submit]");

    /// <summary>There is one where somebody has set it up.</summary>
    public ILocator Microsoft => _page.GetByRole(AriaRole.Button, new() { Name = "Sign in with Microsoft" });

    /// <summary>What stands between the fields and the button when it went wrong.</summary>
    public ILocator Problem => _page.Locator("main [data-slot=alert]");

    /// <summary>The form that a first sign-in leads to.</summary>
    public ILocator NewPassword => _page.GetByTestId("new-password");

    /// <summary>A way to sign in: Account, or Odoo.</summary>
    public ILocator Method(string name) => _page.GetByRole(AriaRole.Tab, new() { Name = name });

    public async Task SignInAsync(string username, string password)
    {
        await _page.GetByRole(AriaRole.Tab, new() { Name = "Account" }).ClickAsync();
        await _page.GetByLabel("User name or email").FillAsync(username);
        await SendAsync(password);
    }

    public async Task SignInWithOdooAsync(string login, string key)
    {
        await _page.GetByRole(AriaRole.Tab, new() { Name = "Odoo" }).ClickAsync();
        await _page.GetByLabel("Odoo login").FillAsync(login);
        await SendAsync(key);
    }

    public async Task ChangePasswordAsync(string present, string next, string again)
    {
        await NewPassword.GetByLabel("Present password").FillAsync(present);
        await NewPassword.GetByLabel("New password", new() { Exact = true }).FillAsync(next);
        await NewPassword.GetByLabel("New password again").FillAsync(again);
        await NewPassword.GetByRole(AriaRole.Button, new() { Name = "Save and go on" }).ClickAsync();
    }

    private async Task SendAsync(string secret)
    {
        await Secret.FillAsync(secret);
        await Submit.ClickAsync();
    }
}
