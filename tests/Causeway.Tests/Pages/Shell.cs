using Microsoft.Playwright;

namespace Causeway.Tests.Pages;

/// <summary>What stands around every page: the way to the others, and the account.</summary>
internal sealed class Shell(IPage page)
{
    public ILocator Account => page.GetByRole(AriaRole.Button, new() { Name = "Account of " }).Filter(new() { Visible = true });

    public ILocator Destinations => page.GetByRole(AriaRole.Navigation, new() { Name = "Main" }).GetByRole(AriaRole.Link).Filter(new() { Visible = true });

    public async Task ChooseThemeAsync(string name)
    {
        await Account.ClickAsync();
        await page.GetByRole(AriaRole.Menuitemradio, new() { Name = name }).ClickAsync();
    }

    public async Task SignOutAsync()
    {
        await Account.ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Sign out" }).ClickAsync();
    }
}
