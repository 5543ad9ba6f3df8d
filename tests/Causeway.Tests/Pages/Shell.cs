using Microsoft.Playwright;

namespace Causeway.Tests.Pages;

/// <summary>What stands around every page: the way to the others, and the account.</summary>
internal sealed class Shell(IPage page)
{
    public ILocator Account => page.GetByTestId("account").Filter(new() { Visible = true });

    /// <summary>The account, if it is this person's.</summary>
    public ILocator AccountOf(string name) => Account.And(page.GetByRole(AriaRole.Button, new() { Name = name }));

    /// <summary>The pages that are in view: on a phone some stand behind <see cref="More"/>.</summary>
    public ILocator Destinations => Navigation("Main").Or(Navigation("All pages")).GetByRole(AriaRole.Link).Filter(new() { Visible = true });

    private ILocator More => page.GetByTestId("more-pages").Filter(new() { Visible = true });

    /// <summary>Every page that this person may open.</summary>
    public async Task<ILocator> AllDestinationsAsync()
    {
        await Assertions.Expect(Destinations.First).ToBeVisibleAsync();
        if (await More.IsVisibleAsync())
            await More.ClickAsync();
        return Destinations;
    }

    public async Task GoToAsync(string name)
    {
        await Assertions.Expect(Destinations.First).ToBeVisibleAsync();
        var there = await Destinations.GetByText(name, new() { Exact = true }).CountAsync() > 0 ? Destinations : await AllDestinationsAsync();
        await there.GetByText(name, new() { Exact = true }).ClickAsync();
    }

    /// <summary>Finds records and things to do.</summary>
    public ILocator Commands => page.GetByTestId("command-menu");

    public ILocator Shortcuts => page.GetByTestId("shortcut-sheet");

    public async Task<ILocator> OpenCommandsAsync(string typed = "")
    {
        await page.Keyboard.PressAsync("Control+k");
        await Assertions.Expect(Commands).ToBeVisibleAsync();
        await page.Keyboard.TypeAsync(typed);
        return Commands;
    }

    public async Task ChooseLanguageAsync(string name)
    {
        await Account.ClickAsync();
        await page.GetByRole(AriaRole.Menuitemradio, new() { Name = name }).ClickAsync();
    }

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

    private ILocator Navigation(string name) => page.GetByRole(AriaRole.Navigation, new() { Name = name });
}
