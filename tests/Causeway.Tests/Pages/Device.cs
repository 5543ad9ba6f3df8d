using Microsoft.Playwright;

namespace Causeway.Tests.Pages;

/// <summary>What the pages are looked at on.</summary>
public enum Device
{
    Desktop,
    Phone,
}

internal static class Devices
{
    public static BrowserNewContextOptions Options(this Device device, ColorScheme scheme) => new()
    {
        ColorScheme = scheme,
        Locale = "en-US",
        ReducedMotion = ReducedMotion.Reduce,
        HasTouch = device == Device.Phone,
        IsMobile = device == Device.Phone,
        ViewportSize = device == Device.Phone ? new() { Width = 390, Height = 844 } : new() { Width = 1440, Height = 900 },
    };
}
