using System.Globalization;
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

    /// <summary>Turns the wheel, each time until further cards are drawn, to the one at this place.</summary>
    public async Task ScrollToAsync(int place)
    {
        await Cards.First.HoverAsync();
        for (var last = await LastDrawnAsync(); last < place; last = await LastDrawnAsync())
        {
            await page.Mouse.WheelAsync(0, 1_000);
            await Assertions.Expect(At(last + 1)).ToBeAttachedAsync();
        }
    }

    /// <summary>Opens the form for a new opportunity.</summary>
    public ILocator Add => column.GetByRole(AriaRole.Button, new() { Name = "Add an opportunity to " });

    public ILocator NewName => column.GetByLabel("Name of the opportunity");

    public ILocator SubmitNew => column.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true });

    public async Task AddAsync(string name, string revenue)
    {
        await Add.ClickAsync();
        await NewName.FillAsync(name);
        await column.GetByLabel("Expected revenue").FillAsync(revenue);
        await SubmitNew.ClickAsync();
    }

    private async Task<int> LastDrawnAsync() =>
        int.Parse((await column.Locator("li[aria-posinset]").Last.GetAttributeAsync("aria-posinset"))!, CultureInfo.InvariantCulture);
}
