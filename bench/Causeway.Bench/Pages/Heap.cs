using System.Globalization;
using Microsoft.Playwright;

namespace Causeway.Bench.Pages;

/// <summary>What a page's script holds, after a collection.</summary>
internal static class Heap
{
    public static async Task<string> MegabytesAsync(IPage page)
    {
        var devtools = await page.Context.NewCDPSessionAsync(page);
        await devtools.SendAsync("HeapProfiler.enable");
        await devtools.SendAsync("HeapProfiler.collectGarbage");
        await devtools.SendAsync("Performance.enable");
        var metrics = (await devtools.SendAsync("Performance.getMetrics"))!.Value.GetProperty("metrics");
        await devtools.DetachAsync();
        var bytes = metrics.EnumerateArray().Single(metric => metric.GetProperty("name").GetString() == "JSHeapUsedSize").GetProperty("value").GetDouble();
        return (bytes / 1024 / 1024).ToString("F1", CultureInfo.InvariantCulture);
    }
}
