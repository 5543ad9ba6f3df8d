using Microsoft.Playwright;

namespace Causeway.Tests.Pages;

/// <summary>The views that are kept for a page.</summary>
internal sealed class ViewsMenu(IPage page)
{
    /// <summary>The button of the menu, while it names this view.</summary>
    public ILocator InForce(string name) => page.GetByRole(AriaRole.Button, new() { Name = $"View: {name}", Exact = true });

    public ILocator Item(string name) => page.GetByTestId("view").Filter(new() { HasText = name });

    public async Task OpenAsync()
    {
        if (!await Panel.IsVisibleAsync())
            await page.GetByTestId("views-menu").ClickAsync();
        await Assertions.Expect(Panel).ToBeVisibleAsync();
    }

    public async Task SaveAsync(string name)
    {
        await OpenAsync();
        await Panel.GetByRole(AriaRole.Button, new() { Name = "Save what is shown as a view" }).ClickAsync();
        await page.GetByLabel("Name of the view").FillAsync(name);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
    }

    public async Task ShowAsync(string name)
    {
        await OpenAsync();
        await Panel.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();
    }

    public async Task OverwriteAsync()
    {
        await OpenAsync();
        await Panel.GetByRole(AriaRole.Button, new() { Name = "Overwrite with what is shown" }).ClickAsync();
    }

    public async Task ActAsync(string name, string action)
    {
        await OpenAsync();
        await Item(name).GetByRole(AriaRole.Button, new() { Name = "Actions for " }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = action }).ClickAsync();
    }

    private ILocator Panel => page.GetByRole(AriaRole.Dialog, new() { Name = "Views" });
}
