using Microsoft.Playwright;

namespace Causeway.Tests.Pages;

/// <summary>What stands around every page: the way to the others, and the account.</summary>
internal sealed class Shell(IPage page)
{
    public ILocator Account => page.GetByTestId("account").Filter(new() { Visible = true });

    /// <summary>The account, if it is this person's.</summary>
    public ILocator AccountOf(string name) => Account.And(page.GetByRole(AriaRole.Button, new() { Name = name }));

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
