using Microsoft.Playwright;

namespace Causeway.Tests.Pages;

/// <summary>A finger on the glass until it is disposed of: what Playwright, which knows only taps, leaves to the browser's own protocol.</summary>
internal sealed class Finger : IAsyncDisposable
{
    private const int Steps = 8;

    private readonly ICDPSession _browser;
    private float _x;
    private float _y;

    private Finger(ICDPSession browser, float x, float y) => (_browser, _x, _y) = (browser, x, y);

    public static async Task<Finger> PutDownAsync(IPage page, float x, float y)
    {
        var finger = new Finger(await page.Context.NewCDPSessionAsync(page), x, y);
        await finger.TouchAsync("touchStart", [x, y]);
        return finger;
    }

    public async Task MoveToAsync(float x, float y)
    {
        for (var step = 1; step <= Steps; step++)
            await TouchAsync("touchMove", [_x + ((x - _x) * step / Steps), _y + ((y - _y) * step / Steps)]);
        (_x, _y) = (x, y);
    }

    /// <summary>Takes it up.</summary>
    public async ValueTask DisposeAsync()
    {
        await TouchAsync("touchEnd", []);
        await _browser.DetachAsync();
    }

    private async Task TouchAsync(string type, float[] at) =>
        await _browser.SendAsync("Input.dispatchTouchEvent", new()
        {
            ["type"] = type,
            ["touchPoints"] = at is [var x, var y] ? new[] { new { x, y } } : [],
        });
}
