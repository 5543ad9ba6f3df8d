using System.Text.Json;
using Causeway.Tests.Infrastructure;
using Microsoft.Playwright;
using Shouldly;

namespace Causeway.Tests.Pages;

/// <summary>How a page looks, by what can be measured.</summary>
internal static class Looks
{
    /// <summary>Where pictures go, below the repository; none are taken without it.</summary>
    private static readonly string? Gallery = Environment.GetEnvironmentVariable("SCREENSHOTS");

    private static readonly Lazy<string> Axe = new(ReadAxe);

    public static async Task ShouldLookRightAsync(this Visitor visitor, string name, Device device, ColorScheme scheme)
    {
        if (Gallery is not null)
            await visitor.Page.ScreenshotAsync(new() { Path = Repository.File($"{Gallery}/{name}-{device}-{scheme}.png".ToLowerInvariant()) });
        (await WidthAsync(visitor.Page)).ShouldBeLessThanOrEqualTo(visitor.Page.ViewportSize!.Width, "the page scrolls sideways");
        (await ViolationsAsync(visitor.Page)).ShouldBeEmpty();
    }

    private static Task<int> WidthAsync(IPage page) => page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");

    /// <summary>By evaluation, which the page's content policy does not touch; a script element it would refuse.</summary>
    private static async Task<IReadOnlyList<string>> ViolationsAsync(IPage page)
    {
        await page.EvaluateAsync(Axe.Value);
        var report = await page.EvaluateAsync<JsonElement>("async () => await axe.run()");
        return [.. report.GetProperty("violations").EnumerateArray().Select(Describe)];
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
