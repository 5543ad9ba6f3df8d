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
        (x, y) = await MiddleAsync(column.Self);
        await page.Mouse.MoveAsync(x, y, new() { Steps = 8 });
        await Assertions.Expect(page.Locator("[id^=DndLiveRegion]")).ToContainTextAsync($"is over {await column.Self.GetAttributeAsync("aria-label")}");
    }

    /// <summary>What the keyboard takes it up by.</summary>
    public ILocator Handle => card.Locator("[data-lift]");

    public Task FocusAsync() => Handle.FocusAsync();

    public async Task OpenMenuAsync()
    {
        await card.HoverAsync();
        await card.GetByRole(AriaRole.Button, new() { Name = "Actions for " }).ClickAsync();
    }

    public async Task ChooseStageAsync(string stage)
    {
        await OpenMenuAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = stage, Exact = true }).ClickAsync();
    }

    public async Task CarryByFingerToAsync(ILocator target)
    {
        var finger = await CarryByFingerOverAsync(target);
        await TouchAsync(finger, "touchEnd");
    }

    /// <summary>A finger rests on the card until that lifts, takes it to the target, and stays there.</summary>
    public async Task<ICDPSession> CarryByFingerOverAsync(ILocator target)
    {
        var finger = await page.Context.NewCDPSessionAsync(page);
        var (x, y) = await MiddleAsync(card);
        await TouchAsync(finger, "touchStart", x, y);
        await Assertions.Expect(Lifted).ToBeVisibleAsync();
        var (toX, toY) = await MiddleAsync(target);
        for (var step = 1; step <= 8; step++)
            await TouchAsync(finger, "touchMove", x + ((toX - x) * step / 8), y + ((toY - y) * step / 8));
        return finger;
    }

    private static async Task TouchAsync(ICDPSession finger, string type, params float[] at) =>
        await finger.SendAsync("Input.dispatchTouchEvent", new()
        {
            ["type"] = type,
            ["touchPoints"] = at is [var x, var y] ? new[] { new { x, y } } : [],
        });

    private static async Task<(float X, float Y)> MiddleAsync(ILocator element)
    {
        var box = await element.BoundingBoxAsync() ?? throw new InvalidOperationException($"{element} is not on the page.");
        return (box.X + (box.Width / 2), box.Y + (box.Height / 2));
    }
}
