using Microsoft.Playwright;

namespace Causeway.Tests.Pages;

/// <summary>A list of records: a grid, or cards on a phone.</summary>
internal sealed class ListPage(IPage page)
{
    public ILocator Grid => page.GetByTestId("list-grid");

    public ILocator Rows => page.GetByTestId("list-row");

    public ILocator Cards => page.GetByTestId("list-card");

    /// <summary>How many records there are, in words.</summary>
    public ILocator Total => page.GetByTestId("list-total");

    public ILocator BulkBar => page.GetByTestId("bulk-bar");

    public ILocator Outcome => page.GetByTestId("bulk-outcome");

    public static async Task<ListPage> OpenAsync(Visitor visitor, string address)
    {
        await visitor.Page.GotoAsync(address);
        var list = new ListPage(visitor.Page);
        await Assertions.Expect(list.Total).ToBeVisibleAsync();
        return list;
    }

    public ILocator Row(string name) => Rows.Filter(new() { HasText = name });

    public ILocator Card(string name) => Cards.Filter(new() { HasText = name });

    /// <summary>A row of the grid, or on a phone its card.</summary>
    public ILocator Record(string name) => Row(name).Or(Card(name));

    public ILocator Cell(string row, string column) => Row(row).Locator($"[data-column='{column}']");

    public ILocator Head(string column) => page.GetByRole(AriaRole.Columnheader, new() { Name = column });

    /// <summary>Opens the cell's editor and types a new value into it, without sending it.</summary>
    public async Task TypeAsync(string row, string column, string label, string value)
    {
        var cell = Cell(row, column);
        await cell.HoverAsync();
        await cell.GetByRole(AriaRole.Button, new() { Name = "Edit " }).ClickAsync();
        await cell.GetByLabel(label).FillAsync(value);
    }

    public Task ChooseAsync(string row) => Row(row).GetByRole(AriaRole.Checkbox).ClickAsync();
}
