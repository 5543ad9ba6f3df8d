namespace Causeway.Tests.Pages;

/// <summary>What somebody acts with.</summary>
public enum Way
{
    Mouse,
    Finger,
    Keyboard,
}

internal static class Ways
{
    public static Device Device(this Way way) => way == Way.Finger ? Pages.Device.Phone : Pages.Device.Desktop;

    public static IHands HandsOn(this Way way, Visitor visitor) => way == Way.Keyboard ? new Keys(visitor.Page) : new Pointer(visitor.Page, way.Device());
}
