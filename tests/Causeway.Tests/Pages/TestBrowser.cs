using Causeway.Tests.Infrastructure;
using Causeway.Tests.Pages;
using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(TestBrowser))]

namespace Causeway.Tests.Pages;

/// <summary>One Chromium for the whole run, started by the first test that opens a page.</summary>
public sealed class TestBrowser : IAsyncDisposable
{
    /// <summary>A page waits for the server, the server for Odoo, and all of them for two busy cores.</summary>
    private const float PatienceMs = 30_000;

    /// <summary>Where Debian puts them; <c>./test</c> looks further, and names what it found.</summary>
    private static readonly string[] Programs = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

    private static readonly string[] Quietly =
    [
        "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
    ];

    private readonly Lazy<Task<IBrowser>> _browser;
    private IPlaywright? _playwright;

    public TestBrowser() => _browser = new(StartAsync);

    public async Task<IBrowserContext> NewContextAsync(BrowserNewContextOptions options)
    {
        var context = await (await _browser.Value).NewContextAsync(options);
        context.SetDefaultTimeout(PatienceMs);
        return context;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
            await (await _browser.Value).CloseAsync();
        _playwright?.Dispose();
    }

    private async Task<IBrowser> StartAsync()
    {
        DemandPages();
        Assertions.SetDefaultExpectTimeout(PatienceMs);
        _playwright = await Playwright.CreateAsync();
        return await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM_PATH") ?? Programs.FirstOrDefault(File.Exists) ?? Programs[^1],
            Args = Quietly,
        });
    }

    /// <summary>Without this the server would answer 404, or show pages of another day that lie beside the program.</summary>
    private static void DemandPages()
    {
        const string Start = "wwwroot/index.html";
        var (built, served) = (Repository.File($"src/Causeway/{Start}"), Path.Combine(AppContext.BaseDirectory, Start));
        if (!File.Exists(built))
            throw new InvalidOperationException("The pages are not built. ./test builds them; by hand: npm --prefix web ci && npm --prefix web run build, then dotnet build.");
        if (!File.Exists(served) || File.ReadAllText(built) != File.ReadAllText(served))
            throw new InvalidOperationException("The pages were built after the tests were: dotnet build copies them beside the program.");
    }
}
