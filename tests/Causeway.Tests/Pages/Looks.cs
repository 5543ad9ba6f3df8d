using System.Text.Json;
using Causeway.Tests.Infrastructure;
using Microsoft.Playwright;
using Shouldly;

namespace Causeway.Tests.Pages;

/// <summary>How a page looks, by what can be measured, in light and in dark.</summary>
internal static class Looks
{
    /// <summary>Where pictures go, below the repository; none are taken without it.</summary>
    private static readonly string? Gallery = Environment.GetEnvironmentVariable("CAUSEWAY_SCREENSHOTS");

    private static readonly Lazy<string> Axe = new(ReadAxe);

    /// <summary>Nothing wider than the window, and nothing that axe finds; the browser's choice of light or dark is dark afterwards.</summary>
    public static async Task ShouldLookRightAsync(this Visitor visitor, string name, Device device)
    {
        var page = visitor.Page;
        await ShowAsync(page, ColorScheme.Light);
        await PictureAsync(page, name, device, "light");
        (await WidthAsync(page)).ShouldBeLessThanOrEqualTo(page.ViewportSize!.Width, "the page scrolls sideways");
        (await page.EvaluateAsync<string[]>(Sideways)).ShouldBeEmpty("parts of the page scroll sideways");
        // By evaluation, which the page's content policy does not touch; a script element it would refuse.
        await page.EvaluateAsync(Axe.Value);
        (await ViolationsAsync(page, "{}")).ShouldBeEmpty("in light");
        await ShowAsync(page, ColorScheme.Dark);
        await PictureAsync(page, name, device, "dark");
        (await ViolationsAsync(page, "{ runOnly: ['color-contrast'] }")).ShouldBeEmpty("in dark");
    }

    /// <summary>A picture for the gallery, of what no test of looks shows.</summary>
    public static async Task PictureAsync(this Visitor visitor, string name, bool fullPage)
    {
        if (Gallery is not null)
            await visitor.Page.ScreenshotAsync(new() { Path = Repository.File($"{Gallery}/{name}.png"), FullPage = fullPage });
    }

    /// <summary>
    /// Nothing is on its way any more afterwards. Without transitions, which would set out again wherever the colour that an
    /// element inherits has arrived; and whatever moves in for once is there at once.
    /// </summary>
    private static async Task ShowAsync(IPage page, ColorScheme scheme)
    {
        await page.EvaluateAsync(
            """
            () => {
              const still = new CSSStyleSheet();
              still.replaceSync('*, ::before, ::after { transition: none !important }');
              document.adoptedStyleSheets = [still];
            }
            """);
        await page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await page.WaitForFunctionAsync("dark => document.documentElement.classList.contains('dark') === dark", scheme == ColorScheme.Dark);
        await page.EvaluateAsync(
            """
            () => document.getAnimations()
              .filter(({ effect }) => Number.isFinite(effect.getComputedTiming().endTime))
              .forEach(animation => animation.finish())
            """);
    }

    private static async Task PictureAsync(IPage page, string name, Device device, string scheme)
    {
        if (Gallery is not null)
            await page.ScreenshotAsync(new() { Path = Repository.File($"{Gallery}/{name}-{device}-{scheme}.png".ToLowerInvariant()) });
    }

    /// <summary>What is to scroll up and down alone.</summary>
    private const string Sideways = """
        () => [...document.querySelectorAll('.overflow-y-auto')].filter(part => part.scrollWidth > part.clientWidth + 1).map(part => part.outerHTML.slice(0, 200))
        """;

    private static Task<int> WidthAsync(IPage page) => page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");

    /// <summary>A menu floats at the end of the body, outside of every landmark: as a dialog does, which axe excepts by itself.</summary>
    private static async Task<IReadOnlyList<string>> ViolationsAsync(IPage page, string options)
    {
        // What passes is neither described nor sent here: that took longer than to look for it.
        var violations = await page.EvaluateAsync<JsonElement>(
            $$"""
            async () => {
              axe.configure({ checks: [{ id: 'region', options: { regionMatcher: 'dialog, [role=dialog], [role=alertdialog], [role=menu], svg' } }] });
              return (await axe.run({ resultTypes: ['violations'], ...{{options}} })).violations;
            }
            """);
        return [.. violations.EnumerateArray().Select(Describe)];
    }

    private static string Describe(JsonElement violation)
    {
        var nodes = violation.GetProperty("nodes").EnumerateArray().Select(node => $"{node.GetProperty("html").GetString()}\n    {node.GetProperty("failureSummary").GetString()}");
        return $"{violation.GetProperty("id").GetString()}: {violation.GetProperty("help").GetString()}\n  {string.Join("\n  ", nodes)}";
    }

    private static string ReadAxe()
    {
        var path = Repository.File("web/node_modules/axe-core/axe.min.js");
        return File.Exists(path) ? File.ReadAllText(path) : throw new InvalidOperationException("axe-core is not installed. ./test installs it; by hand: npm --prefix web ci.");
    }
}
