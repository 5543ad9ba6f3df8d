using Microsoft.Playwright;

namespace Causeway.Tests.Pages;

/// <summary>An opportunity on the board, and the four ways to move it.</summary>
internal sealed class BoardCard(IPage page, ILocator card)
{
    public ILocator Self => card;

    /// <summary>The copy that follows the pointer.</summary>
    public ILocator Lifted => page.GetByTestId("lifted-card");

    /// <summary>Not yet confirmed by Odoo.</summary>
    public ILocator Pending => card.GetByText("Saving in Odoo");

    public async Task DragToAsync(BoardColumn column)
    {
        await CarryOverAsync(column);
        await page.Mouse.UpAsync();
    }

    /// <summary>Takes it up with the mouse, and holds it over a column that would take it.</summary>
    public async Task CarryOverAsync(BoardColumn column)
    {
        await card.HoverAsync();
        await page.Mouse.DownAsync();
        var (x, y) = await MiddleAsync(card);
        await page.Mouse.MoveAsync(x + 8, y + 8, new() { Steps = 3 });
        await Assertions.Expect(Lifted).ToBeVisibleAsync();
        await TakeOnToAsync(column);
    }

    /// <summary>Takes it from where it is held to another column.</summary>
    public async Task TakeOnToAsync(BoardColumn column)
    {
        var (x, y) = await MiddleAsync(column.Self);
        await page.Mouse.MoveAsync(x, y, new() { Steps = 8 });
        await ShouldBeOverAsync(await column.Self.GetAttributeAsync("aria-label"));
    }

    /// <summary>What the keyboard takes it up by.</summary>
    public ILocator Handle => card.Locator("[data-lift]");

    public Task FocusAsync() => Handle.FocusAsync();

    /// <summary>What is to be done next.</summary>
    public ILocator Next => card.GetByTestId("next-activity");

    /// <summary>Opens what dragging does as a list.</summary>
    public ILocator Menu => card.GetByRole(AriaRole.Button, new() { Name = "Actions for " });

    /// <summary>A stage in that list, or another action.</summary>
    public ILocator Action(string name) => page.GetByRole(AriaRole.Menuitem, new() { Name = name, Exact = true });

    public async Task OpenMenuAsync()
    {
        await card.HoverAsync();
        await Menu.ClickAsync();
    }

    public Task ChooseStageAsync(string stage) => ChooseAsync(stage);

    /// <summary>An action of its menu.</summary>
    public async Task ChooseAsync(string action)
    {
        await OpenMenuAsync();
        await Action(action).ClickAsync();
    }

    public async Task CarryByFingerToAsync(string stage, ILocator target)
    {
        await using var finger = await CarryByFingerOverAsync(stage, target);
    }

    /// <summary>A finger rests on the card until that lifts, takes it to the target, and stays there until the stage would take it.</summary>
    public async Task<Finger> CarryByFingerOverAsync(string stage, ILocator target)
    {
        var (x, y) = await MiddleAsync(card);
        var finger = await Finger.PutDownAsync(page, x, y);
        await Assertions.Expect(Lifted).ToBeVisibleAsync();
        (x, y) = await MiddleAsync(target);
        await finger.MoveToAsync(x, y);
        await ShouldBeOverAsync(stage);
        return finger;
    }

    /// <summary>Holds it at the right edge of the window, where the board scrolls, until a stage comes under it.</summary>
    public async Task CarryByFingerToTheEdgeAsync(string stage)
    {
        var (x, y) = await MiddleAsync(card);
        await using var finger = await Finger.PutDownAsync(page, x, y);
        await Assertions.Expect(Lifted).ToBeVisibleAsync();
        await finger.MoveToAsync(page.ViewportSize!.Width - 4, y);
        await ShouldBeOverAsync(stage);
    }

    /// <summary>A finger brushes over it, without a rest.</summary>
    public async Task SwipeAsync(float by)
    {
        var (x, y) = await MiddleAsync(card);
        await using var finger = await Finger.PutDownAsync(page, x, y);
        await finger.MoveToAsync(x + by, y);
    }

    private Task ShouldBeOverAsync(string? stage) =>
        Assertions.Expect(page.Locator("[id^=DndLiveRegion]")).ToContainTextAsync($"is over {stage}.");

    private static async Task<(float X, float Y)> MiddleAsync(ILocator element)
    {
        var box = await element.BoundingBoxAsync() ?? throw new InvalidOperationException($"{element} is not on the page.");
        return (box.X + (box.Width / 2), box.Y + (box.Height / 2));
    }
}
