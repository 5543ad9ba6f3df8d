using Microsoft.Playwright;

namespace Causeway.Tests.Pages;

/// <summary>A stage of the board.</summary>
internal sealed class BoardColumn(IPage page, ILocator column)
{
    public ILocator Self => column;

    public ILocator Count => column.GetByTestId("column-count");

    public ILocator Value => column.GetByTestId("column-value");

    public ILocator Cards => column.GetByTestId("board-card");

    public ILocator Card(string name) =>
        Cards.Filter(new() { Has = page.GetByRole(AriaRole.Heading, new() { Name = name, Exact = true }) });

    /// <summary>The card at a place of the whole column, counted from 1; none while it is not drawn.</summary>
    public ILocator At(int place) => column.Locator($"li[aria-posinset='{place}']");

    /// <summary>Scrolls down, as far as cards are loaded, until the one at this place is drawn.</summary>
    public async Task ScrollToAsync(int place)
    {
        var target = At(place);
        while (await target.CountAsync() == 0)
        {
            await Cards.Last.ScrollIntoViewIfNeededAsync();
            await Cards.Last.HoverAsync();
            await page.Mouse.WheelAsync(0, 600);
        }
    }

    public async Task AddAsync(string name, string revenue)
    {
        await column.GetByRole(AriaRole.Button, new() { Name = "Add an opportunity to " }).ClickAsync();
        await column.GetByLabel("Name of the opportunity").FillAsync(name);
        await column.GetByLabel("Expected revenue").FillAsync(revenue);
        await column.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
    }
}
