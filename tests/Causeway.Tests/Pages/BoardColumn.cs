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

    public async Task AddAsync(string name, string revenue)
    {
        await column.GetByRole(AriaRole.Button, new() { Name = "Add an opportunity to " }).ClickAsync();
        await column.GetByLabel("Name of the opportunity").FillAsync(name);
        await column.GetByLabel("Expected revenue").FillAsync(revenue);
        await column.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
    }
}
