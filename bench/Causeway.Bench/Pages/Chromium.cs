using Causeway.Platform.Access.Sessions;
using Microsoft.Playwright;

namespace Causeway.Bench.Pages;

/// <summary>A real Chromium in which somebody is signed in.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private const float PatienceMs = 120_000;

    private static readonly string[] Programs = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

    private readonly IPlaywright playwright;
    private readonly IBrowser browser;
    private readonly PagesWorld world;

    private Chromium(IPlaywright playwright, IBrowser browser, PagesWorld world) => (this.playwright, this.browser, this.world) = (playwright, browser, world);

    public static async Task<Chromium> StartAsync(PagesWorld world)
    {
        var library = await Playwright.CreateAsync();
        var started = await library.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM_PATH") ?? Programs.FirstOrDefault(File.Exists) ?? Programs[^1],
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
        });
        return new Chromium(library, started, world);
    }

    /// <summary>A browser that has been nowhere: nothing of the pages is in its cache. The administrator's, unless another session is given.</summary>
    public async Task<IBrowserContext> NewContextAsync(string? session = null)
    {
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = world.Server.Url.AbsoluteUri,
            Locale = "en-US",
            ViewportSize = new() { Width = 1440, Height = 900 },
        });
        context.SetDefaultTimeout(PatienceMs);
        await context.AddCookiesAsync([new() { Name = SessionCookie.Name, Value = session ?? world.Session, Url = world.Server.Url.AbsoluteUri, HttpOnly = true, SameSite = SameSiteAttribute.Strict }]);
        return context;
    }

    public async ValueTask DisposeAsync()
    {
        await browser.CloseAsync();
        playwright.Dispose();
    }
}
